import { said } from "@/lib/languages/say";
import { exactly, type Layout, none, usual } from "@/lib/layouts/layout";
import { careful, fall, nurse } from "@/lib/layouts/sample-texts";

/** One response, held against each statement of a persona. */
export const statements: Layout = {
  ...usual,
  name: "Statements",
  one: "item of statements",
  several: "statements",
  partName: "Output",
  demo: { question: said("Does it hold?"), task: said("Judge a reply against each statement of a persona.") },
  takes: { outputs: exactly(1), candidates: none },
  sample: {
    prompt: fall,
    persona: {
      ...nurse,
      statements: ["Sends nobody home without saying when to come back.", "Asks before advising.", "Never scolds."],
    },
    parts: [{ text: careful }],
  },
};
