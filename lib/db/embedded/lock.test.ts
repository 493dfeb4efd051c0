import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireLock, findLockHolder } from "@/lib/db/embedded/lock";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "grata-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const readLock = async () => JSON.parse(await readFile(join(folder, "lock"), "utf8"));
const writeLock = (holder: object) => writeFile(join(folder, "lock"), JSON.stringify(holder));

test("is one process's until it is released", async () => {
  const lock = await acquireLock(folder, "npm start");
  await expect(acquireLock(folder, "grata import")).rejects.toThrow(/in use by npm start \(process \d+\)/);
  expect((await findLockHolder(folder))?.purpose).toBe("npm start");
  await lock.release();
  expect(await findLockHolder(folder)).toBeNull();
  await (await acquireLock(folder, "grata import")).release();
});

test("of many that want it at once exactly one gets it", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => acquireLock(folder, "npm start")));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("of many that find a stale one exactly one takes it over", async () => {
  await writeLock({ pid: 2 ** 22 + 1, born: "", host: (await own()).host, purpose: "npm start", token: "gone" });
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => acquireLock(folder, "npm start")));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

async function own() {
  const lock = await acquireLock(folder, "npm start");
  const holder = await readLock();
  await lock.release();
  return holder;
}

test("of a process that was killed is taken over", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"]);
  const { pid } = child;
  const holder = { ...(await own()), pid };
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  await writeLock(holder);
  await (await acquireLock(folder, "npm start")).release();
});

test.runIf(process.platform !== "win32")("of a dead process whose number another one got is taken over", async () => {
  await writeLock({ ...(await own()), born: "an earlier boot" });
  await (await acquireLock(folder, "npm start")).release();
});

test("of another host is respected while its heart beats", async () => {
  const elsewhere = { ...(await own()), host: "elsewhere.example" };
  await writeLock(elsewhere);
  await expect(acquireLock(folder, "npm start")).rejects.toThrow(/on elsewhere\.example/);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(folder, "lock"), longAgo, longAgo);
  await (await acquireLock(folder, "npm start")).release();
});
