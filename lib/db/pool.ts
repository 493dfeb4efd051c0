import { openPool } from "@/lib/db/open-pool";
import { env } from "@/lib/env";

const open = () => openPool({ max: env.GRATA_POOL_SIZE });

// Kept on globalThis so that hot reloading in development does not open a pool per edit.
const shared = globalThis as { grataPool?: ReturnType<typeof open> };
shared.grataPool ??= open();

/** The connections without Prisma: COPY, cursors and what is asked often. On its own for threads that need no Prisma. */
export const pool = shared.grataPool;
