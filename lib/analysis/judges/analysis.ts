import { defineAnalysis } from "@/lib/analysis/analysis";
import { type JudgeFigures, measureJudges } from "@/lib/analysis/judges/figures";
import { listFigures } from "@/lib/analysis/judges/list-figures";
import { printJudges } from "@/lib/analysis/judges/print";

/** How models and classifiers compare with the people, and the people with each other. */
export const judges = defineAnalysis<JudgeFigures>({
  title: "Judges",
  lead: "Models and classifiers held against the people, and the people held against each other in the same way.",
  nothing: {
    title: "No judge has labels for this question",
    words:
      "Labels of a model or a classifier come in as JSONL or CSV with the columns item, judge, question and value.",
    action: { needs: "design", place: "import", label: "Import judge labels" },
  },
  filters: ["tie", "decisive", "held"],
  command: {
    description: "how judges compare with the people of a study, question by question",
    help: `
Measures what the judges page does: each judge and the people against the other people on the very same labels, against the majority,
against every single label and against the truth that items came with, and the alternative-annotator test with the study's epsilon.
Intervals are 95 %, over items (over prompts where items share them): Wilson's for shares, a Bayesian bootstrap with the study's seed for the rest.`,
  },
  measure: measureJudges,
  isEmpty: ({ rows, tuning }) => rows.every(({ kind }) => kind === "truth") && tuning.items === 0,
  print: printJudges,
  listFigures,
});
