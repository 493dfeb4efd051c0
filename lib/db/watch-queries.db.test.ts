import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nameStatement, watchQueries } from "@/lib/db/watch-queries";
import { env } from "@/lib/env";
import { makeLog } from "@/lib/log/log";

const shared = globalThis as { grataLog?: ReturnType<typeof makeLog> | undefined };
const before = shared.grataLog;
let lines: Record<string, unknown>[];
let client: pg.Client;

beforeEach(async () => {
  lines = [];
  shared.grataLog = makeLog("warn", { write: (line) => void lines.push(JSON.parse(line)) });
  client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
});
afterEach(async () => {
  shared.grataLog = before;
  await client.end();
});

const ask = `SELECT id FROM "User" WHERE name = $1`;

test("a slow statement is logged by its verb and tables, without what was asked for", async () => {
  watchQueries(client, 0);
  await client.query(ask, ["Ada Lovelace"]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ msg: "slow query", statement: "SELECT User", ms: expect.any(Number) });
  expect(JSON.stringify(lines)).not.toContain("Lovelace");
});

test("so is one that is asked with a callback, as pools do, and one that fails", async () => {
  watchQueries(client, 0);
  await new Promise((resolve) => client.query(ask, ["Ada"], resolve));
  await expect(client.query(`SELECT nothing FROM "User"`)).rejects.toThrow();
  expect(lines.map(({ statement }) => statement)).toEqual(["SELECT User", "SELECT User"]);
});

test("a quick one is not", async () => {
  watchQueries(client);
  await client.query(ask, ["Ada Lovelace"]);
  expect(lines).toEqual([]);
});

test("a text within a statement is no table", () => {
  expect(nameStatement(`COPY (SELECT 1 FROM "Answer" WHERE key IN ('it is "Ada"', 'Ben''s "Own"')) TO STDOUT`)).toEqual(
    {
      statement: "COPY Answer",
      digest: expect.stringMatching(/^[\w-]{20}$/),
    },
  );
});
