import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { leaveOutSystem } from "@/lib/labeling/show/leave-out-system";
import { maskSpeakers } from "@/lib/labeling/show/mask-speakers";
import { type ItemLayout, layoutOf } from "@/lib/layouts/layouts";

/** What of an item may be shown to a rater at all. Conditions, truth, tiers and the like are not even read. */
export type ItemContent = {
  itemId: string;
  layout: ItemLayout;
  prompt: string;
  promptTurns: { speaker: string; text: string }[] | null;
  parts: {
    id: string;
    key: string;
    /** True for a response under judgment, false for a candidate. */
    isOutput: boolean;
    text: string | null;
    /** `place`: its number, from 1, where a turn before it is left out. */
    turns: { speaker: string; text: string; place?: number }[] | null;
    label: string | null;
    profile: string | null;
    /** Of a candidate that is a persona of the study. */
    personaName: string | null;
    personaText: string | null;
  }[];
  /** Read only where the protocol shows it. */
  persona: { name: string; text: string; sections: Record<string, unknown>; statements: string[] } | null;
};

/** As it is read: with the names of all speakers, and system prompts. */
export type ItemRow = ItemContent & { studyId: string };

const parts = `
    (SELECT coalesce(json_agg(json_build_object(
        'id', p.id, 'key', p.key, 'isOutput', p."outputId" IS NOT NULL AND p.label IS NULL, 'text', coalesce(o."shownText", o.text),
        'turns', coalesce(o."shownTurns", o.turns),
        'label', p.label, 'profile', p.profile,
        'personaName', CASE WHEN p."outputId" IS NULL THEN c.name END,
        'personaText', CASE WHEN p."outputId" IS NULL THEN c.text END)), '[]')
      FROM "ItemPart" p LEFT JOIN "Output" o ON o.id = p."outputId" AND o."studyId" = p."studyId" LEFT JOIN "Persona" c ON c.id = p."personaId" AND c."studyId" = p."studyId"
      WHERE p."studyId" = i."studyId" AND p."itemId" = i.id) AS parts`;

/** The prompt as raters read it. A masked one that was not taken apart into turns is read as one text, never as the turns of the file. */
const asked = `coalesce(t."shownPrompt", t.prompt) AS prompt,
    CASE WHEN i."promptTurns" IS NULL OR t."shownPrompt" IS NULL THEN i."promptTurns" ELSE t."shownTurns" END AS "promptTurns"`;

const selectHidden = prepared(`
  SELECT i.id AS "itemId", i."studyId", i.layout, ${asked}, NULL AS persona, ${parts}
  FROM "Item" i JOIN "Task" t ON t.id = i."taskId" AND t."studyId" = i."studyId" WHERE i.id = $1`);

const selectShown = prepared(`
  SELECT i.id AS "itemId", i."studyId", i.layout, ${asked}, ${parts},
    (SELECT json_build_object('name', c.name, 'text', c.text, 'sections', c.sections, 'statements',
        (SELECT coalesce(json_agg(s.text ORDER BY s.position), '[]') FROM "PersonaStatement" s
          WHERE s."studyId" = c."studyId" AND s."personaId" = c.id))
      FROM "Persona" c WHERE c.id = i."cardPersonaId") AS persona
  FROM "Item" i JOIN "Task" t ON t.id = i."taskId" AND t."studyId" = i."studyId" WHERE i.id = $1`);

/** An item as it is stored, for `showItem`; null where there is none any more. `withPersona` only for a protocol that shows it, and then only once it may. */
export async function readItem(
  client: Queryable,
  itemId: string,
  { withPersona }: { withPersona: boolean },
): Promise<ItemRow | null> {
  const { rows } = await client.query<ItemRow>((withPersona ? selectShown : selectHidden)(itemId));
  return rows[0] ?? null;
}

/** What of an item may be shown: speakers without names that tell a condition and, where the persona is hidden, without system prompts. */
export async function showItem(
  client: Queryable,
  { studyId, persona, ...item }: ItemRow,
  { withPersona }: { withPersona: boolean },
): Promise<ItemContent> {
  const content = { ...item, persona: withPersona ? persona : null };
  const hidesPersona = !withPersona || layoutOf(content).cards.length === 0;
  return maskSpeakers(client, studyId, hidesPersona ? leaveOutSystem(content) : content, { hidesPersona });
}

/** The contents of these items by id. One statement an item: for a list PostgreSQL would plan anew each time, which costs more than the reading. */
export async function getContents(
  client: Queryable,
  itemIds: readonly string[],
  asked: { withPersona: boolean },
): Promise<Map<string, ItemContent>> {
  const rows = await Promise.all(itemIds.map((itemId) => readItem(client, itemId, asked)));
  const contents = rows.filter((row) => row !== null).map((row) => showItem(client, row, asked));
  return new Map((await Promise.all(contents)).map((content) => [content.itemId, content] as const));
}
