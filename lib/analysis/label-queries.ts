import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { nameSides, sidesAreFlipped } from "@/lib/analysis/judges/side-order";
import { LabelColumnsBuilder } from "@/lib/analysis/label-columns";
import type { FactorFacts, ItemColumns, LabelTable, RaterFacts } from "@/lib/analysis/label-table";
import { countByVersion, type VersionRow, versionRowsSql } from "@/lib/analysis/version-counts";
import { pool } from "@/lib/db/pool";
import { type Question, questionsSchema } from "@/lib/protocol/schema";
import { questionScale } from "@/lib/questions/question-scale";
import type { StudyAccess } from "@/lib/studies/proof";
import { StudyGone } from "@/lib/studies/study-gone";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Questions whose answers can agree or disagree; free texts and confidences are not read. */
export const isComparable = (question: Question) => questionScale(question) !== null;

/** Numbers items, raters and versions alike in every query of the snapshot. */
const numbered = `
  item_no AS MATERIALIZED (
    SELECT id, "taskId", tier, "conditionId", layout, truth, "fileMajority",
      row_number() OVER (ORDER BY "fileIndex", "externalId" COLLATE "C") - 1 AS no
    FROM "Item" WHERE "studyId" = $1),
  rater_no AS MATERIALIZED (SELECT *, row_number() OVER (ORDER BY pseudonym, id) - 1 AS no FROM "Rater" WHERE "studyId" = $1),
  version_no AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY number) - 1 AS no FROM "ProtocolVersion" WHERE "studyId" = $1),
  condition_no AS MATERIALIZED (
    SELECT id, signature, row_number() OVER (ORDER BY signature) - 1 AS no FROM "Condition" WHERE "studyId" = $1)`;

async function readStudy(client: PoolClient, studyId: string): Promise<LabelTable["study"]> {
  const { rows } = await client.query<LabelTable["study"]>(
    `SELECT seed, "isDemo", "countRepeats", "tieRule", epsilon,
       (SELECT coalesce(sum("erasedJudgments"), 0)::int FROM "Rater" WHERE "studyId" = $1) AS erased
     FROM "Study" WHERE id = $1`,
    [studyId],
  );
  const [study] = rows;
  if (!study) throw new StudyGone();
  return study;
}

async function readVersions(
  client: PoolClient,
  studyId: string,
  { countRepeats, isDemo }: LabelTable["study"],
): Promise<LabelTable["versions"]> {
  const { rows } = await client.query<{ id: string; number: number; questions: unknown }>(
    `SELECT id, number, questions FROM "ProtocolVersion" WHERE "studyId" = $1 ORDER BY number`,
    [studyId],
  );
  const { rows: counted } = await client.query<VersionRow>(versionRowsSql, [studyId]);
  const numbers = rows.map(({ number }) => number);
  const counts = countByVersion(numbers, counted, { countRepeats, countSimulated: isDemo });
  return rows.map(({ questions, ...version }, place) => ({
    ...{ ...version, questions: questionsSchema.parse(questions) },
    ...{ isUsed: counts[place]?.isUsed ?? false, labels: counts[place]?.labels ?? 0 },
  }));
}

async function readRaters(client: PoolClient, studyId: string): Promise<RaterFacts[]> {
  const { rows } = await client.query<RaterFacts>(
    `WITH ${numbered}
     SELECT r.id, r.kind, r.origin, r.status, r."sawConditions", r."isAnonymous", r.pseudonym,
       CASE WHEN r.kind IN ('JUDGE', 'CLASSIFIER') THEN r."sourceName" END AS "modelName",
       r."promptVersion", r."modelFamily", g.name AS "group"
     FROM rater_no r LEFT JOIN "RaterGroup" g ON g.id = r."groupId" ORDER BY r.no`,
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
     LEFT JOIN (SELECT "itemId", count(*) AS parts FROM "ItemPart" p JOIN item_no i ON i.id = p."itemId" GROUP BY 1) p
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
    layout: string,
  ];
  return rows as unknown as Row[];
}

/** Which conditions the outputs of an item have, part by part. */
async function readParts(client: PoolClient, studyId: string) {
  const { rows } = await client.query({
    text: `WITH ${numbered}
     SELECT i.no, p.key, c.no FROM "ItemPart" p JOIN item_no i ON i.id = p."itemId"
     JOIN "Output" o ON o.id = p."outputId" JOIN condition_no c ON c.id = o."conditionId" ORDER BY i.no, p.key`,
    values: [studyId],
    rowMode: "array",
  });
  return rows as unknown as [item: string, key: string, condition: string][];
}

