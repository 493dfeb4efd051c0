import type { Held } from "@/lib/analysis/judges/row";
import type { LabelTable } from "@/lib/analysis/label-table";
import type { QuestionLabels } from "@/lib/analysis/select-labels";
import { countOf, formatCount } from "@/lib/format-number";
import { baseName } from "@/lib/judges/judge";

/** Which items judges may have learnt from, and which have been used to choose between prompts. */
export type Tuning = {
  /** Items asked for on which a judge was tuned, and all that are asked for. */
  items: number;
  of: number;
  reused: Reused[];
};

/** One judge that was held against the same items under several versions of its prompt. */
export type Reused = { name: string; versions: string[]; units: number };

export function countTuning({ items }: LabelTable, { isAsked }: Pick<QuestionLabels, "isAsked">) {
  const counts = { items: 0, of: 0 };
  for (const [item, asked] of isAsked.entries()) {
    if (asked !== 1) continue;
    counts.of++;
    if (items.isForTuning[item] === 1) counts.items++;
  }
  return counts;
}

/** On how many units two or more of these answered. */
function countShared(held: readonly Held[]): number {
  const units = held[0]?.codes.length ?? 0;
  let shared = 0;
  for (let unit = 0; unit < units; unit++)
    if (held.filter(({ codes }) => (codes[unit] ?? -1) >= 0).length > 1) shared++;
  return shared;
}

/** Judges that stand here under two versions of their prompt or more, with the units that were used to measure several. */
export function listReused(held: readonly Held[]): Reused[] {
  const byName = new Map<string, Held[]>();
  for (const own of held)
    if (own.promptVersion !== null) {
      const name = baseName(own.ownName, own.promptVersion);
      byName.set(name, [...(byName.get(name) ?? []), own]);
    }
  return [...byName].flatMap(([name, own]) => {
    const units = countShared(own);
    const versions = own.map(({ promptVersion }) => promptVersion ?? "").sort();
    return versions.length > 1 && units > 0 ? [{ name, versions, units }] : [];
  });
}

/** "40 of 200 items served to tune a judge's prompt ..."; empty where none did. */
const describeTuning = ({ items, of }: Tuning): string =>
  items === 0
    ? ""
    : `${formatCount(items)} of ${countOf(of, "item")} served to tune a judge's prompt: figures of judges and baselines are on the other ${formatCount(of - items)}.`;

/** A sentence for each judge whose prompt was changed and measured again on the same items. */
const describeReused = ({ reused }: Tuning): string[] =>
  reused.map(
    ({ name, versions, units }) =>
      `${name} was measured on the same ${countOf(units, "item")} under ${versions.length} versions of its prompt (${versions.join(", ")}), so that they have been used ${versions.length} times: the version that is chosen by these figures is flattered by them. Hold it against items that no version has seen.`,
  );

/** What there is to say before any figure is read. */
export const listTuningLines = (tuning: Tuning): string[] =>
  [describeTuning(tuning), ...describeReused(tuning)].filter((line) => line !== "");
