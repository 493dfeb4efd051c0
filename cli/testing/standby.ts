import { spawn, spawnSync } from "node:child_process";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { asAccount, findAccount, serverEnvironment } from "@/lib/db/embedded/account";
import { findFreePort, probe } from "@/lib/db/embedded/postmaster";
import { openPool } from "@/lib/db/open-pool";
import { startSystemPostgres } from "./system-postgres";

/** A private server and one that follows it by streaming, with connections to both. */
export async function startStandby(binaries: string) {
  const server = await startSystemPostgres(binaries);
  const folder = await mkdtemp(join(tmpdir(), "grata-standby-"));
  const account = await findAccount(join(folder, "db"));
  await chmod(folder, 0o755);
  if (account) await chown(folder, account.uid, account.gid);
  const options = { ...asAccount(account), cwd: folder, env: serverEnvironment() };
  const cluster = join(folder, "db");
  const copied = spawnSync(join(binaries, "pg_basebackup"), ["-d", server.url, "-D", cluster, "-R", "-c", "fast"], {
    ...options,
    encoding: "utf8",
  });
  if (copied.status !== 0) throw new Error(`pg_basebackup failed: ${copied.stderr}`);
  const port = await findFreePort();
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"];
  const follower = spawn(join(binaries, "postgres"), ["-D", cluster, "-p", String(port), ...settings], {
    ...options,
    stdio: "ignore",
  });
  const exited = new Promise((resolve) => follower.once("exit", resolve));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  for (let tries = 0; (await probe(url, 2_000)) !== "answers" && tries < 200; tries++) await sleep(100);
  const [main, standby] = [server.url, url].map((connectionString) => openPool({ connectionString, max: 3 }));
  if (!main || !standby) throw new RangeError("startStandby: two servers have two addresses");
  const stop = async () => {
    await Promise.all([main.end(), standby.end()]);
    follower.kill("SIGINT");
    await exited;
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { main, standby, standbyUrl: url, stop };
}
