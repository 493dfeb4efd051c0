/** The way back after signing in, if it stays in this app; else null. A link must not send people elsewhere. */
export function safePath(path: unknown): string | null {
  if (typeof path !== "string" || !path.startsWith("/") || path.length > 2000) return null;
  // Browsers read `//host`, `/\host` and control characters as another place.
  const url = URL.canParse(path, "http://here.invalid") ? new URL(path, "http://here.invalid") : null;
  // `/.//host` stays on this host but its cleaned path would not.
  const isHere = url?.host === "here.invalid" && !url.pathname.startsWith("//");
  return isHere ? url.pathname + url.search + url.hash : null;
}
