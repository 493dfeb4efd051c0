import type { PoolClient, QueryResult } from "pg";
import { reader } from "@/lib/db/reader";

/** One moment of the database, read bit by bit. */
export type Snapshot = {
  list: <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Pages of rows from a cursor on the server; several may be open at once, also between `list` calls. */
  pages: <Row>(sql: string, values: readonly unknown[], pageSize: number) => AsyncGenerator<Row[]>;
};

/** How long a download may stand still before the database takes its connection back. */
const stallTimeout = "15min";

/** One query after another, also where several are asked at once: a connection has room for one. */
function oneByOne(client: PoolClient) {
  let last: Promise<unknown> = Promise.resolve();
  return (sql: string, values?: unknown[]): Promise<QueryResult> => {
    const asked = last.then(() => client.query(sql, values));
    last = asked.catch(() => undefined);
    return asked;
  };
}

/**
 * Reads within one transaction, so that a file agrees with itself while raters go on labeling. The connection is held
 * until the last value is taken, or the reader stops early (`return`), or something fails.
 */
export async function* readSnapshot<T>(read: (snapshot: Snapshot) => AsyncIterable<T>): AsyncGenerator<T> {
  const client = await (await reader()).connect();
  // A connection that is lost while the download stands still must fail this export, not the process.
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  client.on("error", lose);
  let cursors = 0;
  const query = oneByOne(client);
  const snapshot: Snapshot = {
    list: async <Row>(sql: string, values: readonly unknown[] = []) => (await query(sql, [...values])).rows as Row[],
    pages: async function* <Row>(sql: string, values: readonly unknown[], pageSize: number) {
      const name = `export_${++cursors}`;
      await query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...values]);
      while (true) {
        const { rows } = await query(`FETCH ${pageSize} FROM ${name}`);
        if (rows.length > 0) yield rows as Row[];
        if (rows.length < pageSize) break;
      }
      await query(`CLOSE ${name}`);
    },
  };
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = '${stallTimeout}'`);
    // A cursor is read to its end here: plan for all rows, not for the first.
    await client.query("SET LOCAL cursor_tuple_fraction = 1");
    yield* read(snapshot);
  } finally {
    const failure = await query("ROLLBACK").then(
      () => lost,
      (error: Error) => error,
    );
    client.off("error", lose);
    client.release(failure);
  }
}
