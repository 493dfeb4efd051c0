import { said } from "@/lib/languages/say";
import { exactly, type Layout, none, usual } from "@/lib/layouts/layout";
import { nurse } from "@/lib/layouts/sample-texts";

/** One conversation, beside the card of the persona under which it was held. */
export const transcript: Layout = {
  ...usual,
  name: "Conversation",
  one: "conversation",
  several: "conversations",
  partName: "Output",
  demo: { question: said("Where does it drift?"), task: said("Read a conversation and judge how a persona holds.") },
  takes: { outputs: exactly(1), candidates: none },
  sample: {
    prompt: "",
    persona: nurse,
    parts: [
      {
        turns: [
          { speaker: "user", text: "I have had a headache since this morning. Can I just sleep it off?" },
          { speaker: "assistant", text: "Tell me first how it began: all at once, or little by little?" },
          { speaker: "user", text: "All at once, in the middle of a sentence." },
          { speaker: "assistant", text: "Then do not wait until tomorrow. Have somebody take you to be seen now." },
        ],
      },
    ],
  },
};
