import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/result";

/** Attempts and the seconds in which they may be made. A whole ward or classroom may share one address. */
const limits = {
  signInByEmail: { points: 10, duration: 15 * 60 },
  signInByAddress: { points: 200, duration: 15 * 60 },
  /** Links that do not exist: somebody guesses, or pasted half a link. */
  wrongLink: { points: 30, duration: 15 * 60 },
  /** Each costs a password hash. */
  newAccount: { points: 100, duration: 15 * 60 },
  demoVisit: { points: 30, duration: 60 * 60 },
} as const;
export type LimitName = keyof typeof limits;

// Kept in the database: a restart forgives nobody, and several processes count together.
const makeLimiter = (name: LimitName) =>
  new RateLimiterPostgres({
    ...limits[name],
    storeClient: pool,
    storeType: "pool",
    tableName: "RateLimit",
    tableCreated: true,
    keyPrefix: name,
  });
const limiters = Object.fromEntries(
  Object.keys(limits).map((name) => [name, makeLimiter(name as LimitName)]),
) as Record<LimitName, RateLimiterPostgres>;

/** Hashed, so that the table names neither people nor where they were. */
const keyOf = (about: string) => createHash("sha256").update(about).digest("base64url");

const tooMany = ({ msBeforeNext }: RateLimiterRes) => {
  const minutes = Math.max(1, Math.ceil(msBeforeNext / 60_000));
  return fail(`Too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}`);
};

/** Counts an attempt before it is made, so that many at once cannot slip through; refuses it once there were too many. */
export async function countAttempt(limit: LimitName, about: string): Promise<Result<null>> {
  try {
    await limiters[limit].consume(keyOf(about));
    return ok(null);
  } catch (thrown) {
    // The library rejects with a result when the limit is reached, and with an error when the database fails.
    if (thrown instanceof RateLimiterRes) return tooMany(thrown);
    throw thrown;
  }
}

/** Whether attempts are used up, without counting one. */
export async function checkAttempts(limit: LimitName, about: string): Promise<Result<null>> {
  const known = await limiters[limit].get(keyOf(about));
  return known && known.consumedPoints >= limits[limit].points ? tooMany(known) : ok(null);
}

/** Gives back what was counted: after a success. */
export const forgiveAttempts = (limit: LimitName, about: string) => limiters[limit].delete(keyOf(about));
export const forgiveAttempt = (limit: LimitName, about: string) => limiters[limit].reward(keyOf(about));
