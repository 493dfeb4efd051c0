import type { Db } from "@/lib/db/client";

/**
 * Prisma, as this process has it open, for code that is bundled apart from Next's: a second copy of Prisma would take its memory again
 * and not know the values of the first. Next opens it before anybody is answered (instrumentation.ts).
 */
export function openedClient(): Db {
  const { grataDatabase } = globalThis as { grataDatabase?: Db };
  if (!grataDatabase) throw new Error("openedClient: nobody has opened the database with Prisma");
  return grataDatabase;
}
