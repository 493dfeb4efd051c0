/** Set by proxy.ts on the way in: where the request goes, for the way back after signing in. */
export const pathHeader = "x-grata-path";

/** The nonce of this request's Content-Security-Policy, for the inline script that the layout needs. */
export function readNonce(headers: { get(name: string): string | null }): string | undefined {
  return /'nonce-([^']+)'/.exec(headers.get("Content-Security-Policy") ?? "")?.[1];
}
