import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";

type Server = { url: string; stop: () => Promise<void> };

/** The server somebody already runs, or a real embedded PostgreSQL in a folder that goes with the tests. */
async function openServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const { startEmbedded } = await import("@/lib/db/embedded/start");
  const dataDir = await mkdtemp(join(tmpdir(), "grata-test-"));
  // As root the server runs as another user, who has to get in.
  await chmod(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir, purpose: "the tests", announce: () => undefined });
  const stop = async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: embedded.url, stop };
}

async function execute(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A fresh database on a server, empty or a copy of another that nobody is connected to, and how to drop it. */
export async function makeScratchDatabase(serverUrl: string, template = "template1") {
  const name = `grata_test_${randomBytes(6).toString("hex")}`;
  await execute(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  // Tests that kill a server start one of their own; for the others waiting for the disk proves nothing.
  await execute(serverUrl, `ALTER DATABASE ${name} SET synchronous_commit = off`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const drop = () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { name, url: url.href, drop };
}

declare module "vitest" {
  interface ProvidedContext {
    /** One for each process that runs test files: they run at the same time and must not meet. */
    testDatabases: string[];
  }
}

/** Vitest's global set-up: a database with all migrations for each process that runs test files, dropped afterwards. */
export default async function setup(project: TestProject) {
  const server = await openServer();
  const scratches = [await makeScratchDatabase(server.url)];
  const [first] = scratches;
  if (first) await migrate(first.url, await readMigrations(join(import.meta.dirname, "migrations")));
  while (first && scratches.length < Number(project.vitest.config.maxWorkers))
    scratches.push(await makeScratchDatabase(server.url, first.name));
  project.provide(
    "testDatabases",
    scratches.map(({ url }) => url),
  );
  process.env.TEST_SERVER_URL = server.url;
  process.env.NEXTAUTH_SECRET ??= randomBytes(32).toString("base64url");
  return async () => {
    for (const { drop } of scratches) await drop();
    await server.stop();
  };
}
