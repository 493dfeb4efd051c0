/**
 * For route handlers that change something: null when the request comes from this app's own pages (or from a program,
 * which sends no Origin and has no cookies of a browser to abuse), else the refusal to send. Server actions have Next's
 * own check; SameSite=Lax on the session cookie is the second lock.
 */
export function refuseForeignOrigin(request: Request): Response | null {
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return null;
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const isOwn = origin ? URL.canParse(origin) && new URL(origin).host === host : site === null || site === "none";
  if (isOwn) return null;
  return Response.json(
    { error: "Refused: this request came from another site. Open the app itself." },
    { status: 403 },
  );
}
