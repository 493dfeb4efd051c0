import { type AgreementDetail, measureAgreement } from "@/lib/analysis/agreement/detail";
import { listFigures } from "@/lib/analysis/agreement/list-figures";
import { printAgreement } from "@/lib/analysis/agreement/print";
import { defineAnalysis } from "@/lib/analysis/analysis";

/** How far people say the same of the same item. */
export const agreement = defineAnalysis<AgreementDetail>({
  title: "Agreement",
  lead: "How far people give the same answer to the same item, beyond what chance would give.",
  nothing: {
    title: "No question can be compared yet",
    words: "Agreement is measured on choices, scales and preferences. This version of the protocol asks none.",
    action: { needs: "design", place: "protocol", label: "Write the protocol" },
  },
  filters: [],
  command: {
    description: "how far people agree: in a study, question by question, or in a file of labels",
    help: `
Of a study: counts what the agreement page counts and says what was left out. Intervals are 95 %, over items (over prompts
where items share them): Wilson's for shares, a Bayesian bootstrap with the study's seed for the rest.`,
  },
  measure: measureAgreement,
  print: printAgreement,
  listFigures,
});
