import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { openDatabase } from "./open-database";
import { makeOutput, type Output } from "./output";
import { reportRefusal } from "./with-output";

export type Context = {
  output: Output;
  /** The connection string; `@/lib/db/client` uses the same. */
  url: string;
  /** Absolute. */
  dataDir: string;
};

const nameOf = (command: Command): string => (command.parent ? `${nameOf(command.parent)} ${command.name()}` : "grata");

/**
 * Makes a commander action of `work`, which gets the context and then what commander passes: arguments and options. The database is
 * open and the environment complete while it runs, so modules that read the environment (`@/lib/db/client` and whatever imports
 * it) have to be imported inside of `work`, with `await import(...)`. A `Refusal` is printed and ends with exit code 1; `work` may
 * set `process.exitCode` itself.
 */
export function withDatabase<Passed extends unknown[]>(work: (context: Context, ...passed: Passed) => Promise<void>) {
  return async (...passed: [...Passed, Command]) => {
    const command = passed.at(-1) as Command;
    const output = makeOutput(command.optsWithGlobals());
    try {
      await runOpen(nameOf(command), output, (opened) =>
        work({ output, ...opened }, ...(passed.slice(0, -1) as Passed)),
      );
    } catch (error) {
      reportRefusal(output, error);
    }
  };
}

async function runOpen(purpose: string, output: Output, work: (opened: Omit<Context, "output">) => Promise<void>) {
  const database = await openDatabase(purpose, output.say);
  completeEnvironment(database.url, database.dataDir);
  const { db } = await import("@/lib/db/client");
  // Ctrl-C: whatever was not committed is rolled back by the closing database.
  const interrupt = () => database.close().finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupt);
  try {
    await work({ url: database.url, dataDir: database.dataDir });
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, interrupt);
    await db.$disconnect();
    await database.close();
  }
}

/** What `lib/env` asks for. No command signs sessions, so any secret will do where none is given. */
function completeEnvironment(url: string, dataDir: string) {
  process.env.DATABASE_URL = url;
  process.env.GRATA_DATA_DIR = dataDir;
  if ((process.env.NEXTAUTH_SECRET ?? "").length < 32)
    process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
}
