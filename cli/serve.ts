import { access, constants } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { findLockHolder, sayInUse } from "@/lib/db/embedded/lock";
import { type Embedded, startEmbedded } from "@/lib/db/embedded/start";
import { migrate } from "@/lib/db/migrate";
import { readMigrations } from "@/lib/db/migrations";
import { requireReachable } from "@/lib/db/reach";
import { sayFailure } from "@/lib/failure";
import { makeFolder } from "@/lib/make-folder";
import { Refusal } from "@/lib/refusal";
import { sayUnwritable } from "@/lib/unwritable";
import { rememberAddress } from "./app-address";
import { buildApp, generateClient } from "./prepare-app";
import { readSettings, type Settings } from "./settings";
import type { Steps } from "./steps.mjs";
import { onStopSignal } from "./stop-signals.mjs";
import { sayTaken, startWebProcess, type WebProcess } from "./web-process";

const root = join(import.meta.dirname, "..");

/** Everything that runs, in the order it was started; it is stopped the other way round. */
type Running = {
  embedded: Embedded | null;
  /** While the database starts: who is told to stop then waits for it and closes it. */
  opening: Promise<Embedded> | null;
  web: WebProcess | null;
  /** Ends the tools that prepare a start. */
  stopping: AbortController;
};

/** `npm start`: prepares what changed, starts the database and the app, and keeps both running until told to stop. */
export async function serve(steps: Steps, { isDev }: { isDev: boolean }) {
  const running: Running = { embedded: null, opening: null, web: null, stopping: new AbortController() };
  const stop = makeStop(running, steps);
  onStopSignal(() => stop(0));
  // A closed terminal must not take the supervisor down before the database.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  try {
    await start(running, steps, isDev, (cause) => {
      steps.announce(cause.message);
      stop(1);
    });
  } catch (error) {
    if (running.stopping.signal.aborted) return;
    const sentence = error instanceof Refusal ? error.message : (sayUnwritable(error) ?? sayFailure(error));
    if (sentence !== null) steps.announce(sentence);
    else console.error(error);
    await stop(1);
  }
}

/** App first, database last, however often it is asked. */
function makeStop(running: Running, steps: Steps) {
  let stopping: Promise<void> | null = null;
  const end = async (code: number) => {
    running.stopping.abort();
    if (running.web) await steps.step("Stopping the app", running.web.stop);
    const embedded = await running.opening?.catch(() => null);
    if (embedded) await steps.step("Closing the database", embedded.stop);
    process.exit(code);
  };
  return (code: number) => {
    stopping ??= end(code);
    return stopping;
  };
}

async function start(running: Running, steps: Steps, isDev: boolean, onGiveUp: (cause: Error) => void) {
  const settings = readSettings(process.env);
  // Before anything is logged. Commands say themselves what they do, and log only when asked to.
  process.env.GRATA_LOG = settings.logLevel;
  await refuseEarly(settings);
  await generateClient(root, steps, running.stopping.signal);
  if (!isDev) await buildApp(root, steps, running.stopping.signal);

  const { url, secret } = await openDatabase(settings, running, steps);
  running.embedded?.supervise(onGiveUp);
  Object.assign(process.env, {
    NODE_ENV: isDev ? "development" : "production",
    DATABASE_URL: url,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: settings.url,
    GRATA_DATA_DIR: settings.dataDir,
    NEXT_TELEMETRY_DISABLED: "1",
  });
  const applied = await steps.step("Checking migrations", async () =>
    migrate(settings.directUrl ?? url, await readMigrations(join(root, "prisma/migrations"))),
  );
  for (const name of applied) steps.announce(`Applied migration ${name}`);
  const setUpPath = await prepareContent(url, steps);

  const env = { ...process.env, HOST: settings.host, PORT: String(settings.port) };
  running.web = await steps.step("Starting the app", () =>
    startWebProcess({ env, isDev, healthUrl: healthUrlOf(settings), announce: steps.announce, onGiveUp }),
  );
  await makeFolder(settings.dataDir);
  await rememberAddress(settings.dataDir, settings.url);
  if (setUpPath) steps.announce(`Create the owner's account (works once): ${settings.url}${setUpPath}`);
  steps.announce(`Ready on ${settings.url}`);
}

/** Where this machine reaches the app, whatever address people use. */
function healthUrlOf({ host, port }: Settings): string {
  const everywhere: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const reached = everywhere[host] ?? host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}/api/health`;
}

/** What would fail after a long build fails before it. */
async function refuseEarly({ host, port, dataDir, databaseUrl, directUrl }: Settings) {
  await requireFreePort(host, port);
  if (directUrl && directUrl !== databaseUrl) await requireReachable(directUrl, "DIRECT_DATABASE_URL");
  if (databaseUrl) return requireReachable(databaseUrl);
  await makeFolder(dataDir);
  await access(dataDir, constants.W_OK);
  const holder = await findLockHolder(dataDir);
  if (holder) throw new Refusal(sayInUse(dataDir, holder));
}

function requireFreePort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") return reject(new Refusal(sayTaken(host, port)));
      reject(new Refusal(`HOST ${host}, PORT ${port} cannot be listened on (${error.message}): choose others.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

async function openDatabase({ dataDir, databaseUrl, secret }: Settings, running: Running, steps: Steps) {
  // With a database of their own nobody gets this far without a secret of their own.
  if (databaseUrl) return { url: databaseUrl, secret: secret ?? "" };
  running.opening = steps.step("Starting the database", () =>
    startEmbedded({ dataDir, purpose: "npm start", announce: steps.announce }),
  );
  const embedded = await running.opening;
  running.embedded = embedded;
  return { url: embedded.url, secret: secret ?? embedded.secrets.nextauthSecret };
}

/** Asked without Prisma, which takes a second to load and is not needed once the installation has its owner. */
async function hasOwner(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM "User" WHERE "isOwner" LIMIT 1');
    return Boolean(rowCount);
  } finally {
    await client.end();
  }
}

/**
 * While nobody owns the installation: adds the demo studies that are not there yet, and makes the link for the first owner. Modules that read
 * the environment are imported here, now that it is complete. Null when nobody has to be set up.
 */
async function prepareContent(url: string, steps: Steps): Promise<string | null> {
  if (await hasOwner(url)) return null;
  const { db } = await import("@/lib/db/client");
  const { issueToken } = await import("@/lib/auth/tokens");
  const { seedDemo } = await import("../prisma/seed");
  try {
    await steps.step("Preparing the demo studies", seedDemo);
    return (await issueToken("SETUP", null)).path;
  } finally {
    await db.$disconnect();
  }
}
