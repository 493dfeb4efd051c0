import type { Snapshot } from "@/lib/exports/snapshot";
import type { ExportedRater } from "@/lib/formats/contract/exported-study";
import { judgeKindsSql } from "@/lib/judges/judge";

/** Whoever labels in this study, and the numbers of its protocol versions, by database id. */
export type LabelContext = { raters: ReadonlyMap<string, ExportedRater>; versions: ReadonlyMap<string, number> };

export async function getLabelContext({ list }: Snapshot, studyId: string): Promise<LabelContext> {
  const raters = await list<ExportedRater & { id: string }>(
    `SELECT r.id, CASE WHEN r.kind IN (${judgeKindsSql}) THEN coalesce(r."sourceName", r.pseudonym) ELSE r.pseudonym END AS name,
       r.kind, r.origin, r.status, r."sawConditions", r."isAnonymous", g.name AS "group", r."modelFamily", r."promptVersion"
     FROM "Rater" r LEFT JOIN "RaterGroup" g ON g.id = r."groupId" AND g."studyId" = r."studyId" WHERE r."studyId" = $1 AND r.status <> 'WITHDRAWN'`,
    [studyId],
  );
  const versions = await list<{ id: string; number: number }>(
    `SELECT id, number FROM "ProtocolVersion" WHERE "studyId" = $1`,
    [studyId],
  );
  return {
    raters: new Map(raters.map(({ id, ...rater }) => [id, rater])),
    versions: new Map(versions.map(({ id, number }) => [id, number])),
  };
}
