import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { type Migration, readMigrations } from "@/lib/db/migrations";
import { makeScratchDatabase } from "@/prisma/test-database";

const server = process.env.TEST_SERVER_URL ?? "";
const scratch: Awaited<ReturnType<typeof makeScratchDatabase>>[] = [];

async function makeDatabase() {
  const database = await makeScratchDatabase(server);
  scratch.push(database);
  return database.url;
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

const migration = (name: string, sql: string, checksum = name): Migration => ({ name, sql, checksum });
const first = migration("1_first", "CREATE TABLE first (id int)");
const second = migration("2_second", "CREATE TABLE second (id int)");

afterEach(async () => {
  for (const { drop } of scratch.splice(0)) await drop();
});

test("applies what is pending, in order, and nothing twice", async () => {
  const url = await makeDatabase();
  expect(await migrate(url, [first])).toEqual(["1_first"]);
  expect(await migrate(url, [first, second])).toEqual(["2_second"]);
  expect(await migrate(url, [first, second])).toEqual([]);
});

test("records a migration as Prisma does", async () => {
  const url = await makeDatabase();
  const real = await readMigrations(join(import.meta.dirname, "../../prisma/migrations"));
  await migrate(url, real);
  const rows = await query(url, `SELECT * FROM "_prisma_migrations" ORDER BY started_at`);
  expect(rows).toHaveLength(real.length);
  expect(rows[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    migration_name: real[0]?.name,
    started_at: expect.any(Date),
    finished_at: expect.any(Date),
    applied_steps_count: 1,
    logs: null,
    rolled_back_at: null,
  });
});

test("two processes that start at once apply each migration once", async () => {
  const url = await makeDatabase();
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, [first, second])));
  expect(applied.flat().sort()).toEqual(["1_first", "2_second"]);
});

test("a migration that fails leaves nothing behind, says why, and is tried again", async () => {
  const url = await makeDatabase();
  const broken = migration("2_second", "CREATE TABLE second (id int); CREATE TABLE first (id int)");
  await expect(migrate(url, [first, broken])).rejects.toThrow(/2_second failed .*"first" already exists/);
  expect(await query(url, "SELECT to_regclass('second') AS found")).toEqual([{ found: null }]);
  expect(await migrate(url, [first, second])).toEqual(["2_second"]);
});

test("refuses a migration that was changed after it was applied", async () => {
  const url = await makeDatabase();
  await migrate(url, [first]);
  await expect(migrate(url, [{ ...first, checksum: "another" }])).rejects.toThrow(/1_first was changed after/);
});

test("refuses a database that is newer than the code", async () => {
  const url = await makeDatabase();
  await migrate(url, [first, second]);
  await expect(migrate(url, [first])).rejects.toThrow(/newer than this version .* 2_second/);
});

test("refuses a database in which another tool left a migration half-way", async () => {
  const url = await makeDatabase();
  await migrate(url, [first]);
  await query(
    url,
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs) VALUES ('x', '2_second', '2_second', 'boom')`,
  );
  await expect(migrate(url, [first, second])).rejects.toThrow(/2_second failed half-way/);
});

test("refuses a database that already serves something else", async () => {
  const url = await makeDatabase();
  await query(url, "CREATE TABLE wages (id int)");
  await expect(migrate(url, [first])).rejects.toThrow(/tables that are not Persona Grata's \("wages" is one\)/);
});
