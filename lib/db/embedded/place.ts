import { createHash } from "node:crypto";
import { access, chown, lstat, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, canUse, findAccount } from "@/lib/db/embedded/account";
import { Refusal } from "@/lib/refusal";

/** Where an embedded database lives, and as whom. */
export type Place = {
  /** The data folder, absolute. */
  dataDir: string;
  /** Holds `db`, `db.log` and the lock: the data folder, unless PostgreSQL's account cannot reach it. */
  home: string;
  /** PostgreSQL's own folder. */
  cluster: string;
  account: Account | null;
};

/** What root's PostgreSQL can reach on any machine; also takes copies of the binaries. */
export const sharedFolder = "/var/lib/persona-grata";

const pointerOf = (dataDir: string) => join(dataDir, "database-location.json");

/** The folder that holds the cluster of a data folder: itself, or what its pointer file says. */
export async function findHome(dataDir: string): Promise<string> {
  try {
    return JSON.parse(await readFile(pointerOf(dataDir), "utf8")).home;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return dataDir;
    throw new Refusal(`${pointerOf(dataDir)} cannot be read: it should hold {"home": "<folder of the database>"}.`);
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Settles where the cluster is or will be, making the folders. The data folder has to exist. */
export async function settlePlace(dataDir: string, announce: (line: string) => void): Promise<Place> {
  const home = await findHome(dataDir);
  const cluster = join(home, "db");
  const account = await findAccount(cluster);
  if (await exists(join(cluster, "PG_VERSION"))) {
    if (canUse(account, cluster)) return { dataDir, home, cluster, account };
    throw new Refusal(
      `The database in ${cluster} belongs to ${account?.name}, who cannot reach it: let that user enter every folder of the path (chmod o+x), or move the data folder.`,
    );
  }
  if (home !== dataDir && !(await exists(home)))
    throw new Refusal(
      `${pointerOf(dataDir)} says that the database is in ${home}, which does not exist: bring that folder back, or delete the file to begin with an empty database.`,
    );
  await makeFor(account, cluster);
  if (canUse(account, cluster)) return { dataDir, home, cluster, account };
  await rm(cluster, { recursive: true });
  return placeElsewhere(dataDir, account, announce);
}

/** A folder for this data folder that no earlier one left a database in: whoever deleted `data` wants to begin anew. */
async function findFreeHome(dataDir: string): Promise<string> {
  const hash = createHash("sha256")
    .update(await realpath(dataDir))
    .digest("hex")
    .slice(0, 16);
  for (let number = 1; ; number++) {
    const home = join(sharedFolder, number === 1 ? hash : `${hash}-${number}`);
    if (!(await exists(join(home, "db", "PG_VERSION")))) return home;
  }
}

/** Root's own folders (a clone in /root, a temporary folder) are closed to the account, so the cluster goes where it can reach it. */
async function placeElsewhere(dataDir: string, account: Account | null, announce: (line: string) => void) {
  const home = await findFreeHome(dataDir);
  const cluster = join(home, "db");
  try {
    await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
    await makeFor(account, home);
    await makeFor(account, cluster);
  } catch (error) {
    throw new Refusal(
      `PostgreSQL runs as ${account?.name}, who can reach neither ${dataDir} nor ${home} (${(error as Error).message}): set GRATA_DATA_DIR to a folder that this user can enter.`,
    );
  }
  if (!canUse(account, cluster))
    throw new Refusal(
      `PostgreSQL runs as ${account?.name}, who cannot reach ${cluster}: set GRATA_DATA_DIR to a folder that this user can enter.`,
    );
  await writeFile(pointerOf(dataDir), `${JSON.stringify({ home })}\n`);
  announce(`PostgreSQL runs as ${account?.name}, who cannot reach ${dataDir}: the database is kept in ${home}`);
  return { dataDir, home, cluster, account };
}

async function makeFor(account: Account | null, folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
}

/** A socket's whole path has to fit into 103 bytes on macOS, 107 on Linux; `/.s.PGSQL.5432` takes 14 of them. */
const longestSocketFolder = 88;

/** A private folder for the socket: in the home, or a short one among the temporary files when the home's path is too long. */
export async function makeSocketFolder({ home, account }: Place): Promise<string> {
  const own = join(home, "run");
  if (Buffer.byteLength(own) <= longestSocketFolder) {
    await makeFor(account, own);
    return own;
  }
  for (const base of new Set([tmpdir(), "/tmp"])) {
    if (Buffer.byteLength(base) > longestSocketFolder - 20) continue;
    const folder = await mkdtemp(join(base, "grata-run-"));
    if (account) await chown(folder, account.uid, account.gid);
    if (canUse(account, folder)) return folder;
    await rm(folder, { recursive: true });
  }
  throw new Refusal(
    `The path of the data folder is too long for a socket (${home}) and no temporary folder is short enough: set GRATA_DATA_DIR to a shorter path.`,
  );
}

/** Removes a socket folder that was made among the temporary files. */
export async function removeSocketFolder(folder: string) {
  const isTemporary = /[\\/]grata-run-[^\\/]+$/.test(folder);
  if (isTemporary && (await lstat(folder).catch(() => null))?.isDirectory())
    await rm(folder, { recursive: true, force: true });
}
