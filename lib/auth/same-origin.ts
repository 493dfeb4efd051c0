/**
 * Whether a request, told by its headers, comes from another site's page: not from this app's own pages, nor from a program, which
 * sends no Origin and has no cookies of a browser to abuse. Server actions have Next's own check; SameSite=Lax on the session
 * cookie is the second lock.
 */
export function isForeignOrigin(header: (name: string) => string | null): boolean {
  const site = header("sec-fetch-site");
  if (site === "same-origin") return false;
  const origin = header("origin");
  const host = header("x-forwarded-host") ?? header("host");
  return origin ? !URL.canParse(origin) || new URL(origin).host !== host : site !== null && site !== "none";
}

/** For Next's route handlers that change something: the refusal to send to another site's page, else null. */
export function refuseForeignOrigin({ headers }: Request): Response | null {
  if (!isForeignOrigin((name) => headers.get(name))) return null;
  return Response.json(
    { error: "Refused: this request came from another site. Open the app itself." },
    { status: 403 },
  );
}
