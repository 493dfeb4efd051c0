import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { Refusal } from "@/lib/refusal";

export type LockHolder = {
  pid: number;
  /** Tells the process from a later one with the same pid. */
  born: string;
  host: string;
  /** `npm start`, or the command that opened the database for its own duration. */
  purpose: string;
  token: string;
};

/** Somebody else is working on the data folder. */
export class InUse extends Refusal {}

export type Lock = { release: () => Promise<void> };

const heartbeatMs = 5_000;
/** On another host only the file's age tells whether its holder lives. */
const silentMs = 6 * heartbeatMs;

const pathOf = (folder: string) => join(folder, "lock");

/** Boot and start time of a process: equal only for the very same process. Empty where the system does not tell. */
function bornOf(pid: number): string {
  try {
    if (process.platform === "win32") return "";
    if (process.platform !== "linux")
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)])
        .toString()
        .trim();
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The name in brackets may hold anything; the start time is the 20th field after it.
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return `${boot} ${line.slice(line.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return "";
  }
}

/** Whether a process with this pid exists, be it ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function readHolder(path: string): Promise<LockHolder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

async function isHeld(path: string, holder: LockHolder): Promise<boolean> {
  if (holder.host === hostname()) return isAlive(holder.pid) && holder.born === bornOf(holder.pid);
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs < silentMs;
}

/** Who uses the data folder right now, or null. */
export async function findLockHolder(folder: string): Promise<LockHolder | null> {
  const path = pathOf(folder);
  const holder = await readHolder(path);
  return holder && (await isHeld(path, holder).catch(() => false)) ? holder : null;
}

/** Takes the lock file away from a holder that is gone, unless somebody else was quicker. */
async function clearStale(path: string, seen: LockHolder | null) {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readHolder(aside);
  if (moved && moved.token !== seen?.token) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Makes this process the only user of a data folder until `release`, or throws a `Refusal` that names the other. A lock whose holder
 * was killed is taken over.
 */
export async function acquireLock(folder: string, purpose: string): Promise<Lock> {
  const path = pathOf(folder);
  const token = randomUUID();
  const mine: LockHolder = { pid: process.pid, born: bornOf(process.pid), host: hostname(), purpose, token };
  const draft = `${path}.${token}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      // A hard link is made whole or not at all: nobody reads half a lock.
      const taken = await link(draft, path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== "EEXIST") throw error;
          return false;
        },
      );
      if (taken && (await readHolder(path))?.token === token) return hold(path, token);
      const holder = await findLockHolder(folder);
      if (holder) throw new InUse(sayInUse(folder, holder));
      await clearStale(path, await readHolder(path));
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new Refusal(`The lock file ${path} changes under our hands: wait a moment and start again.`);
}

export function sayInUse(folder: string, { pid, host, purpose }: LockHolder): string {
  const where = host === hostname() ? "" : ` on ${host}`;
  return `The data folder ${folder} is in use by ${purpose} (process ${pid}${where}): stop it first, or set GRATA_DATA_DIR to another folder.`;
}

function hold(path: string, token: string): Lock {
  const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => undefined), heartbeatMs);
  beat.unref();
  const drop = () => rmSync(path, { force: true });
  process.once("exit", drop);
  const release = async () => {
    clearInterval(beat);
    process.removeListener("exit", drop);
    if ((await readHolder(path))?.token === token) await rm(path, { force: true });
  };
  return { release };
}
