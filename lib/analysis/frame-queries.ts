import type { PoolClient } from "pg";
import { nameSides, sidesAreFlipped } from "@/lib/analysis/judges/side-order";
import type { FactorFacts, ItemColumns, LabelTable, RaterFacts } from "@/lib/analysis/label-table";
import { parseJudgeTerms } from "@/lib/judge-terms/terms";
import { refusalHead, refusalPattern } from "@/lib/judges/baselines/refusal-phrases";
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
    SELECT id, "taskId", tier, "conditionId", layout, truth, "fileMajority", "isForTuning",
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
     SELECT i.id, dense_rank() OVER (ORDER BY i."taskId") - 1, i.tier, coalesce(p.parts, 0), c.no, i.truth, i."fileMajority", i.layout, i."isForTuning"
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
    isForTuning: boolean,
  ];
  return rows as unknown as Row[];
}

/** The outputs of an item, part by part: their conditions, how much text, and whether it begins as a refusal does. */
async function readParts(client: PoolClient, studyId: string) {
  const { rows } = await client.query({
    text: `WITH ${numbered}
     SELECT i.no, p.key, c.no, coalesce(octet_length(o.text), 0), left(o.text, ${refusalHead}) ~* $2
     FROM "ItemPart" p JOIN item_no i ON i.id = p."itemId"
     JOIN "Output" o ON o."studyId" = $1 AND o.id = p."outputId" LEFT JOIN condition_no c ON c.id = o."conditionId"
     WHERE p."studyId" = $1 ORDER BY i.no, p.key`,
    values: [studyId, refusalPattern],
    rowMode: "array",
  });
  type Row = [item: string, key: string, condition: string | null, bytes: number, refuses: boolean | null];
  return rows as unknown as Row[];
}

async function readFactors(client: PoolClient, studyId: string) {
  const { rows: factors } = await client.query<FactorFacts>(
    `SELECT f.id, f.name, f.role, f."baselineLevelId", json_agg(json_build_object('id', l.id, 'name', l.name) ORDER BY l.position, l.name) AS levels
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

type Part = { key: string; condition: number | null; bytes: number; refuses: boolean | null };

function partsByItem(rows: Awaited<ReturnType<typeof readParts>>): Map<number, Part[]> {
  const parts = new Map<number, Part[]>();
  for (const [item, key, condition, bytes, refuses] of rows) {
    const part = { key, condition: condition === null ? null : Number(condition), bytes, refuses };
    const known = parts.get(Number(item));
    if (known) known.push(part);
    else parts.set(Number(item), [part]);
  }
  return parts;
}

/** 1 or 2: the side of a pair with more text; 0 where neither has. */
function longestOf([first, second]: readonly Part[]): number {
  if (!first || !second || first.bytes === second.bytes) return 0;
  return first.bytes > second.bytes ? 1 : 2;
}

const bytesOf = ([first, second]: readonly Part[]): [number, number] => [first?.bytes ?? 0, second?.bytes ?? 0];

const refusalOf = ([only, ...others]: readonly Part[]): number =>
  only && others.length === 0 && only.refuses !== null ? Number(only.refuses) : 2;

function itemColumns(
  rows: Awaited<ReturnType<typeof readItems>>,
  parts: Awaited<ReturnType<typeof readParts>>,
  { factors, conditions }: Awaited<ReturnType<typeof readFactors>>,
): ItemColumns {
  const partsOf = partsByItem(parts);
  const isPair = rows.map((row) => layoutOf({ layout: row[7] }).goldNames === "side");
  const sides = new Map(
    [...partsOf].map(([item, own]) => [
      item,
      own.flatMap(({ key, condition }): [string, number][] => (condition === null ? [] : [[key, condition]])),
    ]),
  );
  const sidesFlip = sidesAreFlipped(factors, conditions);
  const isFlipped = isPair.map((isOne, item) => isOne && sidesFlip(sides.get(item) ?? []));
  const pairs = rows.flatMap((_, item): [number, number][] => {
    const [first, second] = (sides.get(item) ?? []).map(([, condition]) => condition);
    if (!isPair[item] || first === undefined || second === undefined) return [];
    return isFlipped[item] ? [[second, first]] : [[first, second]];
  });
  return {
    ids: rows.map(([id]) => id),
    tasks: Int32Array.from(rows, ([, task]) => Number(task)),
    tiers: rows.map(([, , tier]) => tier),
    parts: Uint8Array.from(rows, ([, , , count]) => Number(count)),
    isFlipped: Uint8Array.from(isFlipped, Number),
    sideNames: nameSides(conditions, pairs),
    longestSide: Uint8Array.from(rows, (_, item) => (isPair[item] ? longestOf(partsOf.get(item) ?? []) : 0)),
    sideBytes: Int32Array.from(rows.flatMap((_, item) => (isPair[item] ? bytesOf(partsOf.get(item) ?? []) : [0, 0]))),
    refuses: Uint8Array.from(rows, (_, item) => refusalOf(partsOf.get(item) ?? [])),
    conditions: rows.map(([, , , , own], item) => {
      const all = (sides.get(item) ?? []).map(([, condition]) => condition);
      return [...new Set(own === null ? all : [Number(own), ...all])];
    }),
    truth: rows.map((row) => row[5]),
    fileMajority: rows.map((row) => row[6]),
    isForTuning: Uint8Array.from(rows, (row) => Number(row[8])),
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
