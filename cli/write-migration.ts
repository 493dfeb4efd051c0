import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@/lib/db/embedded/start";
import { diffSchemas } from "../prisma/schema-diff";
import type { Steps } from "./steps.mjs";

const root = join(import.meta.dirname, "..");
const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" });

/** schema.prisma as it was when a migration was last committed: schema and migration are committed together. */
function readMigratedSchema(): string {
  const commit = git("log", "-1", "--format=%H", "--", "prisma/migrations").trim();
  return git("show", `${commit}:prisma/schema.prisma`);
}

async function diffOnTemporaryServer(from: string, to: string, steps: Steps): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "grata-migration-"));
  await chmod(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir, purpose: "npm run migration", announce: steps.announce });
  try {
    return await diffSchemas(embedded.url, from, to);
  } finally {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** `npm run migration -- NAME`: writes the SQL from the last committed schema to the present one, offline. Returns the exit code. */
export async function writeMigration(name: string | undefined, steps: Steps): Promise<number> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    steps.announce("Name the migration in lower case letters, digits and _, as in: npm run migration -- add_tags");
    return 2;
  }
  const to = await readFile(join(root, "prisma/schema.prisma"), "utf8");
  const sql = await diffOnTemporaryServer(readMigratedSchema(), to, steps);
  if (/^-- This is an empty migration/m.test(sql)) {
    steps.announce("schema.prisma says what the last migration says: nothing to write.");
    return 1;
  }
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(root, "prisma/migrations", `${stamp}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), sql);
  steps.announce(`Wrote ${join(folder, "migration.sql")}: read it, and commit it together with schema.prisma.`);
  return 0;
}
