import type { PoolClient } from "pg";
import { nameSides, sidesAreFlipped } from "@/lib/analysis/judges/side-order";
import type { FactorFacts, ItemColumns, LabelTable, RaterFacts } from "@/lib/analysis/label-table";
import { parseJudgeTerms } from "@/lib/judge-terms/terms";
import { judgeKindsSql } from "@/lib/judges/judge";
import { type ItemLayout, layoutOf } from "@/lib/layouts/layouts";
import { type Question, questionsSchema } from "@/lib/protocol/schema";
import { questionScale } from "@/lib/questions/question-scale";
import { StudyGone } from "@/lib/studies/study-gone";

/** Questions whose answers can agree or disagree; free texts and confidences are not read. */
export const isComparable = (question: Question) => questionScale(question) !== null;

/** Numbers items, raters and versions alike in every query of the snapshot. */
export const numbered = `
  item_no AS MATERIALIZED (
    SELECT id, "taskId", tier, "conditionId", layout, truth, "fileMajority",
      row_number() OVER (ORDER BY "fileIndex", "externalId" COLLATE "C") - 1 AS no
    FROM "Item" WHERE "studyId" = $1),
  rater_no AS MATERIALIZED (SELECT *, row_number() OVER (ORDER BY pseudonym, id) - 1 AS no FROM "Rater" WHERE "studyId" = $1),
  version_no AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY number) - 1 AS no FROM "ProtocolVersion" WHERE "studyId" = $1),
  condition_no AS MATERIALIZED (
    SELECT id, signature, row_number() OVER (ORDER BY signature) - 1 AS no FROM "Condition" WHERE "studyId" = $1)`;

type FrameVersion = { id: string; number: number; questions: Question[] };

/** What labels stand in: it changes by what is designed or loaded, not by labeling. */
export type StudyFrame = {
  study: LabelTable["study"];
  versions: FrameVersion[];
  items: ItemColumns;
  factors: FactorFacts[];
  conditions: string[][];
  /** Questions whose answers can agree or disagree. */
  questionKeys: string[];
};

async function readStudy(client: PoolClient, studyId: string): Promise<LabelTable["study"]> {
  type Row = Omit<LabelTable["study"], "judgeTerms"> & { judgeTerms: unknown };
  const { rows } = await client.query<Row>(
    `SELECT seed, "isDemo", "countRepeats", "tieRule", epsilon, "epsilonSetAt" IS NOT NULL AS "isEpsilonSet", "judgeTerms",
       (SELECT coalesce(sum("erasedJudgments"), 0)::int FROM "Rater" WHERE "studyId" = $1) AS erased
     FROM "Study" WHERE id = $1`,
    [studyId],
  );
  const [study] = rows;
  if (!study) throw new StudyGone();
  return { ...study, judgeTerms: parseJudgeTerms(study.judgeTerms) };
}

async function readVersions(client: PoolClient, studyId: string): Promise<FrameVersion[]> {
  const { rows } = await client.query<{ id: string; number: number; questions: unknown }>(
    `SELECT id, number, questions FROM "ProtocolVersion" WHERE "studyId" = $1 ORDER BY number`,
    [studyId],
  );
  return rows.map(({ questions, ...version }) => ({ ...version, questions: questionsSchema.parse(questions) }));
}

/** Everybody who labels, in the order in which the table has them. */
export async function readRaters(client: PoolClient, studyId: string): Promise<RaterFacts[]> {
  const { rows } = await client.query<RaterFacts>(
    `WITH ${numbered}
     SELECT r.id, r.kind, r.origin, r.status, r."sawConditions", r."isAnonymous", r.pseudonym,
       CASE WHEN r.kind IN (${judgeKindsSql}) THEN r."sourceName" END AS "modelName",
       r."promptVersion", r."modelFamily", g.name AS "group"
     FROM rater_no r LEFT JOIN "RaterGroup" g ON g.id = r."groupId" AND g."studyId" = $1 ORDER BY r.no`,
    [studyId],
  );
  return rows;
}

/** Items in the order of their file. */
async function readItems(client: PoolClient, studyId: string) {
  const { rows } = await client.query({
    text: `WITH ${numbered}
     SELECT i.id, dense_rank() OVER (ORDER BY i."taskId") - 1, i.tier, coalesce(p.parts, 0), c.no, i.truth, i."fileMajority", i.layout
     FROM item_no i LEFT JOIN condition_no c ON c.id = i."conditionId"
     LEFT JOIN (SELECT "itemId", count(*) AS parts FROM "ItemPart" WHERE "studyId" = $1 GROUP BY 1) p
       ON p."itemId" = i.id
     ORDER BY i.no`,
    values: [studyId],
    rowMode: "array",
  });
  type Row = [
    id: string,
    task: string,
    tier: string | null,
    parts: string,
    condition: string | null,
    truth: Record<string, unknown> | null,
    fileMajority: Record<string, unknown> | null,
    layout: ItemLayout,
  ];
  return rows as unknown as Row[];
}

