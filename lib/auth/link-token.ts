/** What mail programs, chats and people leave at the ends of a link: closing marks, quotes, spaces. Tokens hold none of them. */
const notOfTokens = /^[^A-Za-z0-9_-]+|[^A-Za-z0-9_-]+$/gu;
/** Marks of emphasis and dashes, which a token may hold too: those behind a whole one are none of its own. */
const whole = /^([A-Za-z0-9_-]{43})[_-]*$/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign stands behind the link, not in it.
    return text;
  }
}

/** The token of a link as somebody opened it, without what does not belong to it; null where no whole token is left. */
export function readLinkToken(opened: string): string | null {
  return whole.exec(decoded(opened).replace(notOfTokens, ""))?.[1] ?? null;
}
