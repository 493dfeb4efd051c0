import { countOf, formatInterval, formatNumber, type NumberFormat } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";

const small = "ml-auto block max-w-40 text-xs text-muted";

/** A number with its interval below it, or why there is none. */
export function Figure({ estimate, format }: { estimate: Defined<Estimate>; format: NumberFormat }) {
  if (!estimate.defined)
    return (
      <>
        <span className="text-muted">n/d</span>
        <span className={small}>{estimate.because}</span>
      </>
    );
  const { value, interval, undefinedReplicates } = estimate.value;
  return (
    <>
      {formatNumber(value, format)}
      {interval.defined ? (
        <span className="block text-xs whitespace-nowrap text-muted">{formatInterval(interval.value, format)}</span>
      ) : (
        <span className={small}>{`no interval: ${interval.because}`}</span>
      )}
      {interval.defined && undefinedReplicates > 0 && (
        <span className={small}>{countOf(undefinedReplicates, "resample has none", "resamples have none")}</span>
      )}
    </>
  );
}
