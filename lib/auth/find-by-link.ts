import "server-only";
import { headers } from "next/headers";
import { clientAddress } from "@/lib/auth/client-address";
import { checkAttempts, countAttempt } from "@/lib/auth/rate-limit";
import { tokenInput } from "@/lib/auth/schema";
import { fail, ok, type Result } from "@/lib/result";

/**
 * What a link leads to. Links that lead nowhere are counted per address, and after too many of them no link is looked up
 * for a while: nobody guesses their way in.
 */
export async function findByLink<T>(
  token: string,
  find: (token: string) => Promise<T | null>,
  unknown: string,
): Promise<Result<T>> {
  const address = clientAddress(await headers());
  const mayLook = await checkAttempts("wrongLink", address);
  if (!mayLook.ok) return mayLook;
  const found = tokenInput.safeParse(token).success ? await find(token) : null;
  if (found) return ok(found);
  const counted = await countAttempt("wrongLink", address);
  return counted.ok ? fail(unknown) : counted;
}
