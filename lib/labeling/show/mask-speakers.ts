import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { listNamedSpeakers, maskTurns, type SpokenContent, type SpokenPart } from "@/lib/labeling/show/mask-turns";

// $2: what speakers are called, in lower case. $3: personas are hidden too.
const selectNames = prepared(`
  SELECT DISTINCT name FROM (
    SELECT unnest(ARRAY[p.name, p."externalId"]) AS name FROM "Persona" p WHERE p."studyId" = $1 AND $3
    UNION ALL
    SELECT l.name FROM "Level" l JOIN "Factor" f ON f.id = l."factorId" AND f."studyId" = l."studyId"
    WHERE l."studyId" = $1 AND f."studyId" = $1 AND ($3 OR f.role <> 'PERSONA')) AS hidden
  WHERE length(name) > 1 AND EXISTS (SELECT FROM unnest($2::text[]) AS s (speaker) WHERE position(lower(name) IN s.speaker) > 0)`);

/**
 * Speakers called after what a rater must not know (a persona, a model, a level; in "who said it" a candidate) lose
 * their names: the same speaker is the same number all through the item, its prompt included.
 */
export async function maskSpeakers<P extends SpokenPart, Rest>(
  client: Queryable,
  studyId: string,
  content: SpokenContent<P> & Rest,
  { hidesPersona }: { hidesPersona: boolean },
): Promise<SpokenContent<P> & Rest> {
  const asked = listNamedSpeakers(content);
  if (asked.length === 0) return content;
  const { rows } = await client.query<{ name: string }>(selectNames(studyId, asked, hidesPersona));
  return maskTurns(
    content,
    rows.map(({ name }) => name),
  );
}
