import { said } from "@/lib/languages/say";
import { exactly, type Layout, none, usual } from "@/lib/layouts/layout";
import { brisk, careful, fall, nurse } from "@/lib/layouts/sample-texts";

/** Two responses side by side, for one persona. Which stands left is drawn for each rater. */
export const pair: Layout = {
  ...usual,
  name: "Pair",
  one: "pair",
  several: "pairs",
  partName: "Side",
  demo: {
    question: said("Which fits me?"),
    task: said("Read who somebody is and choose the reply that fits them better."),
  },
  takes: { outputs: exactly(2), candidates: none },
  isShuffled: true,
  goldNames: "side",
  cards: ["asked", "own"],
  // The two texts are options of its own too.
  offers: ["sides", "options"],
  sample: { prompt: fall, persona: nurse, parts: [{ text: careful }, { text: brisk }] },
};
