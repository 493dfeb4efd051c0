import { LRUCache } from "lru-cache";
import { countItems } from "@/lib/counting/kept-counts";
import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import type { Reservation } from "@/lib/generated/prisma/enums";

/** How many items are kept for what. */
export type ReservedCounts = Record<Reservation, number>;

/** Items to be labeled, and those that are reserved. */
type Servable = { open: number; reserved: ReservedCounts };

// The figures move only with an import or a reservation, and a label asks the database as little as it can.
const known = new LRUCache<string, Servable>({ max: 500, ttl: 5000 });

const countReserved = prepared(`
  SELECT "reservedFor", count(*)::int AS items FROM "Item"
  WHERE "studyId" = $1 AND "reservedFor" IS NOT NULL AND "isServable" GROUP BY 1`);

async function count(studyId: string): Promise<Servable> {
  const [{ servable }, { rows }] = await Promise.all([
    countItems(labelPool, studyId),
    labelPool.query<{ reservedFor: Reservation; items: number }>(countReserved(studyId)),
  ]);
  const reserved: ReservedCounts = { TRAINING: 0, QUALIFICATION: 0, GOLD: 0 };
  for (const { reservedFor, items } of rows) reserved[reservedFor] = items;
  return { open: servable, reserved };
}

/** What raters may be given in a study: up to five seconds behind an import. */
export async function findServable(studyId: string): Promise<Servable> {
  const found = known.get(studyId);
  if (found) return found;
  const counted = await count(studyId);
  known.set(studyId, counted);
  return counted;
}
