import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { asAccount, findAccount, serverEnvironment } from "@/lib/db/embedded/account";
import { findFreePort, probe } from "@/lib/db/embedded/postmaster";

/** Where Debian and its kin keep it; null where it is not installed. */
export function findPgBouncer(): string | null {
  return ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].find(existsSync) ?? null;
}

/** What docs/deployment.md says, with so few connections that they change hands all the time. */
const settingsOf = (serverUrl: string, port: number) => {
  const { hostname, port: serverPort, username } = new URL(serverUrl);
  return `
[databases]
* = host=${hostname} port=${serverPort} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
ignore_startup_parameters = extra_float_digits
`;
};

/** PgBouncer in transaction mode before a server that asks for no password. */
export async function startPgBouncer(program: string, serverUrl: string) {
  const folder = await mkdtemp(join(tmpdir(), "grata-pooler-"));
  const account = await findAccount(join(folder, "none"));
  await chmod(folder, 0o755);
  const port = await findFreePort();
  const path = join(folder, "pgbouncer.ini");
  await writeFile(path, settingsOf(serverUrl, port));
  if (account) await Promise.all([folder, path].map((each) => chown(each, account.uid, account.gid)));
  const pooler = spawn(program, ["-q", path], {
    ...asAccount(account),
    cwd: folder,
    env: serverEnvironment(),
    stdio: "ignore",
  });
  const exited = new Promise((resolve) => pooler.once("exit", resolve));
  const stop = async () => {
    pooler.kill("SIGTERM");
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${port}`;
  for (let tries = 0; (await probe(url.href, 2_000)) !== "answers"; tries++) {
    if (pooler.exitCode !== null || tries > 100) {
      await stop();
      throw new Error("PgBouncer did not start");
    }
    await sleep(100);
  }
  return { url: url.href, stop };
}
