type Given = {
  nonce: string;
  /** React's development build evaluates code to show better stacks, and reloads over a socket. */
  isDev: boolean;
};

/**
 * What a page may load and run: this server's own files, and inline scripts that carry the request's nonce (Next's own
 * and the one that sets the theme before the first paint). Nothing comes from elsewhere and nothing is sent elsewhere, so
 * that a script smuggled in with imported text neither runs nor tells anybody.
 *
 * Inline styles are allowed: widths of bars, Radix and Recharts set them on elements, where a nonce cannot go.
 */
export function contentSecurityPolicy({ nonce, isDev }: Given): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
