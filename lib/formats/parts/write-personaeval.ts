import type { HeadlineRule } from "@/lib/counting/headline";
import type { ExportedItem } from "@/lib/formats/contract/exported-study";
import { type CountedQuestion, countVotes, mostFrequent, type Votes } from "@/lib/formats/values/count-votes";
import { layoutOf } from "@/lib/layouts/layouts";
import { type Cell, writeCsvRow } from "@/lib/text/rows/write-csv-row";

/** Where `gt` comes from: the truth that was loaded, or what most people answered. */
export type GroundTruth = "truth" | "majority";

/** How wide the table is: as many options as the item with the most has; profiles only where there are any. */
export type PersonaEvalColumns = { options: number; hasProfiles: boolean };

const places = (count: number) => Array.from({ length: count }, (_, place) => place + 1);

/** `prompt, option1 ... optionN, gt`, then `option1_profile ... optionN_profile`. */
export const writePersonaEvalHeader = ({ options, hasProfiles }: PersonaEvalColumns): string =>
  writeCsvRow([
    "prompt",
    ...places(options).map((place) => `option${place}`),
    "gt",
    ...(hasProfiles ? places(options).map((place) => `option${place}_profile`) : []),
  ]);

/** Why an item has no row. */
export const noGroundTruthReasons = ["notCandidates", "noText", "noTruth", "noVotes", "tied"] as const;
export type NoGroundTruthReason = (typeof noGroundTruthReasons)[number];

export type GroundTruthDecision = { votes: Votes } & ({ gt: string; reason: null } | { reason: NoGroundTruthReason });

/** The text of the right option. Options stand in their canonical order, whatever order raters saw. */
export function decideGroundTruth(
  { record, judgments }: ExportedItem,
  counted: CountedQuestion,
  { source, rule }: { source: GroundTruth; rule: HeadlineRule },
): GroundTruthDecision {
  const votes = countVotes(judgments, counted, rule);
  const labels = record.parts.map(({ label }) => label ?? "");
  if (layoutOf(record).goldNames !== "candidate") return { votes, reason: "notCandidates" };
  if (labels.some((label) => label === "") || record.task.prompt.trim() === "") return { votes, reason: "noText" };
  if (source === "truth") {
    const gt = labels[Number(record.truth?.[counted.question.key]) - 1];
    return gt === undefined ? { votes, reason: "noTruth" } : { votes, gt, reason: null };
  }
  const [winner, rival] = mostFrequent(votes.counts);
  if (winner === undefined) return { votes, reason: "noVotes" };
  const gt = labels[Number(winner) - 1];
  return rival !== undefined || gt === undefined ? { votes, reason: "tied" } : { votes, gt, reason: null };
}

export function writePersonaEvalRow(
  { record: { task, parts } }: ExportedItem,
  gt: string,
  { options, hasProfiles }: PersonaEvalColumns,
): string {
  const cell = (place: number, of: "label" | "profile"): Cell => parts[place - 1]?.[of] ?? null;
  return writeCsvRow([
    task.prompt,
    ...places(options).map((place) => cell(place, "label")),
    gt,
    ...(hasProfiles ? places(options).map((place) => cell(place, "profile")) : []),
  ]);
}
