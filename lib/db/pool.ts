import pg from "pg";
import { watchQueries } from "@/lib/db/watch-queries";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";

/** Whoever waits longer for a free connection is told so rather than left waiting. */
const connectionTimeoutMillis = 15_000;

function open() {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: env.GRATA_POOL_SIZE, connectionTimeoutMillis });
  pool.on("connect", (client) => {
    // Whoever works with a connection hears of its end by the statement that fails; without a listener it would end the process.
    client.on("error", () => undefined);
    watchQueries(client);
  });
  // An idle connection that the server drops (a restart) must not take the process down.
  pool.on("error", (error) => log.warn("connection lost", { error }));
  return pool;
}

// Kept on globalThis so that hot reloading in development does not open a pool per edit.
const shared = globalThis as { grataPool?: ReturnType<typeof open> };
shared.grataPool ??= open();

/** The connections without Prisma: COPY, cursors and what is asked often. On its own for threads that need no Prisma. */
export const pool = shared.grataPool;
