import type { Starter } from "@/lib/protocol/starters/starter";

export const blank: Starter = {
  key: "blank",
  name: "Blank",
  summary: "No question yet: write your own, or let the first file of labels bring the question it answers.",
  layout: null,
  protocol: { guidelines: "", questions: [], personaVisibility: "HIDDEN", textStyle: "MARKDOWN" },
};
