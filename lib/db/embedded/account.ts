import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { Refusal } from "@/lib/refusal";

/** Who runs PostgreSQL when we are root, which it refuses to run as. */
export type Account = { name: string; uid: number; gid: number };

function findByName(name: string): Account | null {
  const ask = (flag: string) => spawnSync("id", [flag, name], { encoding: "utf8" });
  const [uid, gid] = [ask("-u"), ask("-g")];
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/**
 * Null unless we are root. A cluster that is there already belongs to whoever made it; a new one to `postgres` where there is such a
 * user, else to `nobody`.
 */
export async function findAccount(cluster: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const account = findByName("postgres") ?? findByName("nobody");
  if (account) return account;
  throw new Refusal(
    "PostgreSQL does not run as root and there is no user postgres or nobody to run it: start as another user, or set DATABASE_URL to a server.",
  );
}

/** What `spawn` needs to run as the account. */
export const asAccount = (account: Account | null) => (account ? { uid: account.uid, gid: account.gid } : {});

/** What PostgreSQL's programs see of our environment: no secrets, no settings of other servers. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  LC_ALL: "C",
  TZ: "UTC",
});

/** Whether the account can enter a folder and write in it. We ourselves always can, or fail later by name. */
export function canUse(account: Account | null, folder: string): boolean {
  if (!account) return true;
  const probe = spawnSync("/bin/sh", ["-c", 'test -w "$1" && test -x "$1"', "sh", folder], {
    ...asAccount(account),
    cwd: "/",
  });
  if (probe.error)
    throw new Refusal(
      `This root may not run PostgreSQL as ${account.name} (${probe.error.message}): start as another user, or set DATABASE_URL to a server.`,
    );
  return probe.status === 0;
}
