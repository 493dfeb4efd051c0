import { prepared, type Queryable } from "@/lib/db/pg-transaction";

/*
 * How much a study has, from the counts that the database keeps in the transaction that changes them: whoever asks waits for no
 * count over items or labels, however many there are.
 */

/** SQL: how many items the study has that `study` names, and how many of them hold something to read. */
export const itemCountsSql = (study: string) => `
  SELECT coalesce(sum(c.items), 0)::int AS items, coalesce(sum(c.servable), 0)::int AS servable
  FROM "ItemCount" c WHERE c."studyId" = ${study}`;

/** SQL: the judgments of that study: all, primary ones (an edit is none of its own), and those that came with files. */
export const judgmentCountsSql = (study: string) => `
  SELECT coalesce(sum(c.given), 0)::int AS judgments,
    coalesce(sum(c.given - c.edits) FILTER (WHERE c.purpose = 'PRIMARY'), 0)::int AS labels, coalesce(sum(c.imported), 0)::int AS imported
  FROM "JudgmentCount" c WHERE c."studyId" = ${study}`;

const itemCounts = prepared(itemCountsSql("$1"));
const judgmentCounts = prepared(judgmentCountsSql("$1"));

export async function countItems(client: Queryable, studyId: string): Promise<{ items: number; servable: number }> {
  const { rows } = await client.query<{ items: number; servable: number }>(itemCounts(studyId));
  return rows[0] ?? { items: 0, servable: 0 };
}

export async function countJudgments(client: Queryable, studyId: string): Promise<number> {
  const { rows } = await client.query<{ judgments: number }>(judgmentCounts(studyId));
  return rows[0]?.judgments ?? 0;
}
