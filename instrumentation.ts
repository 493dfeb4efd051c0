import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 2_000;

/**
 * Before the server answers anybody: Prisma loads its query compiler with the first query, which holds up everything else for
 * a third of a second. A database that is not there yet is told by `/api/health`, not by a server that does not start.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { db } = await import("@/lib/db/client");
  const query = db.study.findFirst({ select: { id: true } }).catch(() => null);
  await Promise.race([query, sleep(patienceMs, null, { ref: false })]);
}
