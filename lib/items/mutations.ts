import type { ClientBase } from "pg";
import { pgTransaction } from "@/lib/db/pg-transaction";
import type { ReserveInput } from "@/lib/items/schema";
import { fail, ok, type Result } from "@/lib/result";
import { recountSlots } from "@/lib/slots/item-slots";
import type { StudyAccess } from "@/lib/studies/proof";

const lockNamed = `SELECT FROM "Item" WHERE "studyId" = $1 AND "externalId" = ANY($2) ORDER BY id FOR NO KEY UPDATE`;

// A statement of its own: it has to see what was committed while the locks were waited for.
const readNamed = `
  SELECT i.id, i."externalId", i."isServable", i."reservedFor" IS NOT NULL AS "isReserved",
    EXISTS (SELECT FROM "Assignment" a WHERE a."studyId" = $1 AND a."itemId" = i.id AND a.state IN ('LEASED', 'DONE'))
      OR EXISTS (SELECT FROM "Judgment" j WHERE j."studyId" = $1 AND j."itemId" = i.id) AS "isUsed"
  FROM "Item" i WHERE i."studyId" = $1 AND i."externalId" = ANY($2) ORDER BY i.id`;

type Named = { id: string; externalId: string; isServable: boolean; isReserved: boolean; isUsed: boolean };

const setReserved = `
  UPDATE "Item" SET "reservedFor" = $3::text::"Reservation", "openSlots" = 0, "groupSlots" = NULL WHERE "studyId" = $1 AND id = ANY($2)`;
// Items to be labeled are counted when they come: whoever makes them more or fewer adds the difference.
const addDifference = `INSERT INTO "ItemCount" ("studyId", items, servable) VALUES ($1, 0, $2)`;
const bump = `UPDATE "Study" SET revision = revision + 1 WHERE id = $1`;

/** What keeps one of these items from being reserved, or given back. */
function findProblem(items: readonly Named[], names: readonly string[]): string | null {
  const known = new Set(items.map(({ externalId }) => externalId));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) return `The study has no item "${unknown}": write names as the list of items has them`;
  const used = items.find(({ isUsed }) => isUsed);
  if (used) return `"${used.externalId}" has labels or is being labeled: what it is for cannot change any more`;
  const silent = items.find(({ isServable }) => !isServable);
  return silent ? `"${silent.externalId}" has no text that raters could read` : null;
}

async function reserve(client: ClientBase, studyId: string, items: readonly Named[], to: string | null) {
  const ids = items.map(({ id }) => id);
  await client.query(setReserved, [studyId, ids, to]);
  await recountSlots(client, ids);
  const before = items.filter(({ isReserved }) => isReserved).length;
  const difference = to === null ? before : before - items.length;
  if (difference !== 0) await client.query(addDifference, [studyId, difference]);
  await client.query(bump, [studyId]);
}

/** Keeps items for training, a test or hidden gold, or gives them back to the work: none that has a label. */
export const reserveItems = (
  { studyId }: StudyAccess,
  { items: names, reservedFor }: ReserveInput,
): Promise<Result<{ items: number }>> =>
  pgTransaction(async (client) => {
    await client.query(lockNamed, [studyId, names]);
    const { rows } = await client.query<Named>(readNamed, [studyId, names]);
    const problem = findProblem(rows, names);
    if (problem) return fail("Mend the marked field", { items: problem });
    await reserve(client, studyId, rows, reservedFor);
    return ok({ items: rows.length });
  });
