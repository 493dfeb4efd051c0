import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Embedded, startEmbedded } from "@/lib/db/embedded/start";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";

let dataDir: string;
/** Stands for a running app: it holds the data folder as `npm start` does. */
let app: Embedded;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "grata-cli-"));
  await chmod(dataDir, 0o755);
  app = await startEmbedded({ dataDir, purpose: "npm start", announce: () => undefined });
  await migrate(app.url, await readMigrations(join(import.meta.dirname, "../prisma/migrations")));
});

afterAll(async () => {
  await app.stop();
  await rm(dataDir, { recursive: true, force: true });
});

type Ended = { code: number; out: string; err: string };

function grata(...args: string[]): Promise<Ended> {
  const { DATABASE_URL: _, NEXTAUTH_SECRET: __, ...env } = process.env;
  return new Promise((resolve) => {
    const options = { env: { ...env, GRATA_DATA_DIR: dataDir } };
    const program = [join(import.meta.dirname, "grata.mjs"), ...args];
    const child = execFile(process.execPath, program, options, (_, out, err) =>
      resolve({ code: child.exitCode ?? 1, out, err }),
    );
  });
}

test("users are made and listed through the socket of the running app", async () => {
  const made = await grata("user", "create", "Ada@Example.org", "--name", "Ada", "--owner");
  expect(made).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/reset\/[\w-]{43}\n$/),
  });
  const listed = await grata("user", "list", "--json");
  expect(JSON.parse(listed.out)).toMatchObject([{ email: "ada@example.org", name: "Ada", isOwner: true, studies: 0 }]);
  expect(await grata("user", "reset-password", "nobody@example.org")).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("Nobody has an account with the address nobody@example.org"),
  });
});

test("a study is made, refused to open while it is empty, and deleted when that is meant", async () => {
  const { out: id } = await grata("study", "create", "Bedside", "--labels", "2");
  expect(JSON.parse((await grata("study", "list", "--json")).out)).toMatchObject([
    { id: id.trim(), name: "Bedside", state: "DRAFT", labelsPerItem: 2 },
  ]);
  expect(await grata("study", "open", "Bedside")).toMatchObject({ code: 1, err: expect.stringContaining("No items") });
  expect(await grata("study", "delete", "Bedside")).toMatchObject({
    code: 1,
    err: expect.stringContaining("add --yes"),
  });
  expect(await grata("study", "delete", id.trim(), "--yes", "--quiet")).toEqual({ code: 0, out: "", err: "" });
  expect(await grata("study", "list")).toMatchObject({ code: 0, out: "" });
});

test("a backup is written once under a name and restored, what was there being kept", async () => {
  const path = join(dataDir, "copy.sql.gz");
  expect((await grata("backup", path)).code).toBe(0);
  expect(await grata("backup", path)).toMatchObject({ code: 1, err: expect.stringContaining("--force") });
  await grata("user", "create", "late@example.org", "--name", "Late");
  const restored = JSON.parse((await grata("restore", path, "--json")).out);
  expect(restored).toMatchObject({
    rows: { User: 1 },
    kept: expect.stringContaining("before-restore-"),
    revokedInvitations: 0,
  });
  expect((await grata("restore", path)).err).toMatch(/Everybody has to sign in again/);
  expect(JSON.parse((await grata("user", "list", "--json")).out)).toHaveLength(1);
});

test("a wrong call ends with exit code 2, help with 0", async () => {
  const [unknown, wrong, help] = await Promise.all([
    grata("frobnicate"),
    grata("study", "create", "S", "--labels", "many"),
    grata("backup", "--help"),
  ]);
  expect(unknown).toMatchObject({ code: 2, out: "", err: expect.stringMatching(/unknown command/) });
  expect(wrong).toMatchObject({ code: 2, out: "", err: expect.stringMatching(/labelsPerItem: Write a whole number/) });
  expect(help).toMatchObject({ code: 0, err: "", out: expect.stringContaining("Usage: grata") });
});
