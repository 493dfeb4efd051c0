import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { labelTransaction, pgTransaction, WithCommit } from "@/lib/db/pg-transaction";
import { pool } from "@/lib/db/pool";

const uncaught = vi.fn();
const names = ["uncaughtException", "unhandledRejection"] as const;
beforeEach(() => {
  uncaught.mockReset();
  for (const name of names) process.on(name, uncaught);
});
afterEach(() => {
  for (const name of names) process.off(name, uncaught);
});

const soon = () => new Promise((resolve) => setTimeout(resolve, 50));

test.each([
  ["of a label", labelTransaction],
  ["of anything else", pgTransaction],
])(
  "a connection %s that the server ends in the midst of it fails its work and nothing besides",
  async (_, transaction) => {
    const work = transaction(async (client) => {
      const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      await client.query("SELECT 1");
    });
    await expect(work).rejects.toThrow(/terminat|connection/i);
    await soon();
    expect(uncaught).not.toHaveBeenCalled();
    expect(await transaction(async (client) => (await client.query("SELECT 1 AS n")).rows)).toEqual([{ n: 1 }]);
  },
);

test("what was sent to go with a COMMIT may fail before anybody asks for it", async () => {
  new WithCommit(Promise.reject(new Error("the connection broke off")));
  await soon();
  expect(uncaught).not.toHaveBeenCalled();
});
