import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { namePattern } from "@/lib/naming/term-pattern";

type Turns = { speaker: string; text: string }[];
type Part = { turns: Turns | null; label: string | null; personaName: string | null };

/** What chat formats call the two sides: no name of anybody, whatever a study's conditions are called. */
const chatRoles = new Set(["user", "assistant", "system", "human", "ai", "bot", "model", "tool", "speaker"]);

// $2: what speakers are called, in lower case. $3: personas are hidden too.
const selectNames = prepared(`
  SELECT DISTINCT name FROM (
    SELECT unnest(ARRAY[p.name, p."externalId"]) AS name FROM "Persona" p WHERE p."studyId" = $1 AND $3
    UNION ALL
    SELECT l.name FROM "Level" l JOIN "Factor" f ON f.id = l."factorId"
    WHERE f."studyId" = $1 AND ($3 OR f.role <> 'PERSONA')) AS hidden
  WHERE length(name) > 1 AND EXISTS (SELECT FROM unnest($2::text[]) AS s (speaker) WHERE position(lower(name) IN s.speaker) > 0)`);

const plain = (text: string) => text.normalize("NFC").trim().toLowerCase();

/** "Speaker 1", "Speaker 2" ... for those that a hidden name stands in, in the order in which they come; the others keep theirs. */
function nameSpeakers(speakers: readonly string[], names: readonly string[]): Map<string, string> {
  const patterns = names.map((name) => new RegExp(namePattern(name), "iu"));
  const masked = new Map<string, string>();
  for (const speaker of speakers)
    if (!masked.has(plain(speaker)) && patterns.some((pattern) => pattern.test(speaker.normalize("NFC"))))
      masked.set(plain(speaker), `Speaker ${masked.size + 1}`);
  return masked;
}

/**
 * Speakers called after what a rater must not know (a persona, a model, a level; in "who said it" a candidate) lose
 * their names: the same speaker is the same number all through the item.
 */
export async function maskSpeakers<P extends Part>(
  client: Queryable,
  studyId: string,
  parts: readonly P[],
  { hidesPersona }: { hidesPersona: boolean },
): Promise<P[]> {
  const speakers = parts.flatMap(({ turns }) => turns?.map(({ speaker }) => speaker) ?? []);
  const asked = [...new Set(speakers.map(plain))].filter((speaker) => !chatRoles.has(speaker));
  if (asked.length === 0) return [...parts];
  const { rows } = await client.query<{ name: string }>(selectNames(studyId, asked, hidesPersona));
  const candidates = parts.flatMap(({ label, personaName }) => [label, personaName].filter((name) => name !== null));
  const names = [...rows.map(({ name }) => name), ...candidates].filter((name) => name.length <= 200);
  const masked = nameSpeakers(
    speakers.filter((speaker) => !chatRoles.has(plain(speaker))),
    names,
  );
  if (masked.size === 0) return [...parts];
  const rename = (turns: Turns) =>
    turns.map((turn) => ({ ...turn, speaker: masked.get(plain(turn.speaker)) ?? turn.speaker }));
  return parts.map((part) => (part.turns ? { ...part, turns: rename(part.turns) } : part));
}
