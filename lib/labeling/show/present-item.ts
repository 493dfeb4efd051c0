import type { AssignedItem, PersonaCard, ShownCandidate, ShownText, Turn } from "@/lib/labeling/contract";
import type { ItemContent } from "@/lib/labeling/show/item-content";
import { layoutOf } from "@/lib/layouts/layouts";
import type { AnswersInput } from "@/lib/protocol/schema";
import { addressAnswers } from "@/lib/questions/answers";

type Part = ItemContent["parts"][number];
type PresentedLease = {
  assignmentId: string;
  versionId: string;
  shownOrder: readonly string[];
  draft: unknown;
  leaseExpiresAt: Date;
};

/** "A", "B" ... by the place shown. */
const letterOf = (place: number) => String.fromCharCode(65 + place);

const showTurns = (turns: Part["turns"]): Turn[] | null =>
  turns?.map(({ speaker, text, place }, index) => ({
    speaker,
    text,
    ...(place !== undefined && place !== index + 1 && { place }),
  })) ?? null;

const showText = ({ id, text, turns }: Part, letter: string | null): ShownText => ({
  partId: id,
  letter,
  text,
  turns: showTurns(turns),
});

const showCandidate = ({ id, label, profile, personaName, personaText }: Part, place: number): ShownCandidate => ({
  partId: id,
  letter: letterOf(place),
  label: label ?? personaName ?? `Candidate ${letterOf(place)}`,
  profile: profile ?? (personaText || null),
});

export const showPersona = (persona: ItemContent["persona"]): PersonaCard | null =>
  persona && {
    name: persona.name,
    text: persona.text,
    sections: persona.sections,
    statements: [...persona.statements],
  };

/**
 * Everything about an item that goes to a rater's browser, field by field: what is not named here does not go. The parts
 * stand in the order drawn for this rater; their canonical keys stay behind.
 */
export function presentItem(
  { assignmentId, versionId, shownOrder, draft, leaseExpiresAt }: PresentedLease,
  { layout, prompt, promptTurns, parts, persona }: ItemContent,
): AssignedItem {
  const shown = shownOrder.flatMap((key) => parts.find((part) => part.key === key) ?? []);
  const outputs = shown.filter(({ isOutput }) => isOutput);
  const candidates = layoutOf({ layout }).takes.candidates.most > 0 ? shown.filter(({ isOutput }) => !isOutput) : [];
  return {
    assignmentId,
    versionId,
    layout,
    prompt,
    promptTurns: showTurns(promptTurns),
    texts: outputs.map((part, place) => showText(part, outputs.length > 1 ? letterOf(place) : null)),
    candidates: candidates.map(showCandidate),
    persona: showPersona(persona),
    draft: addressAnswers(draft) as AnswersInput | null,
    leaseExpiresAt: leaseExpiresAt.toISOString(),
  };
}
