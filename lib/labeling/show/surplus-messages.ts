import { countOf } from "@/lib/format-number";
import type { SurplusReason } from "@/lib/generated/prisma/enums";

/** Labels stored before reasons were kept have none. */
type Reason = SurplusReason | null;

const messages: Record<SurplusReason | "UNKNOWN", string> = {
  CLOSED: "The study was closed before this label came. It is kept, but does not count.",
  EXPIRED:
    "The time for that item had run out and others have given it all its labels. Yours is kept, but does not count.",
  RELEASED:
    "That item was given back when you left it and others have given it all its labels. Yours is kept, but does not count.",
  SKIPPED: "You had skipped that item and others have given it all its labels. Yours is kept, but does not count.",
  UNKNOWN: "That item has all its labels without this one. Yours is kept, but does not count.",
};

/** Why a label does not count, told when it is acknowledged. */
export const surplusMessage = (reason: Reason): string => messages[reason ?? "UNKNOWN"];

const causes: Record<SurplusReason | "UNKNOWN", string> = {
  CLOSED: "came after the study was closed",
  EXPIRED: "came after the time for the item had run out and others had given it all its labels",
  RELEASED: "came after the item was given back and others had given it all its labels",
  SKIPPED: "came after you had skipped the item and others had given it all its labels",
  UNKNOWN: "came when the item had all its labels",
};

export type LabelCount = { isSurplus: boolean; reason: Reason; labels: number };

/** How many of a rater's labels count, and why others do not: a sentence each. */
export function tallyLabels(counts: readonly LabelCount[], sawConditions: boolean): string[] {
  const counted = counts.filter(({ isSurplus }) => !isSurplus).reduce((sum, { labels }) => sum + labels, 0);
  const surplus = counts.filter(({ isSurplus }) => isSurplus);
  const first = sawConditions
    ? `${countOf(counted, "label")} of yours ${counted === 1 ? "is" : "are"} kept. The main figures leave out people who could see the conditions.`
    : `${countOf(counted, "label")} of yours ${counted === 1 ? "counts" : "count"}.`;
  return [
    first,
    ...surplus.map(({ reason, labels }) => `${labels} ${causes[reason ?? "UNKNOWN"]}: kept, not counted.`),
  ];
}
