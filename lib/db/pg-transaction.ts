import type { ClientBase, Pool, QueryConfig } from "pg";
import { labelPool } from "@/lib/db/label-pool";
import { pool } from "@/lib/db/pool";
import { digestOf } from "@/lib/db/watch-queries";
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
  const name = digestOf(text);
  return (...values) => ({ name, text, values });
}

const deadlock = "40P01";
const attempts = 4;

/** Not as a simple query, which would be written to the connection apart from what is sent with it. */
const alone = (text: string): QueryConfig & { queryMode: "extended" } => ({ text, queryMode: "extended" });
const begin = alone("BEGIN");
const commit = alone("COMMIT");

/** How a transaction may end: with statements that are on their way already and that its COMMIT follows without waiting for them. */
export class WithCommit<T> {
  constructor(readonly sent: Promise<T>) {
    // Where BEGIN itself fails, nobody comes to ask for what was sent after it.
    sent.catch(() => undefined);
  }
}

type Work<T> = (client: ClientBase) => Promise<T | WithCommit<T>>;

/** What every statement is told that comes behind one that failed, as long as the transaction lasts. */
const aborted = "25P02";

/** A connection, and which of its statements failed first: those that were sent behind it fail because of it. */
function rememberFailure(client: ClientBase): { watched: ClientBase; findFirst: (thrown: unknown) => unknown } {
  let first: unknown;
  const query = (...asked: unknown[]): unknown => {
    const sent: unknown = Reflect.apply(client.query, client, asked);
    if (sent instanceof Promise)
      sent.catch((error: unknown) => {
        first ??= error;
      });
    return sent;
  };
  const findFirst = (thrown: unknown) => {
    const isOfAnother = thrown instanceof RolledBackUnseen || (thrown as { code?: string }).code === aborted;
    return isOfAnother ? (first ?? thrown) : thrown;
  };
  return { watched: Object.create(client, { query: { value: query } }), findFirst };
}

/** PostgreSQL answers COMMIT with ROLLBACK where a statement had failed: that must not pass for stored. */
class RolledBackUnseen extends Error {
  override name = "RolledBackUnseen";
}

async function attempt<T>(pool: Pool, work: Work<T>): Promise<T> {
  const client = await pool.connect();
  const { watched, findFirst } = rememberFailure(client);
  let broken: Error | undefined;
  try {
    // What the work asks first is sent with it.
    const begun = watched.query(begin);
    const [outcome] = await Promise.all([work(watched), begun]);
    const sent = outcome instanceof WithCommit ? outcome.sent : outcome;
    const [value, { command }] = await Promise.all([sent, client.query(commit)]);
    if (command !== "COMMIT") throw new RolledBackUnseen("pgTransaction: the transaction was rolled back");
    return value;
  } catch (thrown) {
    await client.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw findFirst(thrown);
  } finally {
    client.release(broken);
  }
}

const transactionsOn =
  (connections: Pool) =>
  async <T>(work: Work<T>): Promise<T> => {
    for (let left = attempts - 1; ; left--) {
      try {
        return await attempt(connections, work);
      } catch (thrown) {
        if (left === 0 || (thrown as { code?: string }).code !== deadlock) throw thrown;
      }
    }
  };

/** One transaction without Prisma, for the hot path: few round trips. Undone when `work` throws; a deadlock is tried again. */
export const pgTransaction = transactionsOn(pool);

/** The same on the connections of labels, where statements that are sent without waiting for each other cost one round trip. */
export const labelTransaction = transactionsOn(labelPool);
