import { db, type Transaction } from "@/lib/db/client";
import type { Result } from "@/lib/result";

/** Carries an expected refusal out of a transaction, so that what was written before it is undone. */
class RolledBack extends Error {
  override name = "RolledBack";
  constructor(readonly result: Result<never>) {
    super("rolled back");
  }
}

/** Prisma's word for a deadlock or a conflict of two writes: one of them is undone and may be tried again. */
const conflict = "P2034";
const attempts = 4;

/**
 * One transaction that keeps its writes only when the outcome is ok. `timeoutMs` for those that touch many rows. A deadlock is tried
 * again, so `work` does nothing but write to the database.
 */
export async function transact<T>(
  work: (tx: Transaction) => Promise<Result<T>>,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<Result<T>> {
  const keepIfOk = async (tx: Transaction) => {
    const result = await work(tx);
    if (!result.ok) throw new RolledBack(result);
    return result;
  };
  for (let left = attempts - 1; ; left--) {
    try {
      return await db.$transaction(keepIfOk, { timeout: timeoutMs, maxWait: 10_000 });
    } catch (thrown) {
      if (thrown instanceof RolledBack) return thrown.result;
      if (left === 0 || (thrown as { code?: string }).code !== conflict) throw thrown;
    }
  }
}
