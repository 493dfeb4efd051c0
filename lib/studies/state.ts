import type { StudyState } from "@/lib/generated/prisma/enums";
import { said } from "@/lib/languages/say";

const next: Record<StudyState, readonly StudyState[]> = {
  DRAFT: ["OPEN"],
  OPEN: ["PAUSED", "CLOSED"],
  PAUSED: ["OPEN", "CLOSED"],
  CLOSED: ["OPEN"],
};

/** Where a study can go from here. It never becomes a draft again: labels may exist. */
export const nextStates = (state: StudyState): readonly StudyState[] => next[state];

/** A state as a word, what it means for raters, and the verb that leads there. */
export const stateWords: Record<StudyState, { name: string; means: string; verb: string }> = {
  DRAFT: { name: said("Draft"), means: said("Raters cannot label yet"), verb: "Back to draft" },
  OPEN: { name: said("Open"), means: said("Raters can label"), verb: "Open for labeling" },
  PAUSED: {
    name: said("Paused"),
    means: said("Raters are told to come back later; what they have on screen is still saved"),
    verb: "Pause",
  },
  CLOSED: {
    name: said("Closed"),
    means: said("Labeling is over; nothing is lost and it can be opened again"),
    verb: "Close",
  },
};
