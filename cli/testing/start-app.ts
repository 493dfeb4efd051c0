import { spawn, spawnSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findFreePort } from "@/lib/db/embedded/postmaster";
import { readProcessorMs } from "./processor-time";

export type RunningApp = {
  url: string;
  databaseUrl: string;
  secret: string;
  /** Processor time that the app and the database have used so far, in ms. */
  readProcessorMs: () => Promise<{ app: number; database: number }>;
  /** Ends one of its processes as a power cut would; the supervisor brings it back. */
  kill: (which: "app" | "database") => void;
  stop: () => Promise<void>;
};

/** The children of a process, with their command lines. */
export function listChildren(parent: number): { pid: number; command: string }[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, ppid, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent ? [{ pid: Number(pid), command }] : [];
  });
}

/** By what they run: the supervisor has other children too (the compiler of its own TypeScript). */
const programs = { app: /\bweb\.mjs\b/, database: /\bpostgres -D\b/ };

async function readChildrenMs(supervisor: number) {
  const children = listChildren(supervisor);
  const sum = async (program: RegExp) => {
    const times = children.filter(({ command }) => program.test(command)).map(({ pid }) => readProcessorMs(pid));
    return (await Promise.all(times)).reduce((total, ms) => total + ms, 0);
  };
  return { app: await sum(programs.app), database: await sum(programs.database) };
}

function killChild(supervisor: number, which: "app" | "database") {
  const child = listChildren(supervisor).find(({ command }) => programs[which].test(command));
  // Killed a moment ago and not back yet: that is a kill as well.
  if (child) process.kill(child.pid, "SIGKILL");
}

/**
 * Runs what `npm start` runs, the production app with an embedded database, on a data folder and a port of its own that
 * go with it. `tell` hears what it prints, and `errors` is for those who provoke them. Throws when it ends before it is ready.
 */
export async function startApp(
  tell: (line: string) => void,
  { errors = "inherit" }: { errors?: "inherit" | "ignore" } = {},
): Promise<RunningApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "grata-app-"));
  await chmod(dataDir, 0o755);
  const port = await findFreePort();
  const { DATABASE_URL: _, NEXTAUTH_URL: __, NEXTAUTH_SECRET: ___, HOST: ____, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, "../start.mjs")], {
    env: { ...env, GRATA_DATA_DIR: dataDir, PORT: String(port), NODE_ENV: "production" },
    stdio: ["ignore", "pipe", errors],
    // Ctrl-C in the terminal reaches us, and we stop the app.
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      tell(line);
      const ready = /^Ready on (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    exited.then(() => reject(new Error("The app ended before it was ready")));
  });
  const readJson = async (name: string) => JSON.parse(await readFile(join(dataDir, name), "utf8"));
  const { url: databaseUrl } = await readJson("connection.json");
  const { nextauthSecret: secret } = await readJson("secrets.json");
  const supervisor = child.pid ?? 0;
  return {
    url,
    databaseUrl,
    secret,
    stop,
    kill: (which) => killChild(supervisor, which),
    readProcessorMs: () => readChildrenMs(supervisor),
  };
}
