import { db } from "@/lib/db/client";
import { givesInFileOrder } from "@/lib/labeling/policies/policies";
import type { StudyAccess } from "@/lib/studies/proof";

/** Where items come as the files have them: whether neighbours differ in condition less than half as often as in a drawn order of the same items. */
export async function findConditionsInBlocks({ studyId }: StudyAccess): Promise<boolean> {
  const study = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { policies: true } });
  if (!givesInFileOrder(study.policies)) return false;
  const rows = await db.$queryRaw<{ inBlocks: boolean }[]>`
    WITH walk AS (
      SELECT "conditionId" AS cell, lag("conditionId") OVER (ORDER BY "fileIndex") AS before
      FROM "Item" WHERE "studyId" = ${studyId}::uuid AND "isServable" AND "conditionId" IS NOT NULL),
    cells AS (SELECT count(*)::float8 AS n FROM walk GROUP BY cell)
    SELECT coalesce((SELECT count(*) FROM walk WHERE cell <> before) <
      0.5 * (SELECT sum(n) - sum(n * n) / sum(n) FROM cells HAVING count(*) > 1), false) AS "inBlocks"`;
  return rows[0]?.inBlocks ?? false;
}
