import type { ClientBase } from "pg";
import { expect, test } from "vitest";
import { labelTransaction, WithCommit } from "@/lib/db/pg-transaction";

/** As most of what labels ask: behind a function that makes something of the rows. */
async function ask(client: ClientBase, sql: string) {
  return (await client.query(sql)).rows;
}
const askFirst = async (client: ClientBase, sql: string) => (await ask(client, sql)).length;
const divide = "SELECT 1 / 0";

test("where a statement fails, those that were sent behind it do not hide why", async () => {
  const work = (client: ClientBase) => Promise.all([askFirst(client, divide), client.query("SELECT 1")]);
  await expect(labelTransaction(work)).rejects.toThrow(/division by zero/);
});

test("the same where they are on their way with the COMMIT", async () => {
  const work = async (client: ClientBase) => {
    const first = askFirst(client, divide);
    return new WithCommit(Promise.all([client.query("SELECT 1"), first]));
  };
  await expect(labelTransaction(work)).rejects.toThrow(/division by zero/);
});

test("a statement that failed and that nobody looked at is told as what it is, and nothing passes for stored", async () => {
  const work = async (client: ClientBase) => {
    client.query(divide).catch(() => undefined);
  };
  await expect(labelTransaction(work)).rejects.toThrow(/division by zero/);
});

test("a deadlock with statements behind it is tried again", async () => {
  let attempts = 0;
  const deadlock = `DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$`;
  const found = await labelTransaction(async (client) => {
    attempts++;
    const [, { rows }] = await Promise.all([
      askFirst(client, attempts === 1 ? deadlock : "SELECT 1"),
      client.query<{ n: number }>("SELECT 2 AS n"),
    ]);
    return rows;
  });
  expect(found).toEqual([{ n: 2 }]);
  expect(attempts).toBe(2);
});
