import { type Defined, defined } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";

/** One figure of a table: a value with its interval, or why there is none. `n` says what it was computed on. */
export type Measured = {
  key: string;
  name: string;
  result: Defined<{ value: number; interval: Defined<Interval> }>;
  n: string;
};

/** Three decimals, without a zero before the point. */
export const three = (value: number) => value.toFixed(3).replace(/^(-?)0\./, "$1.");

const describeInterval = (interval: Defined<Interval>) =>
  interval.defined ? `[${three(interval.value.low)}, ${three(interval.value.high)}]` : "none";

const note = (interval: Defined<Interval>) => (interval.defined ? interval.value.method : interval.because);

/** As cells of a table for people: name, value, interval, how it was made, n. */
export function measuredCells({ name, result, n }: Measured): string[] {
  if (!result.defined) return [name, "", "", `not defined: ${result.because}`, n];
  const { value, interval } = result.value;
  return [name, three(value), describeInterval(interval), note(interval), n];
}

export const measuredHeadings = ["coefficient", "value", "95 %", "interval by", "n"];

/** As JSON for scripts: `value` is null where not defined, and `because` says why. */
export function measuredJson({ key, name, result, n }: Measured) {
  if (!result.defined) return { key, name, n, value: null, interval: null, because: result.because };
  const { value, interval } = result.value;
  return {
    key,
    name,
    n,
    value,
    interval: interval.defined ? interval.value : null,
    because: interval.defined ? null : interval.because,
  };
}

/** A value whose interval is at hand. */
export const certain = ({ value, interval }: { value: number; interval: Interval }) =>
  defined({ value, interval: defined(interval) });
