import { defineAnalysis } from "@/lib/analysis/analysis";
import { measurePairs, type PairFigures } from "@/lib/analysis/pairs/figures";
import { listFigures } from "@/lib/analysis/pairs/list-figures";
import { printPairs } from "@/lib/analysis/pairs/print";

/** Which model, or level of another factor, is preferred to which. */
export const pairs = defineAnalysis<PairFigures>({
  title: "Pairs",
  lead: "Which side is preferred to which, by people and by each judge: strengths, win rates, and what else decides.",
  nothing: {
    title: "No preference has been given",
    words: "Ranking needs preferences between two sides, with a factor (their model) that tells the sides apart.",
    action: { needs: "raters", place: "raters", label: "Invite raters" },
  },
  filters: ["tie", "held"],
  command: {
    description: "which side is preferred to which, by the people and judges of a study",
    help: `
Measures what the pairs page does: for people and for each judge Bradley-Terry strengths of the models (of another factor's levels, or of whole
conditions, where sides are of one model), with errors over prompts, what the first side as loaded and the longer one gain, win rates, and
each judge's win rates beside those of the people's majority on the same units. grata rank does the same with a file.`,
  },
  measure: measurePairs,
  isEmpty: ({ voters, contest }) => contest !== null && voters.every(({ comparisons }) => comparisons === 0),
  print: printPairs,
  listFigures,
});
