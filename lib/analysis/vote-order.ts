import { type LabelTable, purposes } from "@/lib/analysis/label-table";
import { pick } from "@/lib/measure/pick";
import type { Votes } from "@/lib/measure/votes";

const repeat = purposes.indexOf("REPEAT");

/** Of each vote whether it was its rater's first (1) or a later one; the app's own repeats come after the first. */
export function voteOrder({ labels }: LabelTable, { label }: Votes): Int32Array {
  const purpose = pick(labels.purpose, label);
  return pick(labels.occurrence, label).map((own, vote) => own + (purpose[vote] === repeat ? 1 : 0));
}
