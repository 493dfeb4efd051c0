import { protocolSchema } from "@/lib/protocol/schema";
import type { Starter } from "@/lib/protocol/starters/starter";

const guidelines = `
## What you see
A person, a question this person asked, and two replies, A and B.

## What to do
Choose the reply that suits *this* person better: their situation, what they know, what they like and what they avoid. Imagine them reading both.

- A detail from the card that is repeated without use does not make a reply personal. A reply may suit somebody without naming anything about them.
- A reply that contradicts the card, or takes for granted what the card does not say, suits less.
- If one of them is plainly wrong or unsafe, the other suits better.
- *Tie* means that this person would be served equally well. It is not for items that are hard: choose the likelier one there and say "low".

## What does not count
- Which side a reply stands on. It is drawn by lot, for you alone.
- Which one *you* would like, and length for its own sake.
`.trim();

export const personaPreference: Starter = {
  key: "persona-preference",
  name: "Which one suits this person?",
  summary: "Raters read a person's card and a question, and choose the better suited of two replies.",
  layout: "PAIR",
  protocol: protocolSchema.parse({
    guidelines,
    personaVisibility: "SHOWN",
    questions: [
      {
        key: "preference",
        type: "preference",
        text: "Which reply suits this person better?",
        tie: true,
      },
      {
        key: "confidence",
        type: "confidence",
        about: "preference",
        text: "How sure are you?",
        help: "Low: little between them. Medium: most would choose the same. High: hardly anyone would differ.",
        scale: "levels",
      },
      {
        key: "why",
        type: "text",
        text: "What made the difference?",
        help: "A few words are enough.",
        required: false,
        maxLength: 1000,
      },
    ],
  }),
};
