import { countOf, formatEstimate, formatNumber } from "@/lib/format-number";
import type { ScoreFigures } from "@/lib/measure/score-figures";

/** One sentence: which way the judge is off, and what its mean is once that is taken away. */
export function describeScores(judge: string, { bias, means, units }: ScoreFigures): string {
  const { value, interval } = bias;
  const isClear = interval.defined && (interval.value.low > 0 || interval.value.high < 0);
  const way = value > 0 ? "higher" : "lower";
  const size = formatNumber(Math.abs(value), "number");
  const off = isClear
    ? `${judge} scores ${size} points ${way} than people do`
    : `${judge} scores neither clearly higher nor clearly lower than people do (${formatEstimate(bias, "number")} points${interval.defined ? "" : `; no interval: ${interval.because}`})`;
  const corrected = means.corrected.defined
    ? ` Its mean over all ${countOf(means.judged, "item")} it scored is ${formatNumber(means.judge.value, "number")}; corrected by the people's labels ${formatEstimate(means.corrected.value, "number")}.`
    : "";
  return `${off}, over ${countOf(units, "item")}.${corrected}`;
}
