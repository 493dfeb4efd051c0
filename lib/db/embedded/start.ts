import { resolve } from "node:path";
import pg from "pg";
import { prepareBinaries } from "@/lib/db/embedded/binaries";
import { databaseName, prepareCluster } from "@/lib/db/embedded/cluster";
import { findConnection, removeConnection, writeConnection } from "@/lib/db/embedded/connection";
import { endOrphan } from "@/lib/db/embedded/leftovers";
import { acquireLock } from "@/lib/db/embedded/lock";
import { makeSocketFolder, type Place, removeSocketFolder, settlePlace, sharedFolder } from "@/lib/db/embedded/place";
import { findFreePort, type Listening, startPostmaster, stopPostmaster, urlOf } from "@/lib/db/embedded/postmaster";
import { readSecrets, type Secrets } from "@/lib/db/embedded/secrets";
import { type Pace, type Supervisor, supervise } from "@/lib/db/embedded/supervise";
import { makeFolder } from "@/lib/make-folder";

type Given = {
  dataDir: string;
  /** Named to whoever finds the data folder in use. */
  purpose: string;
  announce: (line: string) => void;
};

export type Embedded = {
  /** A connection string for the app and the command line. */
  url: string;
  secrets: Secrets;
  /** The server's process at this moment. */
  pid: () => number;
  /** From now on a server that dies or hangs is replaced; `onGiveUp` when that fails for good. */
  supervise: (onGiveUp: (cause: Error) => void, pace?: Pace) => void;
  /** Stops the server, everything committed being on disk, and frees the data folder. */
  stop: () => Promise<void>;
};

/**
 * Starts the real PostgreSQL out of npm on a data folder, making the cluster the first time. Throws a `Refusal` when the folder is in use or
 * its database cannot be opened here.
 */
export async function startEmbedded({ dataDir: given, purpose, announce }: Given): Promise<Embedded> {
  const dataDir = resolve(given);
  await makeFolder(dataDir);
  const locks = [await acquireLock(dataDir, purpose)];
  try {
    const place = await settlePlace(dataDir, announce);
    // A copied data folder points at the same cluster as the original.
    if (place.home !== dataDir) locks.push(await acquireLock(place.home, purpose));
    return await open(place, announce, async () => {
      for (const lock of locks.reverse()) await lock.release();
    });
  } catch (error) {
    for (const lock of locks.reverse()) await lock.release();
    throw error;
  }
}

async function open(place: Place, announce: Given["announce"], unlock: () => Promise<void>): Promise<Embedded> {
  const { dataDir, cluster } = place;
  const binaries = await prepareBinaries(place.account, sharedFolder);
  const { secrets, isNew } = await readSecrets(dataDir);
  if (await endOrphan(cluster)) announce("Stopped a database that an earlier, killed start had left running");
  await prepareCluster(place, binaries, { password: secrets.databasePassword, isNew });
  const left = await findConnection(dataDir);
  if (left?.socketFolder) await removeSocketFolder(left.socketFolder);
  const listening = await listen(place);
  const urlFor = (database: string) => urlOf(listening, secrets.databasePassword, database);
  const url = urlFor(databaseName);
  const start = () => startPostmaster(place, binaries, listening, urlFor("postgres"));

  const first = await start();
  let supervisor: Supervisor | null = null;
  const current = () => supervisor?.current() ?? first;
  // A process that ends without `stop` still leaves a database that closes itself.
  const closeOnExit = () => current().signal("SIGINT");
  process.once("exit", closeOnExit);
  await ensureDatabase(urlFor("postgres"));
  await writeConnection(dataDir, { url, socketFolder: listening.folder });

  const end = async () => {
    await supervisor?.end();
    await stopPostmaster(current());
    process.removeListener("exit", closeOnExit);
    await removeConnection(dataDir);
    if (listening.folder) await removeSocketFolder(listening.folder);
    await unlock();
  };
  let ended: Promise<void> | null = null;
  const stop = () => {
    ended ??= end();
    return ended;
  };
  const watch: Embedded["supervise"] = (onGiveUp, pace) => {
    supervisor ??= supervise({ url: urlFor("postgres"), cluster, first, start, announce, onGiveUp, pace });
  };
  return { url, secrets, pid: () => current().pid, supervise: watch, stop };
}

async function listen(place: Place): Promise<Listening> {
  if (process.platform === "win32") return { folder: null, port: await findFreePort() };
  return { folder: await makeSocketFolder(place), port: 5432 };
}

async function ensureDatabase(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
    if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
