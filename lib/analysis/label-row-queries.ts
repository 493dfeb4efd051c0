import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { numbered } from "@/lib/analysis/frame-queries";
import { LabelColumnsBuilder } from "@/lib/analysis/label-columns";
import type { LabelState } from "@/lib/analysis/label-table";
import { type VersionRow, versionRowsSql } from "@/lib/analysis/version-counts";
import type { Queryable } from "@/lib/db/pg-transaction";
import type { Purpose } from "@/lib/generated/prisma/enums";
import { judgeKindsSql } from "@/lib/judges/judge";
import { isUuid } from "@/lib/uuid";

/** State, value and probabilities of an answer as the table has them. */
const given = `
  CASE WHEN a.state = 'UNPARSED' AND a.number IS NOT NULL THEN 'OFF_SCALE' ELSE a.state::text END AS state,
  CASE WHEN a.state = 'UNPARSED' THEN a.number::text ELSE a.value END AS value,
  CASE WHEN r.kind IN (${judgeKindsSql}) THEN a.probabilities END AS probabilities`;

/** Words that somebody marked are places of their own, which hardly anybody shares: no unit. What is marked is said of the item too. */
const noSpan = "strpos(a.target, '-') = 0";

/** All labels, by COPY. The study's id is checked because COPY takes no parameters. */
export async function readLabels(client: PoolClient, studyId: string, questionKeys: readonly string[]) {
  if (!isUuid(studyId)) throw new RangeError("readLabels: this is not a study's id");
  const builder = new LabelColumnsBuilder();
  if (questionKeys.length === 0) return builder;
  const keys = questionKeys.map((key) => `'${key.replaceAll("'", "''")}'`).join(", ");
  const sql = `COPY (WITH ${numbered.replaceAll("$1", `'${studyId}'`)}
    SELECT i.no, r.no, v.no, j.purpose, j.occurrence, j.revision, a."questionKey", a.target, ${given}
    FROM "Judgment" j JOIN "Answer" a ON a."studyId" = j."studyId" AND a."judgmentId" = j.id JOIN item_no i ON i.id = j."itemId"
    JOIN rater_no r ON r.id = j."raterId" JOIN version_no v ON v.id = j."versionId"
    WHERE j."studyId" = '${studyId}' AND a."studyId" = '${studyId}' AND a."questionKey" IN (${keys}) AND ${noSpan}) TO STDOUT`;
  await pipeline(client.query(copyTo(sql)), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) builder.addChunk(chunk);
  });
  return builder;
}

/** Later revisions that answer nothing which can be compared: an answer was taken back. */
export async function listBlankRevisions(client: PoolClient, studyId: string, questionKeys: readonly string[]) {
  type Row = { item: string; rater: string; purpose: Purpose; occurrence: number; revision: number };
  const { rows } = await client.query<Row>(
    `SELECT "itemId" AS item, "raterId" AS rater, purpose, occurrence, revision FROM "Judgment" j
     WHERE "studyId" = $1 AND revision > 1
       AND NOT EXISTS (SELECT 1 FROM "Answer" a WHERE a."studyId" = $1 AND a."judgmentId" = j.id AND a."questionKey" = ANY($2))`,
    [studyId, questionKeys],
  );
  return rows;
}

/** A judgment that is new, once for each of its answers that can be compared; a judgment without any has one row without a question. */
export type NewRow = {
  judgment: string;
  /** May still be among what is new the next time. */
  isRecent: boolean;
  item: string;
  rater: string;
  version: string;
  purpose: Purpose;
  occurrence: number;
  revision: number;
  question: string | null;
  target: string;
  state: LabelState;
  value: string | null;
  probabilities: Record<string, number> | null;
};

/** Judgments of transactions that had not ended at `since`, or began after it. `next` stands for the moment of this reading. */
export async function readNewLabels(
  client: PoolClient,
  { studyId, since, next }: { studyId: string; since: string; next: string },
  questionKeys: readonly string[],
): Promise<NewRow[]> {
  const { rows } = await client.query<NewRow>(
    `SELECT j.id AS judgment, j.xid >= $3 AS "isRecent", j."itemId" AS item, j."raterId" AS rater, j."versionId" AS version,
       j.purpose, j.occurrence, j.revision, a."questionKey" AS question, a.target, ${given}
     FROM "Judgment" j JOIN "Rater" r ON r.id = j."raterId" AND r."studyId" = j."studyId"
     LEFT JOIN "Answer" a ON a."studyId" = $1 AND a."judgmentId" = j.id AND a."questionKey" = ANY($4) AND ${noSpan}
     WHERE j."studyId" = $1 AND j.xid >= $2`,
    [studyId, since, next, questionKeys],
  );
  return rows;
}

/** Judgments that have been read and may be among what is new the next time. */
export async function listRecent(client: PoolClient, studyId: string, since: string): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM "Judgment" WHERE "studyId" = $1 AND xid >= $2`, [
    studyId,
    since,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Items that raters passed over: not those that they had labeled before and passed over the second time. */
export async function readSkips(client: PoolClient, studyId: string) {
  const { rows } = await client.query<{ item: string; rater: string }>(
    `SELECT a."itemId" AS item, a."raterId" AS rater FROM "Rater" r
     JOIN "Assignment" a ON a."studyId" = $1 AND a."raterId" = r.id AND a.state = 'SKIPPED'
       AND a.purpose = 'PRIMARY' WHERE r."studyId" = $1`,
    [studyId],
  );
  return rows;
}

/** How many judgments a study has of each kind that the rule of what counts tells apart. */
export async function listVersionRows(client: Queryable, studyId: string): Promise<VersionRow[]> {
  return (await client.query<VersionRow>(versionRowsSql, [studyId])).rows;
}
