import { protocolSchema } from "@/lib/protocol/schema";
import type { Starter } from "@/lib/protocol/starters/starter";

const guidelines = `
## What you see
A piece of dialogue with one speaker's name taken out, and a few people who may have said it. Exactly one of them is right.

## What to do
1. Read the dialogue to the end before you look at the people.
2. Ask of each person: would *this* person know this, care about this, and put it like this?
3. Choose the one who fits best. There is no "none of them": when two seem equally likely, choose one and say "low" below.

## What counts
- Knowledge: what the speaker takes for granted and what they explain.
- Role: what the speaker decides, asks for or leaves to others.
- Manner: length, warmth, doubt, words of a trade.

## What does not count
- The order in which the people stand. It is drawn by lot, for you alone.
- Whether what is said is true or well put. You judge who is speaking, not how well.

Do not look the text up, and do not ask others: we want your own first reading.
`.trim();

export const roleIdentification: Starter = {
  key: "role-identification",
  name: "Who said it?",
  summary: "Raters read a dialogue with one speaker hidden and choose who it is among the people offered.",
  layout: "CANDIDATES",
  protocol: protocolSchema.parse({
    guidelines,
    personaVisibility: "HIDDEN",
    questions: [
      {
        key: "speaker",
        type: "choice",
        text: "Who is the hidden speaker?",
        help: "Exactly one of them is right.",
        options: "item",
      },
      {
        key: "confidence",
        type: "confidence",
        about: "speaker",
        text: "How sure are you?",
        help: "Low: little better than a guess. Medium: one fits better than the rest. High: you would be surprised to be wrong.",
        scale: "levels",
      },
      {
        key: "why",
        type: "text",
        text: "What gave it away?",
        help: "A word or a phrase is enough.",
        required: false,
        maxLength: 1000,
      },
    ],
  }),
};
