import { Notice } from "@/components/ui/notice";
import type { ImportStatus } from "@/lib/imports/contract";
import { describeMixing } from "@/lib/imports/describe-mixing";

/** Whether the order in which raters meet old and new items could tell them apart. */
export function ItemMixing({ status: { mixing, counts } }: { status: ImportStatus }) {
  const said = describeMixing(mixing, counts);
  return (
    said && (
      <Notice tone={said.isWarning ? "attention" : undefined} className="mt-4 max-w-3xl">
        {said.words}
      </Notice>
    )
  );
}
