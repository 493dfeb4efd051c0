import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findConnection } from "@/lib/db/embedded/connection";
import { findLockHolder, InUse } from "@/lib/db/embedded/lock";
import { probe } from "@/lib/db/embedded/postmaster";
import { startEmbedded } from "@/lib/db/embedded/start";
import { listPending, migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { requireReachable } from "@/lib/db/reach";
import { Refusal } from "@/lib/refusal";
import { readDataDir, readDirectUrl } from "./settings";

export type OpenDatabase = { url: string; dataDir: string; close: () => Promise<void> };

const migrationsFolder = join(import.meta.dirname, "../prisma/migrations");
const startPatienceMs = 60_000;
const nothingToClose = async () => undefined;

/** The database of a running app: it may be starting or recovering, so it is given a minute. */
async function joinRunningApp(dataDir: string): Promise<string> {
  const end = Date.now() + startPatienceMs;
  while (Date.now() < end) {
    const connection = await findConnection(dataDir);
    if (connection && (await probe(connection.url, 5_000)) === "answers") return connection.url;
    await sleep(200);
  }
  throw new Refusal(`The app that uses ${dataDir} has had no database for a minute: look at what npm start printed.`);
}

/** Starts the data folder's database for one command. Another command is waited for; null when the app is quicker than we are. */
async function startOwn(
  dataDir: string,
  purpose: string,
  announce: (line: string) => void,
): Promise<OpenDatabase | null> {
  try {
    const embedded = await startEmbedded({ dataDir, purpose, announce });
    try {
      await migrate(embedded.url, await readMigrations(migrationsFolder));
    } catch (error) {
      await embedded.stop();
      throw error;
    }
    return { url: embedded.url, dataDir, close: embedded.stop };
  } catch (error) {
    if (error instanceof InUse) return null;
    throw error;
  }
}

async function requireMigrated(url: string) {
  const pending = await listPending(url, await readMigrations(migrationsFolder));
  if (pending.length > 0)
    throw new Refusal(
      `The database lacks migration ${pending[0]}: restart the app with this version (npm start), which applies it, and run the command again.`,
    );
}

/**
 * The database a command works on: the server of DIRECT_DATABASE_URL or DATABASE_URL, the running app's, or the data folder's own, started for the time of the
 * command. `announce` hears what takes time.
 */
export async function openDatabase(purpose: string, announce: (line: string) => void): Promise<OpenDatabase> {
  const dataDir = readDataDir(process.env);
  const given = readDirectUrl(process.env);
  if (given) {
    await requireReachable(given, process.env.DIRECT_DATABASE_URL ? "DIRECT_DATABASE_URL" : undefined);
    await requireMigrated(given);
    return { url: given, dataDir, close: nothingToClose };
  }
  let announced = false;
  for (;;) {
    const holder = await findLockHolder(dataDir);
    if (holder?.purpose === "npm start") {
      const url = await joinRunningApp(dataDir);
      await requireMigrated(url);
      return { url, dataDir, close: nothingToClose };
    }
    const own = holder ? null : await startOwn(dataDir, purpose, announce);
    if (own) return own;
    if (holder && !announced) announce(`Waiting for ${holder.purpose} (process ${holder.pid}) to end`);
    announced ||= holder !== null;
    await sleep(200);
  }
}
