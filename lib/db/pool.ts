import pg from "pg";
import { env } from "@/lib/env";

function open() {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: env.GRATA_POOL_SIZE });
  // An idle connection that the server drops (a restart) must not take the process down.
  pool.on("error", () => undefined);
  return pool;
}

// Kept on globalThis so that hot reloading in development does not open a pool per edit.
const shared = globalThis as { grataPool?: ReturnType<typeof open> };
shared.grataPool ??= open();

/** The connections without Prisma: COPY, cursors and the claim and submit path. On its own for threads that need no Prisma. */
export const pool = shared.grataPool;
