import { countOf, formatEstimate } from "@/lib/format-number";
import type { ScoreFigures } from "@/lib/measure/score-figures";

/** One sentence: which way the judge is off, and what its mean is once that is taken away. */
export function describeScores(judge: string, { bias, means, units }: ScoreFigures): string {
  const { value, interval } = bias;
  const isClear = interval.defined && (interval.value.low > 0 || interval.value.high < 0);
  const way = value > 0 ? "higher" : "lower";
  const inPoints = formatEstimate(bias, "number");
  const off = isClear
    ? `${judge} scores ${way} than people do: ${inPoints} points`
    : `${judge} scores neither clearly higher nor clearly lower than people do (${inPoints} points)`;
  const corrected = means.corrected.defined
    ? ` Its mean over all ${countOf(means.judged, "item")} it scored is ${formatEstimate(means.judge, "number")}; corrected by the people's labels ${formatEstimate(means.corrected.value, "number")}.`
    : "";
  return `${off}, over ${countOf(units, "item")}.${corrected}`;
}
