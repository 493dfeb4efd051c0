import { formatEstimate, formatInterval, type NumberFormat } from "@/components/charts/format-number";
import type { Estimate } from "@/lib/analysis/estimate";
import type { Defined } from "@/lib/stats/defined";

/** A number with its interval below it, or why there is none on hover and for readers. */
export function Figure({ estimate, format }: { estimate: Defined<Estimate>; format: NumberFormat }) {
  if (!estimate.defined)
    return (
      <span className="text-muted" title={`Not defined: ${estimate.because}`}>
        n/d<span className="sr-only">{`: ${estimate.because}`}</span>
      </span>
    );
  const { value, interval } = estimate.value;
  return (
    <>
      {formatEstimate({ value, interval: { defined: false, because: "" } }, format)}
      {interval.defined && (
        <span className="block text-xs whitespace-nowrap text-muted">{formatInterval(interval.value, format)}</span>
      )}
    </>
  );
}
