import { PrismaPg } from "@prisma/adapter-pg";
import { pool } from "@/lib/db/pool";
import { PrismaClient } from "@/lib/generated/prisma/client";

const open = () => new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });

// Kept on globalThis so that hot reloading in development does not open a client per edit.
const shared = globalThis as { grataDatabase?: ReturnType<typeof open> };
shared.grataDatabase ??= open();

/** Prisma, for everything that is not hot or bulk. */
export const db = shared.grataDatabase;

export { pool };

export type Db = typeof db;
export type Transaction = Parameters<Parameters<Db["$transaction"]>[0]>[0];