async function readFactors(client: PoolClient, studyId: string) {
  const { rows: factors } = await client.query<FactorFacts>(
    `SELECT f.id, f.name, f.role, json_agg(json_build_object('id', l.id, 'name', l.name) ORDER BY l.position, l.name) AS levels
     FROM "Factor" f JOIN "Level" l ON l."factorId" = f.id WHERE f."studyId" = $1 GROUP BY f.id ORDER BY f.name`,
    [studyId],
  );
  const { rows: conditions } = await client.query<{ signature: string; levels: string[] }>(
    `WITH ${numbered}
     SELECT c.signature, coalesce(array_agg(cl."levelId"::text ORDER BY cl."levelId") FILTER (WHERE cl."levelId" IS NOT NULL), '{}') AS levels
     FROM condition_no c LEFT JOIN "ConditionLevel" cl ON cl."conditionId" = c.id GROUP BY c.no, c.signature ORDER BY c.no`,
    [studyId],
  );
  return { factors, conditions };
}

async function readSkips(client: PoolClient, studyId: string): Promise<LabelTable["skips"]> {
  const { rows } = await client.query<{ item: string; rater: string }>(
    `WITH ${numbered}
     SELECT i.no AS item, r.no AS rater FROM rater_no r
     JOIN "Assignment" a ON a."studyId" = $1 AND a."raterId" = r.id AND a.state = 'SKIPPED'
     JOIN item_no i ON i.id = a."itemId"`,
    [studyId],
  );
  return {
    item: Int32Array.from(rows, ({ item }) => Number(item)),
    rater: Int32Array.from(rows, ({ rater }) => Number(rater)),
  };
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
  const isFlipped = rows.map((row, item) => row[7] === "PAIR" && sidesFlip(sides.get(item) ?? []));
  const pairs = rows.flatMap((row, item): [number, number][] => {
    const [first, second] = (sides.get(item) ?? []).map(([, condition]) => condition);
    if (row[7] !== "PAIR" || first === undefined || second === undefined) return [];
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

/** Streams the labels by COPY. The study's id is checked because COPY takes no parameters. */
async function readLabels(client: PoolClient, studyId: string, questionKeys: readonly string[]) {
  if (!uuid.test(studyId)) throw new RangeError("readLabels: this is not a study's id");
  const keys = questionKeys.map((key) => `'${key.replaceAll("'", "''")}'`).join(", ");
  const builder = new LabelColumnsBuilder();
  const sql = `COPY (WITH ${numbered.replaceAll("$1", `'${studyId}'`)},
    later AS MATERIALIZED (
      SELECT "raterId", "itemId", purpose, occurrence, max(revision) AS revision FROM "Judgment"
      WHERE "studyId" = '${studyId}' AND revision > 1 GROUP BY 1, 2, 3, 4)
    SELECT i.no, r.no, v.no, j.purpose, j.occurrence, j.revision = coalesce(l.revision, 1), a."questionKey", a.target,
      CASE WHEN a.state = 'UNPARSED' AND a.number IS NOT NULL THEN 'OFF_SCALE' ELSE a.state::text END,
      CASE WHEN a.state = 'UNPARSED' THEN a.number::text ELSE a.value END, CASE WHEN r.kind IN ('JUDGE', 'CLASSIFIER') THEN a.probabilities END
    FROM "Judgment" j JOIN "Answer" a ON a."judgmentId" = j.id JOIN item_no i ON i.id = j."itemId"
    JOIN rater_no r ON r.id = j."raterId" JOIN version_no v ON v.id = j."versionId"
    LEFT JOIN later l ON l."raterId" = j."raterId" AND l."itemId" = j."itemId" AND l.purpose = j.purpose AND l.occurrence = j.occurrence
    WHERE j."studyId" = '${studyId}' AND a."questionKey" IN (${keys})) TO STDOUT`;
  await pipeline(client.query(copyTo(sql)), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) builder.addChunk(chunk);
  });
  return builder;
}

/**
 * All labels of a study that can agree or disagree, with what the rule of what counts needs to know, as of one
 * moment (a read-only snapshot). Nothing is left out here: `selectLabels` does that and counts it. Throws `StudyGone`.
 */
export async function readLabelTable({ studyId }: Pick<StudyAccess, "studyId">): Promise<LabelTable> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // A million labels are joined in memory rather than in files beside the database.
    await client.query("SET LOCAL work_mem = '128MB'");
    const study = await readStudy(client, studyId);
    const versions = await readVersions(client, studyId, study);
    const raters = await readRaters(client, studyId);
    const ofFactors = await readFactors(client, studyId);
    const items = itemColumns(await readItems(client, studyId), await readParts(client, studyId), ofFactors);
    const keys = new Set(versions.flatMap(({ questions }) => questions.filter(isComparable).map(({ key }) => key)));
    const builder = keys.size > 0 ? await readLabels(client, studyId, [...keys]) : new LabelColumnsBuilder();
    const skips = await readSkips(client, studyId);
    await client.query("COMMIT");
    return {
      ...{ study, versions, raters, items, factors: ofFactors.factors },
      conditions: ofFactors.conditions.map(({ levels }) => levels),
      questionKeys: builder.questions.texts,
      targets: builder.targets.texts,
      values: builder.values.texts,
      labels: builder.finish(),
      skips,
    };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
