import { Progress } from "@/components/ui/progress";
import type { LabelingProgress } from "@/lib/analysis/overview-queries";
import { countOf, formatPercent } from "@/lib/format-number";

/** How far the labeling has come, in words and as a bar. */
export function LabelingProgressBar({ progress }: { progress: LabelingProgress }) {
  const { wanted, filled, reserved, skips, items, labelsPerItem, imported } = progress;
  const more = [
    reserved > 0 && `${countOf(reserved, "slot")} reserved right now`,
    skips > 0 && countOf(skips, "skip"),
    imported > 0 && `${countOf(imported, "label")} came with files`,
  ].filter((part) => part !== false);
  return (
    <div>
      {wanted > 0 ? (
        <>
          <p className="mb-2 flex flex-wrap items-baseline gap-x-3 tabular-nums">
            <span className="text-2xl font-semibold">{filled.toLocaleString("en")}</span>
            <span className="text-muted">
              {`of ${countOf(wanted, "label")} (${formatPercent(filled / wanted)}): ${labelsPerItem} on each of ${countOf(items, "item")}`}
            </span>
          </p>
          <Progress value={filled} max={wanted} label="Labels" className="h-2" />
        </>
      ) : (
        <p className="text-muted">No items to label.</p>
      )}
      {more.length > 0 && <p className="mt-2 text-[13px] text-muted tabular-nums">{more.join(" · ")}</p>}
    </div>
  );
}
