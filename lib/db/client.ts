import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { PrismaClient } from "@/lib/generated/prisma/client";

function open() {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: env.GRATA_POOL_SIZE });
  // An idle connection that the server drops (a restart) must not take the process down.
  pool.on("error", () => undefined);
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) }) };
}

// Kept on globalThis so that hot reloading in development does not open a pool per edit.
const shared = globalThis as { grataDatabase?: ReturnType<typeof open> };
shared.grataDatabase ??= open();

/** Prisma, for everything that is not hot or bulk. */
export const db = shared.grataDatabase.db;

/** The same connections without Prisma: COPY, cursors and the claim and submit path. */
export const pool = shared.grataDatabase.pool;

export type Db = typeof db;
export type Transaction = Parameters<Parameters<Db["$transaction"]>[0]>[0];
