import type { ReactNode } from "react";
import { Progress } from "@/components/ui/progress";
import type { LabelingProgress } from "@/lib/analysis/overview-queries";
import { countOf, formatCount, formatPercent } from "@/lib/format-number";

function Amount({ count, children }: { count: number; children: ReactNode }) {
  return (
    <p className="mb-2 flex flex-wrap items-baseline gap-x-3 tabular-nums">
      <span className="text-2xl font-semibold">{formatCount(count)}</span>
      <span className="text-muted">{children}</span>
    </p>
  );
}

/** How far the labeling has come, in words and as a bar. */
export function LabelingProgressBar({ progress }: { progress: LabelingProgress }) {
  const { wanted, filled, reserved, skips, items, labelsPerItem, imported } = progress;
  const more = [
    reserved > 0 && `${countOf(reserved, "slot")} reserved right now`,
    skips > 0 && countOf(skips, "skip"),
    imported > 0 && filled > 0 && `${countOf(imported, "label")} more came with files`,
  ].filter((part) => part !== false);
  // Where nobody has labeled here, the labels of the study are those that came with files.
  const isImported = imported > 0 && filled === 0;
  const onItems = `${countOf(wanted, "label")} (${formatPercent(wanted > 0 ? filled / wanted : 0)}): ${formatCount(labelsPerItem)} on each of ${countOf(items, "item")}`;
  return (
    <div>
      {isImported && <Amount count={imported}>{`${imported === 1 ? "label" : "labels"} came with files`}</Amount>}
      {wanted > 0 && (
        <>
          {isImported ? (
            <p className="mb-2 text-sm text-muted tabular-nums">{`In the app ${formatCount(filled)} of ${onItems}`}</p>
          ) : (
            <Amount count={filled}>{`of ${onItems}`}</Amount>
          )}
          <Progress value={filled} max={wanted} label="Labels" className="h-2" />
        </>
      )}
      {wanted === 0 && !isImported && <p className="text-muted">No items to label.</p>}
      {more.length > 0 && <p className="mt-2 text-[13px] text-muted tabular-nums">{more.join(" · ")}</p>}
    </div>
  );
}
