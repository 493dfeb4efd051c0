import { said } from "@/lib/languages/say";
import { type Layout, usual } from "@/lib/layouts/layout";

/** Who said it: a dialogue with one speaker masked, and the people it may be. */
export const candidates: Layout = {
  ...usual,
  name: "Who said it",
  one: "who-said-it item",
  several: "who-said-it items",
  partName: "Candidate",
  demo: { question: said("Who said it?"), task: said("Read a dialogue with one speaker masked and choose who it is.") },
  takes: { outputs: { least: 0, most: 26 }, candidates: { least: 1, most: 26 } },
  isShuffled: true,
  isAnswerable: ({ isOutput }) => !isOutput,
  goldNames: "candidate",
  judgesPrompt: true,
  cards: [],
  offers: ["options"],
  targets: {
    part: "what stands beside the candidates is judged as a whole",
    turn: true,
    statement: "the card of a persona would be the answer",
  },
  sample: {
    prompt:
      "[Character1: Student]\n[Begin]\nWhy does bread rise?\n[End]\n\n[Character2]\n[Begin]\nYeast eats the sugar and breathes out gas. The dough is a bag for that gas, and kneading makes the bag strong.\n[End]",
    persona: null,
    parts: [
      { label: "Baker", profile: "Has baked for a village shop for thirty years." },
      { label: "Chemist", profile: "Studies fermentation at a university." },
      { label: "Child", profile: "Eight years old, bakes on Sundays with a grandmother." },
    ],
  },
};
