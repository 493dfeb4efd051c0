import { formatCount } from "@/lib/format-number";
import { labelKey } from "@/lib/text/label-spelling";
import { quoteSpelling } from "./describe-folding";
import { listNames } from "./list-names";

function describeAlike(what: string, names: readonly string[]): string[] {
  const sets = new Map<string, string[]>();
  for (const name of names) sets.set(labelKey(name), [...(sets.get(labelKey(name)) ?? []), name]);
  const alike = [...sets.values()].filter((set) => set.length > 1);
  if (alike.length === 0) return [];
  const some = alike.slice(0, 6).map((set) => set.map(quoteSpelling).join(" and "));
  const rest = alike.length - some.length;
  return [
    `Names of ${what} that differ only in spelling count as different: ${some.join("; ")}${rest > 0 ? `; and ${formatCount(rest)} more` : ""}. If they are one, write them alike in the file.`,
  ];
}

type Names = {
  units: readonly string[];
  raters: readonly string[];
  groups: readonly string[];
  /** Raters that are measured. */
  counted: ReadonlySet<string>;
};

/** Raters without a label, and names that differ only in spelling: who wrote them knows whether they are one. */
export function describeNames({ units, raters, groups, counted }: Names): string[] {
  const silent = raters.filter((rater) => !counted.has(rater));
  return [
    ...(silent.length > 0 ? [`Without a label, so not counted as raters: ${listNames(silent)}.`] : []),
    ...describeAlike("raters", raters),
    ...describeAlike("units", units),
    ...describeAlike("groups", groups),
  ];
}
