import type { HeadlineRule } from "@/lib/counting/headline";
import type { ExportedItem } from "@/lib/formats/contract/exported-study";
import type { ItemRecord, PersonaRecord } from "@/lib/formats/contract/records";
import {
  type CountedQuestion,
  countVotes,
  mostFrequent,
  pairAgreement,
  type Votes,
} from "@/lib/formats/values/count-votes";
import { layoutOf } from "@/lib/layouts/layouts";
import { writeJsonLine } from "@/lib/text/rows/write-json-line";

/** The layout's own spelling is `spedific` and `reject`; `compat: false` writes `specific` and `rejected`. */
export type Spelling = { compat: boolean };

export const tracks = ["general", "specific"] as const;
export const tiers = ["easy", "medium", "hard"] as const;
export type Track = (typeof tracks)[number];
export type Tier = (typeof tiers)[number];

const sectionNames = ["Demographics", "Personality", "Preference", "Bias"] as const;

/**
 * A line of `persona/all_personas.jsonl`. A persona without such a section gets an empty one; its text and any other
 * section follow behind the five keys of the layout, so that nothing is lost.
 */
export function writePersona({ name, text, sections }: PersonaRecord): string {
  const known = sectionNames.map((section) => [section, sections[section] ?? {}]);
  const others = Object.entries(sections).filter(([section]) => !sectionNames.some((own) => own === section));
  return writeJsonLine({
    Name: name,
    ...Object.fromEntries(known),
    ...Object.fromEntries(others),
    ...(text && { Description: text }),
  });
}

/** Tier and track of an item. The layout keeps them in the path, so there have to be some: what was not given is `medium` and `general`. */
export function placeOf({ task }: { task: Pick<ItemRecord["task"], "tier" | "track"> }): {
  track: Track;
  tier: Tier;
  isTierGiven: boolean;
  isTrackGiven: boolean;
} {
  const givenTier = task.tier?.trim().toLowerCase();
  const givenTrack = task.track?.trim().toLowerCase().replace("spedific", "specific");
  const tier = tiers.find((known) => known === givenTier);
  const track = tracks.find((known) => known === givenTrack);
  return {
    track: track ?? "general",
    tier: tier ?? "medium",
    isTierGiven: tier !== undefined,
    isTrackGiven: track !== undefined,
  };
}

export const pathOf = (track: Track, tier: Tier, { compat }: Spelling) =>
  `data/${compat && track === "specific" ? "spedific" : track}/${tier}.jsonl`;

/** Why a pair has no row, in the order in which the reasons are tried. */
export const undecidedReasons = ["notAPair", "noText", "noPersona", "noVotes", "tie", "undecided"] as const;
export type UndecidedReason = (typeof undecidedReasons)[number];

/** The part key of a side. */
export type SideKey = "1" | "2";

export type PairDecision = { votes: Votes } & ({ chosen: SideKey; reason: null } | { reason: UndecidedReason });

/** The person whom a pair is for: the task's, or that of both replies. */
export function personaOf({ task, parts }: ItemRecord): string | null {
  if (task.persona !== undefined) return task.persona;
  const [first, second] = parts.map(({ output, persona }) => persona ?? output?.persona);
  return first !== undefined && first === second ? first : null;
}

/**
 * Which reply people prefer: the most frequent answer, if it is one side alone. Most frequent is "tie" or "both bad":
 * a tie. Two answers equally often: undecided. Neither has a row.
 */
export function decidePair(
  { record, judgments }: ExportedItem,
  counted: CountedQuestion,
  rule: HeadlineRule,
): PairDecision {
  const votes = countVotes(judgments, counted, rule);
  const without = (reason: UndecidedReason): PairDecision => ({ votes, reason });
  const sides = record.parts.map(({ output }) => output?.text?.trim() ?? "");
  if (layoutOf(record).goldNames !== "side" || sides.length !== 2) return without("notAPair");
  if (sides.includes("") || record.task.prompt.trim() === "") return without("noText");
  if (personaOf(record) === null) return without("noPersona");
  const [winner, rival] = mostFrequent(votes.counts);
  if (winner === undefined) return without("noVotes");
  if (rival !== undefined) return without("undecided");
  return winner === "1" || winner === "2" ? { votes, reason: null, chosen: winner } : without("tie");
}

/** A decided pair. `userId` is the line of its person in the persona file. */
export function writePair(
  { task, parts }: ItemRecord,
  chosenKey: SideKey,
  userId: number,
  { compat }: Spelling,
): string {
  const [first = "", second = ""] = parts.map(({ output }) => output?.text ?? "");
  const [chosen, reject] = chosenKey === "1" ? [first, second] : [second, first];
  const row = { user_id: String(userId), question: task.prompt, chosen };
  return writeJsonLine(compat ? { ...row, reject } : { ...row, rejected: reject });
}

/** Where a pair's row stands: its file and its line, counted from 1. */
export type RowPlace = { file: string; line: number } | null;

/** A line of `annotations.jsonl`: what the row was decided by, or why there is none. */
export function writeAnnotation(record: ItemRecord, decision: PairDecision, place: RowPlace): string {
  const { votes, reason } = decision;
  const [first, second] = record.parts;
  const counted = Object.fromEntries(votes.counts);
  const total = [...votes.counts.values()].reduce((sum, count) => sum + count, 0);
  return writeJsonLine({
    item: record.externalId,
    file: place?.file ?? null,
    line: place?.line ?? null,
    chosen: decision.reason === null ? decision.chosen : null,
    left_out_because: reason,
    n_votes: total,
    votes: { "1": 0, "2": 0, ...counted },
    agreement: pairAgreement(votes.counts),
    raters: votes.given.map(({ judgment, answer }) => ({
      rater: judgment.rater.name,
      ...(judgment.rater.origin === "SIMULATED" && { simulated: true }),
      value: answer.value,
      state: answer.state,
      shown: judgment.shown,
    })),
    labels_left_out: Object.fromEntries(Object.entries(votes.leftOut).filter(([, count]) => count > 0)),
    factors: { "1": first?.output?.factors ?? {}, "2": second?.output?.factors ?? {} },
  });
}
