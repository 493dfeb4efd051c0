import { readLinkToken } from "@/lib/auth/link-token";
import { fail, ok, type Result } from "@/lib/result";

/**
 * What a link leads to, and its token without the punctuation that was left behind it. Nobody guesses 256 bits, so links that lead
 * nowhere are not counted: that would only keep others at the same address from opening theirs.
 */
export async function findByLink<T>(
  opened: string,
  find: (token: string) => Promise<T | null>,
  unknown: string,
): Promise<Result<{ token: string; found: T }>> {
  const token = readLinkToken(opened);
  const found = token && (await find(token));
  return token && found ? ok({ token, found }) : fail(unknown);
}
