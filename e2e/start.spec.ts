import { spawn } from "node:child_process";
import { access, chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findFreePort } from "@/lib/db/embedded/postmaster";
import { listChildren } from "../cli/testing/start-app";
import { test as base, expect } from "./test";

type Start = {
  lines: string[];
  /** The address, or the exit code of a start that was refused. */
  outcome: Promise<string | number>;
  exited: Promise<number>;
  pid: number;
  kill: (signal: NodeJS.Signals) => void;
};

/** What `npm start` runs. The build is there: the app under test was started first. */
const supervisor = [process.execPath, join(import.meta.dirname, "../cli/start.mjs")];

function start(dataDir: string, port: number, [program = "", ...args] = supervisor): Start {
  const { DATABASE_URL: _, NEXTAUTH_URL: __, NEXTAUTH_SECRET: ___, HOST: ____, ...env } = process.env;
  const child = spawn(program, args, {
    cwd: join(import.meta.dirname, ".."),
    env: { ...env, GRATA_DATA_DIR: dataDir, PORT: String(port), NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const lines: string[] = [];
  const exited = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const url = /^Ready on (\S+)/.exec(line)?.[1];
      if (url) resolve(url);
    });
  });
  return {
    lines,
    outcome: Promise.race([ready, exited]),
    exited,
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
  };
}

const answers = (url: string) =>
  fetch(`${url}/api/health`).then(
    ({ status }) => status,
    () => "nobody",
  );

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const setUpUrl = ({ lines }: Start) => /https?:\S+\/setup\/\S+/.exec(lines.join("\n"))?.[0] ?? "";

/** A data folder of the test's own; whatever was started on it is stopped. */
const test = base.extend<{ begin: (port?: number, command?: string[]) => Promise<Start>; dataDir: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it asks for from this pattern.
  dataDir: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), "grata-start-"));
    await chmod(dataDir, 0o755);
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },
  begin: async ({ dataDir }, use) => {
    const started: Start[] = [];
    await use(async (port, command) => {
      const one = start(dataDir, port ?? (await findFreePort()), command);
      started.push(one);
      return one;
    });
    for (const { kill, exited } of started.reverse()) {
      kill("SIGTERM");
      await exited;
    }
  },
});

test.setTimeout(180_000);

test("a used data folder and a taken port are refused in a sentence, and stopping leaves nothing behind", async ({
  begin,
  dataDir,
}) => {
  const app = await begin();
  const url = String(await app.outcome);

  const second = await begin();
  expect(await second.outcome).toBe(1);
  expect(second.lines.at(-1)).toMatch(/^The data folder .* is in use by npm start \(process \d+\): stop it first/);
  const third = await begin(Number(new URL(url).port));
  expect(await third.outcome).toBe(1);
  expect(third.lines.at(-1)).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken by another program/);
  expect(await answers(url)).toBe(200);

  app.kill("SIGTERM");
  expect(await app.exited).toBe(0);
  expect(app.lines.slice(-2).map((line) => line.replace(/ \.\.\..*/, ""))).toEqual([
    "Stopping the app",
    "Closing the database",
  ]);
  expect(await answers(url)).toBe("nobody");
  for (const name of ["lock", "connection.json", "db/postmaster.pid"])
    await expect(access(join(dataDir, name))).rejects.toThrow(/ENOENT/);
});

test("after the supervisor was killed the app ends by itself and the next start is quick and complete", async ({
  begin,
  request,
}) => {
  const app = await begin();
  const url = String(await app.outcome);
  const firstLink = setUpUrl(app);
  app.kill("SIGKILL");
  await app.exited;
  await expect.poll(() => answers(url)).toBe("nobody");

  const startedAt = Date.now();
  const next = await begin();
  const nextUrl = String(await next.outcome);
  // The aim is 10 s on an idle machine; this one is busy with the other tests.
  expect(Date.now() - startedAt).toBeLessThan(30_000);
  expect(await answers(nextUrl)).toBe(200);
  expect(next.lines).toContain("Stopped a database that an earlier, killed start had left running");
  // Each start prints a fresh link while there is no owner, and the earlier one is dead.
  expect(setUpUrl(next)).toMatch(/\/setup\/[\w-]{43}$/);
  const dead = await (await request.get(new URL(new URL(firstLink).pathname, nextUrl).href)).text();
  const live = await (await request.get(setUpUrl(next))).text();
  expect(dead).not.toContain('type="password"');
  expect(live).toContain('type="password"');
});

test("npm passes SIGTERM on: app and database stop in order", async ({ begin, dataDir }) => {
  const app = await begin(undefined, ["npm", "start"]);
  const url = String(await app.outcome);
  app.kill("SIGTERM");
  // npm itself does not wait for it, so a busy machine takes its time.
  const patience = { timeout: 60_000 };
  await expect.poll(() => answers(url), patience).toBe("nobody");
  await expect.poll(() => isThere(join(dataDir, "db/postmaster.pid")), patience).toBe(false);
  await expect.poll(() => isThere(join(dataDir, "lock")), patience).toBe(false);
});

test("SIGTERM is obeyed while the app hangs", async ({ begin, dataDir }) => {
  const app = await begin();
  const url = String(await app.outcome);
  const web = listChildren(app.pid).find(({ command }) => /\bweb\.mjs\b/.test(command));
  process.kill(web?.pid ?? 0, "SIGSTOP");
  app.kill("SIGTERM");
  expect(await app.exited).toBe(0);
  expect(await answers(url)).toBe("nobody");
  expect(await isThere(join(dataDir, "lock"))).toBe(false);
});
