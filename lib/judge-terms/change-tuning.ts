import type { Transaction } from "@/lib/db/client";
import { transact } from "@/lib/db/transact";
import { drawTuning, type Split, type SplitItem } from "@/lib/judge-terms/draw-tuning";
import { fail, ok, type Result } from "@/lib/result";
import type { StudyAccess } from "@/lib/studies/proof";

/** Many items are marked in one go. */
const timeoutMs = 120_000;

/** What a change of the items used for tuning is kept under. */
export const tuningChange = "items for tuning";

export type TuningCount = { items: number; of: number };

/** How the items were chosen, as it is kept with the change. */
type Chosen = { share: number; seed: number } | { named: true } | null;

async function countTuning(tx: Transaction, studyId: string): Promise<number> {
  return tx.item.count({ where: { studyId, isForTuning: true } });
}

/** Marks these items and no others, those that change locked by id, then the study's row. */
async function markItems(
  tx: Transaction,
  { studyId, role }: StudyAccess,
  ids: readonly string[],
  chosen: Chosen,
): Promise<Result<TuningCount>> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('study-settings:' || ${studyId}::text, 0))::text`;
  const before = await countTuning(tx, studyId);
  await tx.$queryRaw`
    SELECT FROM "Item" WHERE "studyId" = ${studyId}::uuid AND "isForTuning" <> (id = ANY(${ids}::uuid[])) ORDER BY id FOR NO KEY UPDATE`;
  const changed = await tx.$executeRaw`
    UPDATE "Item" SET "isForTuning" = NOT "isForTuning"
    WHERE "studyId" = ${studyId}::uuid AND "isForTuning" <> (id = ANY(${ids}::uuid[]))`;
  const items = await countTuning(tx, studyId);
  if (changed > 0) {
    await tx.study.update({ where: { id: studyId }, data: { revision: { increment: 1 } }, select: { id: true } });
    const after = { items, ...chosen };
    await tx.studyChange.create({
      data: { studyId, role, what: tuningChange, before: { items: before }, after },
      select: { id: true },
    });
  }
  return ok({ items, of: await tx.item.count({ where: { studyId } }) });
}

const listItems = (tx: Transaction, studyId: string) =>
  tx.$queryRaw<SplitItem[]>`
    SELECT i.id, i."taskId" AS task, concat_ws(' ', c.signature, i.tier, i.track) AS stratum
    FROM "Item" i LEFT JOIN "Condition" c ON c."studyId" = i."studyId" AND c.id = i."conditionId"
    WHERE i."studyId" = ${studyId}::uuid ORDER BY i."fileIndex", i."externalId" COLLATE "C"`;

/** Draws the items on which prompts of judges may be tuned, in place of those there were. */
export const drawTuningItems = (access: StudyAccess, split: Split): Promise<Result<TuningCount>> =>
  transact(
    async (tx) => {
      const items = await listItems(tx, access.studyId);
      return markItems(tx, access, drawTuning(items, split), split);
    },
    { timeoutMs },
  );

/** Marks the items of these names, in place of those there were. */
export const nameTuningItems = (access: StudyAccess, names: readonly string[]): Promise<Result<TuningCount>> =>
  transact(
    async (tx) => {
      const { studyId } = access;
      const found = await tx.$queryRaw<{ id: string; externalId: string }[]>`
        SELECT id, "externalId" FROM "Item" WHERE "studyId" = ${studyId}::uuid AND "externalId" = ANY(${names}::text[])`;
      const known = new Set(found.map(({ externalId }) => externalId));
      const missing = names.filter((name) => !known.has(name));
      if (missing.length > 0)
        return fail(
          `The study has no item "${missing[0]}"${missing.length > 1 ? `, nor ${missing.length - 1} more` : ""}`,
        );
      const ids = found.map(({ id }) => id);
      return markItems(tx, access, ids, { named: true });
    },
    { timeoutMs },
  );

/** Every item is held out again. */
export const clearTuningItems = (access: StudyAccess): Promise<Result<TuningCount>> =>
  transact((tx) => markItems(tx, access, [], null), { timeoutMs });
