import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "@/lib/refusal";
import { bundleScripts } from "./bundle-scripts";
import type { Steps } from "./steps.mjs";

/** A script inside a package, whatever the package exports. */
export const scriptOf = (name: string, path: string) => join(import.meta.dirname, "../node_modules", name, path);

/** What a build reads. Tests and what is generated from the schema do not count. */
const sources = [
  ...["app", "components", "lib", "public", "prisma/schema.prisma", "package-lock.json", "tsconfig.json"],
  ...["cli/bundle-scripts.ts", "cli/tsconfig.json"],
];
const looseSources = /^(next\.config|postcss\.config|proxy|instrumentation)/;
const isIgnored = (path: string) => /\.test\.tsx?$|^lib\/generated\//.test(path);

async function listFiles(folder: string, path: string): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOTDIR") return null;
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (entries === null) return [path];
  const lists = await Promise.all(entries.map(({ name }) => listFiles(folder, `${path}/${name}`)));
  return lists.flat();
}

async function hashFiles(folder: string, paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of [...paths].sort()) {
    const content = createHash("sha256").update(await readFile(join(folder, path)));
    hash.update(`${path}\0${content.digest("hex")}\n`);
  }
  return hash.digest("hex");
}

/** A fingerprint of everything that a build depends on. */
export async function hashSources(folder: string): Promise<string> {
  const loose = (await readdir(folder)).filter((name) => looseSources.test(name));
  const lists = await Promise.all([...sources, ...loose].map((path) => listFiles(folder, path)));
  return hashFiles(
    folder,
    lists.flat().filter((path) => !isIgnored(path)),
  );
}

type Tool = { args: string[]; env: Record<string, string>; signal?: AbortSignal };

/** Runs a tool quietly; its output is shown when it fails. It is ended with the signal. */
function runTool(folder: string, script: string, { args, env, signal }: Tool): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      reject(new Refusal(`${output.trim()}\n${args[0]} of the app failed, see above: mend the cause and start again.`));
    });
  });
}

const isStamped = async (path: string, hash: string) => (await readFile(path, "utf8").catch(() => "")) === hash;

/** Generates the Prisma client when the schema or Prisma changed. */
export async function generateClient(folder: string, steps: Steps, signal?: AbortSignal) {
  const stamp = join(folder, "lib/generated/prisma/.stamp");
  const hash = await hashFiles(folder, ["prisma/schema.prisma", "package-lock.json"]);
  if (await isStamped(stamp, hash)) return;
  await steps.step("Generating the database client", async () => {
    // Generating needs no engine: any file in its place keeps Prisma from downloading one.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
    await runTool(folder, scriptOf("prisma", "build/index.js"), { args: ["generate"], env, signal });
    await writeFile(stamp, hash);
  });
}

/** Builds for production when sources changed. Needs no database: what `lib/env` asks for is filled in and thrown away. */
export async function buildApp(folder: string, steps: Steps, signal?: AbortSignal) {
  const stamp = join(folder, ".next/grata-build");
  const hash = await hashSources(folder);
  if (await isStamped(stamp, hash)) return;
  await steps.step("Building the app (a minute or so, when sources changed)", async () => {
    const env = {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DATABASE_URL: "postgresql://nobody@localhost/none",
      NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    };
    await runTool(folder, scriptOf("next", "dist/bin/next"), { args: ["build"], env, signal });
    // Last: a build begins with an empty folder.
    await bundleScripts(folder);
    await writeFile(stamp, hash);
  });
}
