import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/db/client";
import { countOf } from "@/lib/format-number";
import { fail, ok, type Result } from "@/lib/result";

/** Attempts and the seconds in which they may be made. A whole ward or classroom may share one address. */
const limits = {
  /** From devices on which the account was never opened, wherever they are: a guess spread over many addresses. */
  signInByEmail: { points: 100, duration: 15 * 60 },
  /** A short window: one person who tries many accounts keeps their neighbours out for a minute at most. */
  signInByAddress: { points: 60, duration: 60 },
  /** Per link, known to be a good one. Each costs a password hash. */
  newAccount: { points: 500, duration: 15 * 60 },
  demoVisit: { points: 30, duration: 60 * 60 },
} as const;
export type LimitName = keyof typeof limits;

// Kept in the database: a restart forgives nobody, and several processes count together.
const makeLimiter = (keyPrefix: string, limit: { points: number; duration: number }) =>
  new RateLimiterPostgres({
    ...limit,
    storeClient: pool,
    storeType: "pool",
    tableName: "RateLimit",
    tableCreated: true,
    keyPrefix,
  });
const limiters = Object.fromEntries(
  Object.entries(limits).map(([name, limit]) => [name, makeLimiter(name, limit)]),
) as Record<LimitName, RateLimiterPostgres>;

/** Hashed, so that the table names neither people nor where they were. */
const keyOf = (about: string) => createHash("sha256").update(about).digest("base64url");

const tooMany = ({ msBeforeNext }: RateLimiterRes) => {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const time = seconds <= 60 ? countOf(seconds, "second") : countOf(Math.ceil(seconds / 60), "minute");
  return fail(`Too many attempts. Try again in ${time}`);
};

/** Consumes a point, or says how long there is none. */
async function consume(limiter: RateLimiterPostgres, about: string, seconds?: number): Promise<Result<RateLimiterRes>> {
  try {
    return ok(await limiter.consume(keyOf(about), 1, seconds === undefined ? {} : { customDuration: seconds }));
  } catch (thrown) {
    // The library rejects with a result when the limit is reached, and with an error when the database fails.
    if (thrown instanceof RateLimiterRes) return tooMany(thrown);
    throw thrown;
  }
}

/** Counts an attempt before it is made, so that many at once cannot slip through; refuses it once there were too many. */
export const countAttempt = (limit: LimitName, about: string): Promise<Result<unknown>> =>
  consume(limiters[limit], about);

/** Gives back what was counted: after a success. */
export const forgiveAttempt = (limit: LimitName, about: string) => limiters[limit].reward(keyOf(about));

const free = 5;
const longestPauseSeconds = 60;
const manyAttempts = 1_000_000;
const attempts = makeLimiter("paced", { points: manyAttempts, duration: 15 * 60 });
const pauses = makeLimiter("pause", { points: 1, duration: longestPauseSeconds });

/**
 * Lets a few attempts through at once and later ones after pauses that double up to a minute. An attempt that comes too early is
 * not made and makes no pause longer, so that whoever is right gets in at the next turn.
 */
export async function paceAttempt(about: string): Promise<Result<unknown>> {
  const made = await consume(attempts, about);
  if (!made.ok || made.value.consumedPoints <= free) return made;
  const pause = Math.min(2 ** (made.value.consumedPoints - free - 1), longestPauseSeconds);
  const turn = await consume(pauses, about, pause);
  if (!turn.ok) await attempts.reward(keyOf(about));
  return turn;
}

/** After a success. */
export const forgivePace = (about: string) =>
  Promise.all([attempts, pauses].map((limit) => limit.delete(keyOf(about))));
