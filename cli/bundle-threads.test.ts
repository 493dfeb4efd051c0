import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundledThread } from "@/lib/thread-script";
import { bundleThreads } from "./bundle-threads";

/** The app's folder with a build of its own. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-bundles-"));
  for (const name of ["cli", "lib", "node_modules", "tsconfig.json"])
    await symlink(join(process.cwd(), name), join(folder, name));
  await bundleThreads(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const env = { ...process.env, DATABASE_URL: "postgresql://nobody@localhost/none", NEXTAUTH_SECRET: "s".repeat(32) };

/** What a script of a thread exports, as plain Node finds it: without a loader of TypeScript. */
function listExports(script: string): Promise<string[]> {
  const door = `import(process.argv[2]).then((all) => require("node:worker_threads").parentPort.postMessage(Object.keys(all)))`;
  const thread = new Worker(door, { eval: true, argv: [script], execArgv: [], env });
  return new Promise((resolve, reject) => thread.once("message", resolve).once("error", reject));
}

test.each([
  ["imports", "read"],
  ["analysis", "analyse"],
] as const)("the threads of %s are plain JavaScript that needs nothing of the source", async (room, task) => {
  const script = join(folder, bundledThread(room));
  expect(await listExports(script)).toEqual([task]);
  expect(await readFile(script, "utf8")).not.toMatch(/(?:from|import\() ?"(?:\.|@\/)/);
});

test.each(["imports", "analysis"] as const)(
  "threads of %s do not load Prisma, which takes longer than all the rest",
  async (room) => {
    expect(await readFile(join(folder, bundledThread(room)), "utf8")).not.toContain("@prisma/client");
  },
);
