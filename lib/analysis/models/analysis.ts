import { defineAnalysis } from "@/lib/analysis/analysis";
import { type ModelFigures, measureModels } from "@/lib/analysis/models/figures";
import { listFigures } from "@/lib/analysis/models/list-figures";
import { printModels } from "@/lib/analysis/models/print";

/** What one rate cannot say: conditions, people's severity and how many people it takes, from all labels at once. */
export const models = defineAnalysis<ModelFigures>({
  title: "Models",
  lead: "How conditions differ, how severe each person is and how many people it takes, with outputs, prompts and people taken into account.",
  nothing: {
    title: "No question has labels to model",
    words: "Models need the labels of two people or more on a question with options or a scale.",
    action: { needs: "raters", place: "raters", label: "Invite raters" },
  },
  filters: [],
  command: {
    description: "models of a study's labels: conditions, severity of people, how many people it takes",
    help: `
Measures what the models page does, question by question: mixed models of conditions (outputs, prompts and people as random effects),
the severity of each person by a many-facet Rasch model, and a generalizability study. grata model, severity and generalizability do
the same with a file. How they work and where they mislead: docs/methods/models.md.`,
  },
  measure: measureModels,
  isEmpty: ({ counts }) => counts.labels === 0,
  print: printModels,
  listFigures,
});
