import type { Queryable } from "@/lib/db/pg-transaction";
import { countOf } from "@/lib/format-number";

const stored = `(
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('text', o."shownText", 'turns', o."shownTurns")) ORDER BY x.key::int)
  FROM "ItemPart" x LEFT JOIN "Output" o ON o.id = x."outputId" AND o."studyId" = x."studyId" WHERE x."studyId" = $2 AND x."itemId" = i.id)`;
const staged = `(
  SELECT jsonb_agg(coalesce(part #> '{output,shown}', '{}') ORDER BY place)
  FROM jsonb_array_elements(s.payload->'parts') WITH ORDINALITY AS parts (part, place))`;

const countOthers = `
  SELECT
    (SELECT count(*)::int FROM "StagedRow" s JOIN "Item" i ON i."studyId" = $2 AND i."externalId" = s.ref
      WHERE s."importId" = $1 AND s.kind = 'known-item' AND ${stored} IS DISTINCT FROM ${staged}) AS items,
    (SELECT count(*)::int FROM "StagedRow" s JOIN "Task" t ON t."studyId" = $2 AND t."externalId" = s.ref
      WHERE s."importId" = $1 AND s.kind = 'task' AND t."shownPrompt" IS DISTINCT FROM s.payload#>>'{shown,prompt}') AS prompts`;

/** Sentences where what the study has would be masked otherwise by this file: it is left as it is. */
export async function describeOtherMasks(client: Queryable, importId: string, studyId: string): Promise<string[]> {
  const { rows } = await client.query<{ items: number; prompts: number }>(countOthers, [importId, studyId]);
  const { items, prompts } = rows[0] ?? { items: 0, prompts: 0 };
  const kept =
    "loaded with other names masked, and raters go on reading what they read: to change that, load under new";
  const has = (count: number, noun: string) =>
    `${countOf(count, noun)} that the study has already ${count === 1 ? "was" : "were"}`;
  return [
    ...(items > 0 ? [`${has(items, "item")} ${kept} ids.`] : []),
    ...(prompts > 0 ? [`${has(prompts, "prompt")} ${kept} names of tasks.`] : []),
  ];
}
