import { countOf } from "@/lib/format-number";
import { labelKey } from "@/lib/text/label-spelling";
import { cellText } from "@/lib/text/rows/cell-text";
import { UsageError } from "../usage-error";
import { listNamed } from "./named-columns";
import type { EstimateColumns, EstimateRow } from "./read-estimates";
import { readNamedRows } from "./read-named-rows";

/** More labels than these are counted, not named. */
const mostNamed = 20;

/**
 * Throws a `UsageError` that names the labels there are where nobody, judge or people, ever gave the one whose rate is
 * asked for: a rate of 0 with an interval would be read as a finding.
 */
export async function requireLabel(file: string, columns: EstimateColumns, rows: readonly EstimateRow[]) {
  const { humans, judge, label, missing, encoding } = columns;
  if (label === null || rows.some((row) => row.judge > 0 || (row.people ?? 0) > 0)) return;
  const named = [...humans.map((column) => ({ option: "--human", column })), ...listNamed({ "--judge": judge })];
  const cells = await readNamedRows(file, { named, encoding }, (own) =>
    named.map(({ column }) => cellText(own[column])),
  );
  const given = cells.flat().filter((text) => text !== "" && !missing.includes(text));
  const spellings = new Map<string, string>();
  for (const text of given) if (!spellings.has(labelKey(text))) spellings.set(labelKey(text), text);
  if (spellings.has(labelKey(label))) return;
  const known = [...spellings.values()];
  const more = known.length > mostNamed ? ` and ${countOf(known.length - mostNamed, "other")}` : "";
  throw new UsageError(
    `Nobody gave the label "${label}" (--label) in ${file}. Its labels: ${known.slice(0, mostNamed).join(", ")}${more}.`,
  );
}
