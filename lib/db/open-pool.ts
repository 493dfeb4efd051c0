import pg from "pg";
import { watchQueries } from "@/lib/db/watch-queries";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";

/** Whoever waits longer for a free connection is told so rather than left waiting. */
const connectionTimeoutMillis = 15_000;

/** Connections to the database of the app, whose slow statements are logged and whose end fails the work on them alone. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, connectionTimeoutMillis, ...config });
  pool.on("connect", (client) => {
    // Whoever works with a connection hears of its end by the statement that fails; without a listener it would end the process.
    client.on("error", () => undefined);
    watchQueries(client);
  });
  // An idle connection that the server drops (a restart) must not take the process down.
  pool.on("error", (error) => log.warn("connection lost", { error }));
  return pool;
}
