import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundledThread } from "@/lib/thread-script";
import { bundleScripts } from "./bundle-scripts";
import { bundledLabels } from "./label-server.mjs";

/** The app's folder with a build of its own. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-bundles-"));
  for (const name of ["cli", "lib", "node_modules", "tsconfig.json"])
    await symlink(join(process.cwd(), name), join(folder, name));
  await bundleScripts(folder);
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
  ["the threads of imports", bundledThread("imports"), ["read"]],
  ["the threads of analysis", bundledThread("analysis"), ["analyse", "readLabels"]],
  ["the labeling API", bundledLabels, ["answerLabels"]],
])("%s are plain JavaScript that needs nothing of the source", async (_, bundle, tasks) => {
  const script = join(folder, bundle);
  expect(await listExports(script)).toEqual(tasks);
  expect(await readFile(script, "utf8")).not.toMatch(/(?:from|import\() ?"(?:\.|@\/)/);
});

test.each([
  ["the threads of imports", bundledThread("imports")],
  ["the threads of analysis", bundledThread("analysis")],
  ["the labeling API", bundledLabels],
])(
  "%s do not load Prisma, which takes longer than all the rest, and of which the app has one already",
  async (_, bundle) => {
    expect(await readFile(join(folder, bundle), "utf8")).not.toContain("@prisma/client");
  },
);
