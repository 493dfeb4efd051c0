import { expect, test } from "vitest";
import { pool } from "@/lib/db/client";
import { prepared } from "@/lib/db/pg-transaction";

const listPrepared = `SELECT name FROM pg_prepared_statements WHERE statement = $1`;

test.each([
  ["is kept by its connection under a name", true, 1],
  ["leaves nothing behind on its connection where names are switched off", false, 0],
])("a statement %s", async (_, isNamed, kept) => {
  const text = `SELECT $1::int AS "asked ${isNamed}"`;
  const client = await pool.connect();
  try {
    expect((await client.query(prepared(text, isNamed)(7))).rows).toEqual([{ [`asked ${isNamed}`]: 7 }]);
    expect((await client.query(listPrepared, [text])).rowCount).toBe(kept);
  } finally {
    client.release();
  }
});
