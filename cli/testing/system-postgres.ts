import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { asAccount, findAccount, serverEnvironment } from "@/lib/db/embedded/account";
import { findFreePort, probe } from "@/lib/db/embedded/postmaster";

export type SystemPostgres = { url: string; version: string; stop: () => Promise<void> };

/** The folder of the system's PostgreSQL programs, as `pg_config` names it; null where there is no server. */
export function findSystemBinaries(): string | null {
  const { status, stdout } = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const folder = status === 0 ? stdout.trim() : "";
  return folder && existsSync(join(folder, "initdb")) ? folder : null;
}

/** A private cluster of the system's PostgreSQL on a loopback port, in a folder that goes with it. Without a password: it holds tests. */
export async function startSystemPostgres(binaries: string): Promise<SystemPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "grata-system-"));
  const account = await findAccount(join(folder, "db"));
  await chmod(folder, 0o755);
  if (account) await chown(folder, account.uid, account.gid);
  const options = { ...asAccount(account), cwd: folder, env: serverEnvironment() };
  const cluster = join(folder, "db");
  const args = ["-D", cluster, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"];
  const made = spawnSync(join(binaries, "initdb"), args, { ...options, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb of the system's PostgreSQL failed: ${made.stderr}`);
  const port = await findFreePort();
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"];
  const server = spawn(join(binaries, "postgres"), ["-D", cluster, "-p", String(port), ...settings], {
    ...options,
    stdio: "ignore",
  });
  const exited = new Promise((resolve) => server.once("exit", resolve));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.kill("SIGINT");
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; (await probe(url, 2_000)) !== "answers"; tries++) {
    if (server.exitCode !== null || tries > 200) {
      await stop();
      throw new Error("The system's PostgreSQL did not start");
    }
    await sleep(100);
  }
  const { stdout } = spawnSync(join(binaries, "postgres"), ["--version"], { encoding: "utf8" });
  return { url, version: stdout.trim(), stop };
}
