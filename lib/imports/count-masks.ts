import { pool } from "@/lib/db/pool";

const stored = `(
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('text', o."shownText", 'turns', o."shownTurns")) ORDER BY x.key::int)
  FROM "ItemPart" x LEFT JOIN "Output" o ON o.id = x."outputId" WHERE x."itemId" = i.id)`;
const staged = `(
  SELECT jsonb_agg(coalesce(part #> '{output,shown}', '{}') ORDER BY place)
  FROM jsonb_array_elements(s.payload->'parts') WITH ORDINALITY AS parts (part, place))`;

/** A sentence where items that the study has would be masked otherwise by this file: they are left as they are. */
export async function describeOtherMasks(importId: string, studyId: string): Promise<string[]> {
  const { rows } = await pool.query<{ items: number }>(
    `SELECT count(*)::int AS items FROM "StagedRow" s JOIN "Item" i ON i."studyId" = $2 AND i."externalId" = s.ref
     WHERE s."importId" = $1 AND s.kind = 'known-item' AND ${stored} IS DISTINCT FROM ${staged}`,
    [importId, studyId],
  );
  const items = rows[0]?.items ?? 0;
  if (items === 0) return [];
  const which =
    items === 1
      ? "1 item that the study has already was"
      : `${items.toLocaleString("en")} items that the study has already were`;
  return [
    `${which} loaded with other names masked, and raters go on reading what they read: to change that, load under new ids.`,
  ];
}
