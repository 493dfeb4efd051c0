import { spawnSync } from "node:child_process";
import { readdirSync, readlinkSync, realpathSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "@/lib/db/embedded/lock";

/** The process in postmaster.pid, or null. */
async function findRecordedPid(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => null);
  const pid = text === null ? Number.NaN : Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** PostgreSQL's processes work in the cluster's folder, which tells ours from everybody else's. Linux only; elsewhere none are found. */
function listServerPids(cluster: string): number[] {
  if (process.platform !== "linux") return [];
  const folder = realpathSync(cluster);
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid) || pid === process.pid) return false;
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && /postgres/.test(readlinkSync(`/proc/${pid}/exe`));
      } catch {
        return false;
      }
    });
}

/** Whether a live process is the server of this cluster and not one that merely got its number. */
function isServer(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") return listServerPids(cluster).includes(pid);
  if (process.platform === "win32") return true;
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.includes("postgres") && stdout.includes(cluster);
}

function kill(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

/** Polls until the condition holds; false when it does not in time. */
async function waitUntil(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

/** After the postmaster died: its children, which would keep a new one from starting. */
export async function endBackends(cluster: string) {
  for (const pid of listServerPids(cluster)) kill(pid, "SIGKILL");
  await waitUntil(() => listServerPids(cluster).length === 0, 10_000);
}

/**
 * Ends whatever an earlier supervisor, killed before it could, left running on the cluster: gently first, so that nothing has to be
 * recovered. Call it only while holding the data folder's lock. True when there was something.
 */
export async function endOrphan(cluster: string): Promise<boolean> {
  const pid = await findRecordedPid(cluster);
  if (pid === null) return false;
  const found = isServer(pid, cluster);
  if (found) {
    for (const [signal, patienceMs] of [
      ["SIGINT", 30_000],
      ["SIGQUIT", 5_000],
      ["SIGKILL", 5_000],
    ] as const) {
      kill(pid, signal);
      if (await waitUntil(() => !isAlive(pid), patienceMs)) break;
    }
  }
  await endBackends(cluster);
  // Left by a killed server; its number may by now belong to somebody else, which PostgreSQL would take for a rival.
  await rm(join(cluster, "postmaster.pid"), { force: true });
  return found;
}
