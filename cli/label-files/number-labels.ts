import type { Level, Weights } from "@/lib/stats/agreement/disagreement";
import { isDecimal, isPlainNumber } from "@/lib/text/plain-number";

/** How labels are compared. */
export type Measure = { level: Level; weights: Extract<Weights, string> };

/** The statistics square numbers, and refuse what does not survive it. */
const largestNumber = 1e150;

export const isTooLarge = (number: number) => Math.abs(number) > largestNumber;

/** Whether nothing but the identity of labels counts: numbers may then be names. */
export const isByName = ({ level, weights }: Measure) => level === "nominal" && weights === "unweighted";

/** What counts as a number among labels that are compared in this way. */
export const numberTest = (measure: Measure) => (isByName(measure) ? isPlainNumber : isDecimal);
