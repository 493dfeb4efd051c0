import type { ClassFigures } from "@/lib/measure/class-figures";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";

/** What a judge's answers of one class come to, by name. */
export const listRates = (own: ClassFigures): { name: string; result: Defined<Estimate> }[] => [
  { name: "found (sensitivity)", result: own.sensitivity },
  { name: "others spared (specificity)", result: own.specificity },
  { name: "right when said (precision)", result: own.precision },
  { name: "rate by the judge", result: own.judgedRate },
  { name: "corrected rate", result: own.correctedRate },
  { name: "rate by people", result: own.trueRate },
];
