import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkDatabase, getDatabaseHealth } from "@/lib/db/health";
import { env } from "@/lib/env";

let client: pg.Client;
beforeEach(async () => {
  client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
});
afterEach(() => client.end());

test("a database that stores is well", async () => {
  expect(await checkDatabase(client)).toBe("ok");
  expect(await getDatabaseHealth()).toBe("ok");
});

test("one that has no room left to write says so, and is well again when there is", async () => {
  // What a full disk does to a write, done by the server itself.
  await client.query("SET temp_file_limit = '100kB'");
  expect(await checkDatabase(client)).toBe("cannot write");
  await client.query("RESET temp_file_limit");
  expect(await checkDatabase(client)).toBe("ok");
});

test("one that only reads says so", async () => {
  await client.query("SET default_transaction_read_only = on");
  expect(await checkDatabase(client)).toBe("cannot write");
});

test("looking changes no setting of the connection", async () => {
  await checkDatabase(client);
  const { rows } = await client.query("SHOW work_mem");
  expect(rows[0].work_mem).not.toBe("64kB");
});
