import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findHome } from "@/lib/db/embedded/place";
import { type Embedded, startEmbedded } from "@/lib/db/embedded/start";

let dataDir: string;
let running: Embedded[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "grata-embedded-"));
  await chmod(dataDir, 0o755);
  running = [];
});

afterEach(async () => {
  for (const embedded of running) await embedded.stop();
  const home = await findHome(dataDir).catch(() => dataDir);
  for (const folder of [home, dataDir]) await rm(folder, { recursive: true, force: true });
});

async function start(announce: (line: string) => void = () => undefined) {
  const embedded = await startEmbedded({ dataDir, purpose: "a test", announce });
  running.push(embedded);
  return embedded;
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  // A killed server ends idle connections too: the query's own rejection is what the test looks at.
  client.on("error", () => undefined);
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

async function eventually<T>(attempt: () => Promise<T>, timeoutMs = 30_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(100);
    }
  }
}

test("keeps what it was told, over a stop and a start, on settings that lose nothing and give no query helpers", async () => {
  const first = await start();
  await query(first.url, "CREATE TABLE kept AS SELECT 1 AS id");
  await first.stop();
  const second = await start();
  expect(await query(second.url, "SELECT * FROM kept")).toEqual([{ id: 1 }]);
  const settings =
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')";
  expect((await query(second.url, settings)).map((row) => row.setting)).toEqual(["on", "on", "on"]);
  expect(await query(second.url, "SHOW max_parallel_workers_per_gather")).toEqual([
    { max_parallel_workers_per_gather: "0" },
  ]);
});

test("listens on a private socket only and asks for the password", async () => {
  const { url } = await start();
  const [{ addresses, sockets }] = await query(
    url,
    "SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets",
  );
  expect(addresses).toBe("");
  expect((await stat(sockets)).mode & 0o777).toBe(0o700);
  const wrong = new URL(url);
  wrong.password = "guess";
  await expect(query(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  for (const file of ["secrets.json", "connection.json"])
    expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
});

test("a second start on the same folder is refused in words", async () => {
  await start();
  await expect(start()).rejects.toThrow(new RegExp(`in use by a test \\(process ${process.pid}\\): stop it first`));
});

test("a killed server comes back with every committed row", async () => {
  const lines: string[] = [];
  const embedded = await start((line) => lines.push(line));
  embedded.supervise(() => undefined);
  await query(embedded.url, "CREATE TABLE kept (id int)");
  // A backend that is busy outlives its postmaster and would keep the next one from starting.
  const busy = query(embedded.url, "SELECT pg_sleep(60)").catch(() => undefined);
  await query(embedded.url, "INSERT INTO kept VALUES (1), (2)");
  process.kill(embedded.pid(), "SIGKILL");
  await sleep(20);
  const rows = await eventually(() => query(embedded.url, "SELECT count(*)::int AS n FROM kept"));
  expect(rows).toEqual([{ n: 2 }]);
  await busy;
  expect(lines[0]).toBe("The database died: restarting it");
});

test("a server that hangs is killed and comes back", async () => {
  const lines: string[] = [];
  const embedded = await start((line) => lines.push(line));
  embedded.supervise(() => undefined, { everyMs: 50, timeoutMs: 200, silences: 3 });
  process.kill(embedded.pid(), "SIGSTOP");
  const answer = await eventually(async () => {
    expect(lines).toContain("The database hangs: killing and restarting it");
    return query(embedded.url, "SELECT 1 AS one");
  });
  expect(answer).toEqual([{ one: 1 }]);
});

test("an orphan that a killed supervisor left is ended and its rows are there", async () => {
  const script = `
    import { startEmbedded } from "@/lib/db/embedded/start";
    const { url, pid } = await startEmbedded({ dataDir: process.argv[1], purpose: "the first", announce: () => undefined });
    process.stdout.write(JSON.stringify({ url, pid: pid() }) + "\\n");
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, dataDir]);
  const { url, pid } = await new Promise<{ url: string; pid: number }>((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(JSON.parse(String(text))));
    child.stderr.on("data", (text) => reject(new Error(String(text))));
  });
  await query(url, "CREATE TABLE kept AS SELECT 7 AS id");
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  expect(process.kill(pid, 0)).toBe(true);

  const lines: string[] = [];
  const next = await start((line) => lines.push(line));
  expect(lines).toContain("Stopped a database that an earlier, killed start had left running");
  expect(await query(next.url, "SELECT id FROM kept")).toEqual([{ id: 7 }]);
});

test("a folder of another major version is named as such", async () => {
  await (await start()).stop();
  await writeFile(join(dataDir, "db", "PG_VERSION"), "14\n");
  await expect(start()).rejects.toThrow(/made by PostgreSQL 14 and this version brings 18.* dump it .* load it here/s);
});

test("a first start that was killed half-way is begun anew", async () => {
  await mkdir(join(dataDir, "db", "draft"), { recursive: true });
  await writeFile(join(dataDir, "db", "draft", "PG_VERSION"), "18\n");
  const { url } = await start();
  expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("lost secrets are made anew and the database opens with them", async () => {
  const first = await start();
  await query(first.url, "CREATE TABLE kept AS SELECT 1 AS id");
  await first.stop();
  await rm(join(dataDir, "secrets.json"));
  const second = await start();
  expect(second.secrets.databasePassword).not.toBe(first.secrets.databasePassword);
  expect(await query(second.url, "SELECT id FROM kept")).toEqual([{ id: 1 }]);
});

test("a data folder whose path is too long for a socket gets a short private one", async () => {
  const outer = dataDir;
  dataDir = join(outer, "a".repeat(60), "b".repeat(60));
  const { url, stop } = await start();
  const folder = new URL(url).searchParams.get("host") ?? "";
  expect(folder).toMatch(/grata-run-/);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  await stop();
  await expect(stat(folder)).rejects.toThrow(/ENOENT/);
  dataDir = outer;
});

test.runIf(process.getuid?.() === 0)(
  "root's closed folder: the database is kept where its user can reach it",
  async () => {
    await chmod(dataDir, 0o700);
    const lines: string[] = [];
    const first = await start((line) => lines.push(line));
    const home = await findHome(dataDir);
    expect(home).toMatch(/^\/var\/lib\/persona-grata\/[0-9a-f]{16}$/);
    expect(lines.join()).toContain(`the database is kept in ${home}`);
    await query(first.url, "CREATE TABLE kept AS SELECT 1 AS id");
    await first.stop();
    const second = await start();
    expect(await query(second.url, "SELECT id FROM kept")).toEqual([{ id: 1 }]);
    expect(await readFile(join(home, "db", "PG_VERSION"), "utf8")).toBe("18\n");
    await second.stop();

    // Whoever deletes the data folder begins anew.
    await rm(dataDir, { recursive: true });
    await mkdir(dataDir, { mode: 0o700 });
    const third = await start();
    await expect(query(third.url, "SELECT id FROM kept")).rejects.toThrow(/does not exist/);
    await rm(home, { recursive: true });
  },
);
