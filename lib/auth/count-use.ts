import { countAttempt } from "@/lib/auth/rate-limit";
import { fail, type Result } from "@/lib/result";

/**
 * Before a password is hashed for the holder of a link: the link has to be a good one, and its uses are counted by the link. Whoever
 * has none can neither cost the app anything nor use up what others may do at the same address.
 */
export async function countUse(
  token: string,
  find: (token: string) => Promise<unknown>,
  unknown: string,
): Promise<Result<unknown>> {
  return (await find(token)) ? countAttempt("newAccount", token) : fail(unknown);
}
