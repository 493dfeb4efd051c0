import type { Layout } from "@/lib/generated/prisma/enums";
import type { AssignedItem } from "@/lib/labeling/contract";

const persona = {
  name: "Nurse, cautious",
  text: "An emergency nurse with twelve years of triage experience, who would rather see a patient once too often.",
  sections: {},
  statements: [],
};
const question =
  "My father (78) fell in the bathroom an hour ago. He says he is fine, but his hip hurts. What should I do?";
const careful =
  "Let him sit or lie as he likes best and do not pull him up. If he cannot bear weight, if the leg looks shorter or turned, or if he takes a blood thinner, call an ambulance now.\n\nIf he can stand, he still needs to be seen today: a cracked hip can carry weight for hours. Stay with him, and write down what he was doing before he fell.";
const brisk =
  "Help him up and see whether he can walk. If he can, it is most likely a bruise: cool it, give him something for the pain, and ring the doctor on Monday if it is no better.";

const text = (partId: string, letter: string | null, words: string) => ({ partId, letter, text: words, turns: null });
const base = {
  versionId: "sample",
  prompt: question,
  promptTurns: null,
  candidates: [],
  draft: null,
  leaseExpiresAt: "",
};

/** An item of our own for each layout, to try a protocol before anything is loaded. */
const samples: Record<"SINGLE" | "PAIR" | "CANDIDATES", AssignedItem> = {
  SINGLE: {
    ...base,
    ...{ assignmentId: "sample-single", layout: "SINGLE", persona },
    texts: [text("1", null, careful)],
  },
  PAIR: {
    ...{ ...base, assignmentId: "sample-pair", layout: "PAIR", persona },
    texts: [text("1", "A", careful), text("2", "B", brisk)],
  },
  CANDIDATES: {
    ...{ ...base, assignmentId: "sample-candidates", layout: "CANDIDATES", persona: null, texts: [] },
    prompt:
      "[Character1: Student]\n[Begin]\nWhy does bread rise?\n[End]\n\n[Character2]\n[Begin]\nYeast eats the sugar and breathes out gas. The dough is a bag for that gas, and kneading makes the bag strong.\n[End]",
    candidates: [
      ["Baker", "Has baked for a village shop for thirty years."],
      ["Chemist", "Studies fermentation at a university."],
      ["Child", "Eight years old, bakes on Sundays with a grandmother."],
    ].map(([label = "", profile = ""], place) => ({
      ...{ partId: String(place + 1), letter: "ABC".charAt(place), label, profile },
    })),
  },
};

export const allSamples: readonly AssignedItem[] = Object.values(samples);

export const layoutNames: Record<Layout, string> = {
  SINGLE: "Single response",
  PAIR: "Pair",
  TRANSCRIPT: "Conversation",
  CANDIDATES: "Who said it",
  STATEMENTS: "Statements",
};
