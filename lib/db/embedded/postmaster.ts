import { spawn } from "node:child_process";
import { open, readFile, rename, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { asAccount, serverEnvironment } from "@/lib/db/embedded/account";
import { type Binaries, postgresOf } from "@/lib/db/embedded/binaries";
import { databaseName, lastLines, superuser } from "@/lib/db/embedded/cluster";
import type { Place } from "@/lib/db/embedded/place";
import { Refusal } from "@/lib/refusal";

/** Where the server listens: a Unix socket's folder, or a loopback port on Windows. */
export type Listening = { folder: string; port: number } | { folder: null; port: number };

export type Postmaster = {
  pid: number;
  exited: Promise<void>;
  isRunning: () => boolean;
  signal: (name: NodeJS.Signals) => void;
};

const largestLogBytes = 10 * 1024 * 1024;
const logOf = ({ home }: Place) => join(home, "db.log");

/** Libpq's way of naming a socket in a URL: the folder stands as `host`. */
export function urlOf(listening: Listening, password: string, database = databaseName): string {
  const url = new URL(`postgresql://localhost:${listening.port}/${database}`);
  url.username = superuser;
  url.password = password;
  if (listening.folder) url.searchParams.set("host", listening.folder);
  return url.href;
}

/** A free loopback port, for systems without Unix sockets. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function openLog(place: Place) {
  const path = logOf(place);
  const size = await stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > largestLogBytes) await rename(path, `${path}.1`);
  return { log: await open(path, "a", 0o600), from: size > largestLogBytes ? 0 : size };
}

/**
 * Starts the server and waits until it answers. It leads a session of its own, so that Ctrl-C in the terminal reaches the app but not the
 * database, which is stopped last.
 */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  listening: Listening,
  url: string,
): Promise<Postmaster> {
  const { log, from } = await openLog(place);
  const sockets = listening.folder
    ? [
        "-c",
        "listen_addresses=",
        "-c",
        `unix_socket_directories=${listening.folder}`,
        "-c",
        "unix_socket_permissions=0700",
      ]
    : ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  const child = spawn(postgresOf(binaries), ["-D", place.cluster, "-p", String(listening.port), ...sockets], {
    ...asAccount(place.account),
    cwd: place.cluster,
    env: serverEnvironment(),
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
  });
  let running = true;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      running = false;
      resolve();
    };
    child.once("error", end);
    child.once("exit", end);
  });
  await log.close();
  const postmaster: Postmaster = {
    pid: child.pid ?? 0,
    exited,
    isRunning: () => running,
    signal: (name) => void child.kill(name),
  };
  await waitUntilReady(postmaster, url, async () => {
    const written = await readFile(logOf(place), "utf8").catch(() => "");
    return lastLines(Buffer.from(written).subarray(from).toString());
  });
  return postmaster;
}

export type Answer = "answers" | "starting" | "silent";

/** One new connection and one `SELECT 1`: a server that only looks alive does not pass. */
export async function probe(url: string, timeoutMs: number): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs });
  // A connection that breaks after its answer must not take the process down.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return "answers";
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) return "silent";
    // 57P03: recovering after a crash, however long that takes. Any other refusal (all connections taken) is an answer.
    return error.code === "57P03" ? "starting" : "answers";
  } finally {
    client.end().catch(() => undefined);
  }
}

async function waitUntilReady(postmaster: Postmaster, url: string, readLog: () => Promise<string>) {
  let patienceEnds = Date.now() + 60_000;
  while (postmaster.isRunning()) {
    const answer = await probe(url, 5_000);
    if (answer === "answers") return;
    if (answer === "starting") patienceEnds = Date.now() + 60_000;
    if (Date.now() > patienceEnds) {
      postmaster.signal("SIGKILL");
      throw new Refusal(`The embedded database does not answer after 60 s: ${await readLog()}`);
    }
    await Promise.race([postmaster.exited, sleep(50)]);
  }
  throw new Refusal(`The embedded database did not start: ${await readLog()}`);
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. Harsher only when that hangs. */
export async function stopPostmaster(postmaster: Postmaster) {
  for (const [signal, patienceMs] of [
    ["SIGINT", 60_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 10_000],
  ] as const) {
    if (!postmaster.isRunning()) return;
    postmaster.signal(signal);
    await Promise.race([postmaster.exited, sleep(patienceMs, undefined, { ref: false })]);
  }
}
