import { countOf } from "@/lib/format-number";
import { labelKey } from "@/lib/text/label-spelling";
import { UsageError } from "../usage-error";
import type { ReadEstimates } from "./read-estimates";

/** More labels than these are counted, not named. */
const mostNamed = 20;

/**
 * Throws a `UsageError` that names the labels there are where nobody, judge or people, ever gave the one whose rate is
 * asked for: a rate of 0 with an interval would be read as a finding.
 */
export function requireLabel(file: string, label: string | null, { rows, others }: ReadEstimates) {
  if (label === null || rows.some(({ people, judge }) => (judge ?? 0) > 0 || (people ?? 0) > 0)) return;
  const spellings = new Map<string, string>();
  for (const { text } of others) if (!spellings.has(labelKey(text))) spellings.set(labelKey(text), text);
  const known = [...spellings.values()];
  const more = known.length > mostNamed ? ` and ${countOf(known.length - mostNamed, "other")}` : "";
  throw new UsageError(
    `Nobody gave the label "${label}" (--label) in ${file}. Its labels: ${known.slice(0, mostNamed).join(", ")}${more}.`,
  );
}
