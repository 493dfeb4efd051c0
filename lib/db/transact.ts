import { db, type Transaction } from "@/lib/db/client";
import type { Result } from "@/lib/result";

/** Carries an expected refusal out of a transaction, so that what was written before it is undone. */
class RolledBack extends Error {
  override name = "RolledBack";
  constructor(readonly result: Result<never>) {
    super("rolled back");
  }
}

/** One transaction that keeps its writes only when the outcome is ok. `timeoutMs` for those that touch many rows. */
export async function transact<T>(
  work: (tx: Transaction) => Promise<Result<T>>,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<Result<T>> {
  const keepIfOk = async (tx: Transaction) => {
    const result = await work(tx);
    if (!result.ok) throw new RolledBack(result);
    return result;
  };
  try {
    return await db.$transaction(keepIfOk, { timeout: timeoutMs, maxWait: 10_000 });
  } catch (thrown) {
    if (thrown instanceof RolledBack) return thrown.result;
    throw thrown;
  }
}
