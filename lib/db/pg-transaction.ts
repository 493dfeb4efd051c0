import { createHash } from "node:crypto";
import type { ClientBase, QueryConfig } from "pg";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";

/** A connection of its own or the pool. */
export type Queryable = Pick<ClientBase, "query">;

const arePrepared = env.GRATA_PREPARED_STATEMENTS === "on";

/**
 * A statement that each connection plans once. Named after its text, so that an edited one is another. Without a name where
 * connections change hands, and a name would not be known or be somebody else's.
 */
export function prepared(text: string, isNamed = arePrepared): (...values: unknown[]) => QueryConfig {
  if (!isNamed) return (...values) => ({ text, values });
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 20);
  return (...values) => ({ name, text, values });
}

const deadlock = "40P01";
const attempts = 4;

async function attempt<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const value = await work(client);
    // PostgreSQL answers COMMIT with ROLLBACK where a statement had failed: that must not pass for stored.
    const { command } = await client.query("COMMIT");
    if (command !== "COMMIT") throw new Error("pgTransaction: the transaction was rolled back");
    return value;
  } catch (thrown) {
    await client.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw thrown;
  } finally {
    client.release(broken);
  }
}

/** One transaction without Prisma, for the hot path: few round trips. Undone when `work` throws; a deadlock is tried again. */
export async function pgTransaction<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
  for (let left = attempts - 1; ; left--) {
    try {
      return await attempt(work);
    } catch (thrown) {
      if (left === 0 || (thrown as { code?: string }).code !== deadlock) throw thrown;
    }
  }
}
