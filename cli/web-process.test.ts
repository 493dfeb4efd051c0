import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findFreePort } from "@/lib/db/embedded/postmaster";
import type { Pace } from "./probe-app";
import { startWebProcess, type WebProcess } from "./web-process";

/** Serves as the app does, as far as its supervisor can see. */
const obedient = `
  import { createServer } from "node:http";
  const server = createServer((_, response) => response.writeHead(503).end("no database"));
  process.on("SIGTERM", () => { process.send("stopping"); process.exit(0); });
  process.on("disconnect", () => process.exit(1));
  server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send("ready"));`;

const quick = { everyMs: 20, timeoutMs: 200, silences: 3 };

let folder: string;
const running: WebProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-web-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
  await rm(folder, { recursive: true });
});

async function start(pace?: Pace) {
  const script = join(folder, "web.mjs");
  await writeFile(script, obedient);
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}/`;
  const lines: string[] = [];
  const web = await startWebProcess({
    env: { ...process.env, PORT: String(port) },
    isDev: false,
    healthUrl: url,
    script,
    pace,
    announce: (line) => lines.push(line),
    onGiveUp: (cause) => lines.push(cause.message),
  });
  running.push(web);
  return { web, url, lines, pid: web.pid() ?? 0 };
}

const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a process that hangs is killed and another one serves", async () => {
  const { web, url, lines, pid } = await start(quick);
  process.kill(pid, "SIGSTOP");
  await vi.waitFor(() => expect(lines).toContain("The app is back"), 15_000);
  expect(lines).toEqual(["The app hangs: killing it", "The app died (SIGKILL): restarting it", "The app is back"]);
  expect(web.pid()).not.toBe(pid);
  expect(isThere(pid)).toBe(false);
  expect(await (await fetch(url)).text()).toBe("no database");
});

test("one that complains is left alone", async () => {
  const { web, url, lines, pid } = await start(quick);
  for (let asked = 0; asked < 50; asked++) expect((await fetch(url)).status).toBe(503);
  expect([web.pid(), lines]).toEqual([pid, []]);
});

test("stopping is obeyed while the process hangs", async () => {
  const { web, lines, pid } = await start();
  process.kill(pid, "SIGSTOP");
  await web.stop();
  expect(isThere(pid)).toBe(false);
  expect(lines).toEqual([]);
});
