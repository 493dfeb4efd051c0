import type { DotMark } from "@/components/charts/dot-row";
import type { Defined } from "@/lib/stats/defined";

type Estimated = { value: number; interval: Defined<{ low: number; high: number }> };

/** An estimate as a mark of a chart; null where it is not defined. */
export const toMark = (estimate: Defined<Estimated>): DotMark | null =>
  estimate.defined
    ? { value: estimate.value.value, interval: estimate.value.interval.defined ? estimate.value.interval.value : null }
    : null;
