import { setTimeout as sleep } from "node:timers/promises";
import type { Instrumentation } from "next";

const patienceMs = 2_000;
const isServer = () => process.env.NEXT_RUNTIME === "nodejs";

/**
 * Before the server answers anybody: Prisma loads its query compiler with the first query, which holds up everything else for
 * a third of a second. A database that is not there yet is told by `/api/health`, not by a server that does not start.
 */
export async function register() {
  if (!isServer()) return;
  if (process.env.NODE_ENV === "production") (await import("@/lib/log/console-to-log")).consoleToLog();
  const { db } = await import("@/lib/db/client");
  const query = db.study.findFirst({ select: { id: true } }).catch(() => null);
  await Promise.race([query, sleep(patienceMs, null, { ref: false })]);
}

/** The pattern of the address is logged, never the address: links that work once stand in it, and names that were searched for. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method }, { routePath, routeType }) => {
  if (!isServer()) return;
  const { log } = await import("@/lib/log/log");
  log.error("request failed", { route: routePath, method, kind: routeType, error });
};