/** Which conditions the outputs of an item have, part by part. */
async function readParts(client: PoolClient, studyId: string) {
  const { rows } = await client.query({
    text: `WITH ${numbered}
     SELECT i.no, p.key, c.no FROM "ItemPart" p JOIN item_no i ON i.id = p."itemId"
     JOIN "Output" o ON o."studyId" = $1 AND o.id = p."outputId" JOIN condition_no c ON c.id = o."conditionId"
     WHERE p."studyId" = $1 ORDER BY i.no, p.key`,
    values: [studyId],
    rowMode: "array",
  });
  return rows as unknown as [item: string, key: string, condition: string][];
}

async function readFactors(client: PoolClient, studyId: string) {
  const { rows: factors } = await client.query<FactorFacts>(
    `SELECT f.id, f.name, f.role, json_agg(json_build_object('id', l.id, 'name', l.name) ORDER BY l.position, l.name) AS levels
     FROM "Factor" f JOIN "Level" l ON l."studyId" = $1 AND l."factorId" = f.id WHERE f."studyId" = $1 GROUP BY f.id ORDER BY f.name`,
    [studyId],
  );
  const { rows: conditions } = await client.query<{ signature: string; levels: string[] }>(
    `WITH ${numbered}
     SELECT c.signature, coalesce(array_agg(cl."levelId"::text ORDER BY cl."levelId") FILTER (WHERE cl."levelId" IS NOT NULL), '{}') AS levels
     FROM condition_no c LEFT JOIN "ConditionLevel" cl ON cl."studyId" = $1 AND cl."conditionId" = c.id GROUP BY c.no, c.signature ORDER BY c.no`,
    [studyId],
  );
  return { factors, conditions };
}

function itemColumns(
  rows: Awaited<ReturnType<typeof readItems>>,
  parts: Awaited<ReturnType<typeof readParts>>,
  { factors, conditions }: Awaited<ReturnType<typeof readFactors>>,
): ItemColumns {
  const sides = new Map<number, [key: string, condition: number][]>();
  for (const [item, key, condition] of parts) {
    const known = sides.get(Number(item));
    const side: [string, number] = [key, Number(condition)];
    if (known) known.push(side);
    else sides.set(Number(item), [side]);
  }
  const sidesFlip = sidesAreFlipped(factors, conditions);
  const isFlipped = rows.map(
    (row, item) => layoutOf({ layout: row[7] }).goldNames === "side" && sidesFlip(sides.get(item) ?? []),
  );
  const pairs = rows.flatMap((row, item): [number, number][] => {
    const [first, second] = (sides.get(item) ?? []).map(([, condition]) => condition);
    if (layoutOf({ layout: row[7] }).goldNames !== "side" || first === undefined || second === undefined) return [];
    return isFlipped[item] ? [[second, first]] : [[first, second]];
  });
  return {
    ids: rows.map(([id]) => id),
    tasks: Int32Array.from(rows, ([, task]) => Number(task)),
    tiers: rows.map(([, , tier]) => tier),
    parts: Uint8Array.from(rows, ([, , , count]) => Number(count)),
    isFlipped: Uint8Array.from(isFlipped, Number),
    sideNames: nameSides(conditions, pairs),
    conditions: rows.map(([, , , , own], item) => {
      const all = (sides.get(item) ?? []).map(([, condition]) => condition);
      return [...new Set(own === null ? all : [Number(own), ...all])];
    }),
    truth: rows.map((row) => row[5]),
    fileMajority: rows.map((row) => row[6]),
  };
}

/** Throws `StudyGone`. */
export async function readFrame(client: PoolClient, studyId: string): Promise<StudyFrame> {
  const study = await readStudy(client, studyId);
  const versions = await readVersions(client, studyId);
  const ofFactors = await readFactors(client, studyId);
  const items = itemColumns(await readItems(client, studyId), await readParts(client, studyId), ofFactors);
  const keys = new Set(versions.flatMap(({ questions }) => questions.filter(isComparable).map(({ key }) => key)));
  return {
    study,
    versions,
    items,
    factors: ofFactors.factors,
    questionKeys: [...keys],
    conditions: ofFactors.conditions.map(({ levels }) => levels),
  };
}
