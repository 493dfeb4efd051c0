import type { FactorRecord, ItemRecord } from "@/lib/formats/contract/records";
import type { ShownItem } from "@/lib/imports/contract";
import { listKept } from "@/lib/imports/list-kept";
import type { PersonaCard } from "@/lib/labeling/contract";
import type { ItemContent } from "@/lib/labeling/show/item-content";
import { leaveOutSystem } from "@/lib/labeling/show/leave-out-system";
import { listNamedSpeakers, maskTurns } from "@/lib/labeling/show/mask-turns";
import { presentItem } from "@/lib/labeling/show/present-item";
import { cardOf, isOutput } from "@/lib/layouts/item-facts";
import { layoutOf } from "@/lib/layouts/layouts";
import type { Question } from "@/lib/protocol/schema";
import { hasOwnOptions } from "@/lib/questions/kinds";

/** What is known beside the item: of the file so far, and of the study. */
export type Surroundings = {
  personas: ReadonlyMap<string, PersonaCard>;
  factors: readonly FactorRecord[];
  /** The protocol does not show personas before the answer. */
  hidesPersona: boolean;
  questions: readonly Question[];
};

export const keyAt = (place: number) => String(place + 1);

/** A persona of which nothing is known but its name, or not yet. */
const nameOnly = (name: string): PersonaCard => ({ name, text: "", sections: {}, statements: [] });

function contentOf(item: ItemRecord, { personas, hidesPersona }: Surroundings): ItemContent {
  const card = (persona: string | null | undefined) =>
    persona === null || persona === undefined ? null : (personas.get(persona) ?? nameOnly(persona));
  return {
    itemId: item.externalId,
    layout: item.layout,
    prompt: item.task.shown?.prompt ?? item.task.prompt,
    promptTurns: (item.task.promptTurns && (item.task.shown ? item.task.shown.turns : item.task.promptTurns)) ?? null,
    persona: hidesPersona ? null : card(cardOf(item)),
    parts: item.parts.map(({ output, label, profile, persona }, place) => ({
      id: keyAt(place),
      key: keyAt(place),
      isOutput: isOutput({ output, label }),
      text: output?.shown?.text ?? output?.text ?? null,
      turns: output?.shown?.turns ?? output?.turns ?? null,
      label: label ?? null,
      profile: profile ?? null,
      personaName: output ? null : (card(persona)?.name ?? null),
      personaText: output ? null : (card(persona)?.text ?? null),
    })),
  };
}

/** Names that no speaker of this item may bear before a rater: as mask-speakers.ts finds them in the study. */
function listHidden(content: ItemContent, { personas, factors }: Surroundings, hidesPersona: boolean): string[] {
  const levels = factors.filter(({ role }) => hidesPersona || role !== "PERSONA").flatMap(({ levels }) => levels ?? []);
  const named = hidesPersona ? [...personas].flatMap(([externalId, { name }]) => [externalId, name]) : [];
  const speakers = listNamedSpeakers(content);
  return [...new Set([...levels, ...named])].filter(
    (name) => name.length > 1 && speakers.some((speaker) => speaker.includes(name.toLowerCase())),
  );
}

/** A record as a rater will see the item, its parts in the order of the file; and beside it what is kept from them. */
export function showRecord(item: ItemRecord, around: Surroundings): Pick<ShownItem, "item" | "question" | "kept"> {
  const hidesPersona = around.hidesPersona || layoutOf(item).cards.length === 0;
  const stored = contentOf(item, around);
  const content = hidesPersona ? leaveOutSystem(stored) : stored;
  const hidden = listHidden(content, around, hidesPersona);
  const lease = { versionId: "preview", draft: null, leaseExpiresAt: new Date(0) };
  const shown = presentItem(
    { ...lease, assignmentId: item.externalId, shownOrder: item.parts.map((_, place) => keyAt(place)) },
    maskTurns(content, hidden),
  );
  const question = layoutOf(item).goldNames === "candidate" ? (around.questions.find(hasOwnOptions) ?? null) : null;
  return { item: shown, question, kept: listKept(item, shown) };
}
