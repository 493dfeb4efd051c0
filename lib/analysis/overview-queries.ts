import { judgmentCountsSql } from "@/lib/counting/kept-counts";
import { reader } from "@/lib/db/reader";
import type { RaterKind, RaterOrigin, RaterStatus, StudyState } from "@/lib/generated/prisma/enums";
import { judgeKinds } from "@/lib/judges/judge";
import { urgentReasons } from "@/lib/labeling/skip-reasons";
import type { StudyAccess } from "@/lib/studies/proof";

/** Where the labeling stands. Wanted and filled are primary labels: items with text x k. */
export type LabelingProgress = {
  state: StudyState;
  isDemo: boolean;
  labelsPerItem: number;
  description: string;
  items: number;
  wanted: number;
  filled: number;
  reserved: number;
  skips: number;
  imported: number;
};

export type RaterProgress = {
  id: string;
  pseudonym: string;
  kind: RaterKind;
  origin: RaterOrigin;
  status: RaterStatus;
  group: string | null;
  sawConditions: boolean;
  done: number;
  quota: number | null;
  skips: number;
  lastAt: Date | null;
};

export type ConditionProgress = { id: string; signature: string; items: number; wanted: number; filled: number };

/** Reserved slots by item are few; counted once for the study and once by condition. */
const leasedSql = `SELECT "itemId", count(*)::int AS n FROM "Assignment"
  WHERE "studyId" = $1 AND state = 'LEASED' AND purpose = 'PRIMARY' GROUP BY "itemId"`;

/** Progress from the slots that items keep (k less free less reserved), and from kept counts: no count over labels. */
export async function getLabelingProgress({ studyId }: StudyAccess): Promise<LabelingProgress> {
  const { rows } = await (await reader()).query<LabelingProgress>(
    `WITH leased AS (${leasedSql})
     SELECT s.state::text AS state, s."isDemo", s."labelsPerItem", s.description, i.items::int, (i.items * s."labelsPerItem")::int AS wanted,
       greatest(0, i.taken - (SELECT coalesce(sum(n), 0) FROM leased))::int AS filled,
       (SELECT coalesce(sum(n), 0)::int FROM leased) AS reserved,
       (SELECT count(*)::int FROM "Rater" r JOIN "Assignment" a ON a."studyId" = $1 AND a."raterId" = r.id
         AND a.state = 'SKIPPED' AND a.purpose = 'PRIMARY' WHERE r."studyId" = $1) AS skips,
       (SELECT imported FROM (${judgmentCountsSql("$1")}) AS kept)
     FROM "Study" s, LATERAL (SELECT count(*) AS items, coalesce(sum(s."labelsPerItem" - "openSlots"), 0) AS taken
       FROM "Item" WHERE "studyId" = s.id AND "isServable" AND "reservedFor" IS NULL) i
     WHERE s.id = $1`,
    [studyId],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no study ${studyId}`);
  return row;
}

export type SkipCount = { reason: string; items: number; people: number };

/** How many items were skipped for each of the reasons that researchers hear of at once. */
export async function countUrgentSkips({ studyId }: StudyAccess): Promise<SkipCount[]> {
  const { rows } = await (await reader()).query<SkipCount>(
    `SELECT a."skipReason" AS reason, count(DISTINCT a."itemId")::int AS items, count(DISTINCT a."raterId")::int AS people
     FROM "Rater" r JOIN "Assignment" a ON a."studyId" = $1 AND a."raterId" = r.id AND a.state = 'SKIPPED'
     WHERE r."studyId" = $1 AND a."skipReason" = ANY($2) GROUP BY 1 ORDER BY 1`,
    [studyId, Object.keys(urgentReasons)],
  );
  return rows;
}

const mostRaters = 200;

/**
 * People who label in the app, and whom the study waits for first: those with the fewest labels. Pseudonyms only. Nobody
 * waits for those who know the conditions, unless they have labeled all the same.
 */
export async function listRaterProgress({ studyId }: StudyAccess): Promise<RaterProgress[]> {
  const { rows } = await (await reader()).query<RaterProgress>(
    `SELECT r.id, r.pseudonym, r.kind, r.origin, r.status, g.name AS "group", r."sawConditions", r."doneCount" AS done, r.quota,
       (SELECT count(*)::int FROM "Assignment" a WHERE a."studyId" = $1 AND a."raterId" = r.id AND a.state = 'SKIPPED'
         AND a.purpose = 'PRIMARY') AS skips,
       (SELECT max(a."finishedAt") FROM "Assignment" a WHERE a."studyId" = $1 AND a."raterId" = r.id AND a.state = 'DONE') AS "lastAt"
     FROM "Rater" r LEFT JOIN "RaterGroup" g ON g.id = r."groupId" AND g."studyId" = r."studyId"
     WHERE r."studyId" = $1 AND r.kind = 'HUMAN' AND r.origin <> 'IMPORTED' AND r.status <> 'WITHDRAWN'
       AND (NOT r."sawConditions" OR r."doneCount" > 0)
     ORDER BY r."doneCount", r.pseudonym LIMIT $2`,
    [studyId, mostRaters],
  );
  return rows;
}

/** `raters` are people, or (`anonymous` of them) places in a file's lists of votes. */
export type ImportedRaters = { raters: number; anonymous: number; judges: number };

/** Raters who did not label in the app, by kind: people and judges whose labels came with files. */
export async function countImportedRaters({ studyId }: StudyAccess): Promise<ImportedRaters> {
  type Group = { kind: RaterKind; isAnonymous: boolean; raters: number };
  const { rows: groups } = await (await reader()).query<Group>(
    `SELECT kind, "isAnonymous", count(*)::int AS raters FROM "Rater" WHERE "studyId" = $1 AND origin = 'IMPORTED' GROUP BY 1, 2`,
    [studyId],
  );
  const of = (kinds: readonly RaterKind[], isAsked = (_: Group) => true) =>
    groups.filter((group) => kinds.includes(group.kind) && isAsked(group)).reduce((sum, { raters }) => sum + raters, 0);
  return {
    raters: of(["HUMAN"]),
    anonymous: of(["HUMAN"], ({ isAnonymous }) => isAnonymous),
    judges: of(judgeKinds),
  };
}

/** Labels by cell of the design, the emptiest first. */
export async function listConditionProgress({ studyId }: StudyAccess): Promise<ConditionProgress[]> {
  const { rows } = await (await reader()).query<ConditionProgress>(
    `WITH leased AS (${leasedSql})
     SELECT c.id, c.signature, count(*)::int AS items, (count(*) * s."labelsPerItem")::int AS wanted,
       greatest(0, sum(s."labelsPerItem" - i."openSlots") - coalesce(sum(l.n), 0))::int AS filled
     FROM "Item" i JOIN "Study" s ON s.id = i."studyId" JOIN "Condition" c ON c.id = i."conditionId" AND c."studyId" = i."studyId"
     LEFT JOIN leased l ON l."itemId" = i.id
     WHERE i."studyId" = $1 AND i."isServable" AND i."reservedFor" IS NULL GROUP BY c.id, s."labelsPerItem"
     ORDER BY greatest(0, sum(s."labelsPerItem" - i."openSlots") - coalesce(sum(l.n), 0)) / (count(*) * s."labelsPerItem"::float), c.signature
     LIMIT 100`,
    [studyId],
  );
  return rows;
}
