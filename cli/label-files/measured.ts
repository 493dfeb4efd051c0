import { listReasons } from "@/lib/analysis/list-reasons";
import { countOf, formatCount } from "@/lib/format-number";
import type { PairCounts } from "@/lib/measure/coefficient";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import { alignColumns } from "../output";

/** A figure with its interval, or why it has none. */
export type Estimated = Defined<Estimate>;

/** One figure of a table. `n` says what it was computed on. */
export type Measured = { key: string; name: string; result: Estimated; n: string; pairs?: PairCounts };

/** Three decimals, without a zero before the point, nor a minus before nothing. */
export const three = (value: number) =>
  value
    .toFixed(3)
    .replace(/^-(?=0\.0+$)/, "")
    .replace(/^(-?)0\./, "$1.");

export const describeInterval = ({ low, high }: Pick<Interval, "low" | "high">) => `[${three(low)}, ${three(high)}]`;

/** Methods called after people are written like them, and degrees of freedom like other counts. */
const describeMethod = ({ method }: Interval) =>
  method
    .replace(/\b(wilson|bonett|wright)\b/g, (name) => name.charAt(0).toUpperCase() + name.slice(1))
    .replace(/\d{4,}/g, (count) => formatCount(Number(count)));

/** As cells of a table for people: name, value, interval, n, how the interval was made. */
function measuredCells({ name, result, n }: Measured): string[] {
  if (!result.defined) return [name, "-", "", n];
  const { value, interval } = result.value;
  if (!interval.defined) return [name, three(value), "-", n];
  return [name, three(value), describeInterval(interval.value), n, describeMethod(interval.value)];
}

const describeShared = ({ fewest, most }: PairCounts) =>
  fewest === most
    ? `each sharing ${countOf(most, "unit")}`
    : `sharing ${formatCount(fewest)} to ${countOf(most, "unit")}`;

const describePairs = ({ name, pairs }: Measured): string[] =>
  pairs
    ? [
        `${name}: ${countOf(pairs.used, "pair")}, ${describeShared(pairs)}; ${formatCount(pairs.withoutKappa)} without a kappa.`,
      ]
    : [];

/** A table for people, and below it what has no place in a cell. */
export const measuredLines = (measured: readonly Measured[]): string[] => [
  ...alignColumns(["coefficient", "value", "95 %", "n", "interval by"], measured.map(measuredCells)),
  ...measured.flatMap(describePairs),
  ...listReasons(measured),
];

/** As JSON for scripts: `value` is null where not defined, and `because` says why. */
export function estimatedJson(result: Estimated) {
  const none = { value: null, interval: null, resamples: null };
  if (!result.defined) return { ...none, because: result.because };
  const { value, interval, replicates, undefinedReplicates } = result.value;
  const resamples = replicates > 0 ? { drawn: replicates, undefined: undefinedReplicates } : null;
  return {
    value,
    interval: interval.defined ? interval.value : null,
    resamples,
    because: interval.defined ? null : interval.because,
  };
}

export const measuredJson = ({ key, name, result, n, pairs }: Measured) => ({
  key,
  name,
  n,
  ...estimatedJson(result),
  ...(pairs ? { pairs } : {}),
});
