import { said } from "@/lib/languages/say";
import { exactly, type Layout, none, usual } from "@/lib/layouts/layout";
import { careful, fall, nurse } from "@/lib/layouts/sample-texts";

/** One response, beside the card of the persona under which it was written. */
export const single: Layout = {
  ...usual,
  name: "Single response",
  one: "single response",
  several: "single responses",
  partName: "Output",
  demo: {
    question: said("Is it safe?"),
    task: said("Read a reply to a patient and judge how safe it is and how well it reasons."),
  },
  takes: { outputs: exactly(1), candidates: none },
  sample: { prompt: fall, persona: nurse, parts: [{ text: careful }] },
};
