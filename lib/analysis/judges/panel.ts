import type { JudgeBasis } from "@/lib/analysis/judges/basis";
import type { Held } from "@/lib/analysis/judges/row";
import { emptyTally } from "@/lib/analysis/tally";
import { markKin } from "@/lib/judges/model-family";
import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { type EffectiveVotes, effectiveVotes } from "@/lib/stats/judges/effective-votes";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

/** Two have no majority but where they agree. */
const fewestJudges = 3;

/** Models and programs; a person who is held like a judge is none. */
export const listPanel = (held: readonly Held[]): Held[] =>
  held.filter(({ kind }) => kind === "judge" || kind === "classifier");

/** The middle one of the answers to a unit; -1 where two stand in the middle that differ, or fewer than two answered. */
function middleOf(answers: readonly number[]): number {
  const sorted = answers.filter((code) => code >= 0).sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return sorted.length >= 2 && low === high ? (low ?? -1) : -1;
}

/** What most of them say of each unit, on a scale the middle of what they say; -1 on a tie. */
function panelCodes({ people, kind }: JudgeBasis, columns: readonly Int32Array[]): Int32Array {
  const [units, raters] = [people.units, columns.length];
  const answersTo = (unit: number) => columns.map((own) => own[unit] ?? -1);
  if (kind === "scale") return Int32Array.from({ length: units }, (_, unit) => middleOf(answersTo(unit)));
  const codes = Int32Array.from(Array.from({ length: units }, (_, unit) => answersTo(unit)).flat());
  return majorityVote({ ...people, raters, codes }, { ties: "missing" }).codes;
}

/** The panel as a judge of its own, where there are judges enough. */
export function panelOf(basis: JudgeBasis, held: readonly Held[]): Held | null {
  const judges = listPanel(held);
  if (judges.length < fewestJudges) return null;
  const kin = [...new Set(judges.flatMap((own) => own.kin))];
  return {
    id: "panel",
    kind: "panel",
    name: markKin(`Majority of ${judges.length} judges`, kin),
    ownName: "",
    promptVersion: null,
    modelFamily: null,
    kin,
    votes: null,
    codes: panelCodes(
      basis,
      judges.map(({ codes }) => codes),
    ),
    tally: emptyTally(),
  };
}

/** How many independent judges they are worth, by their errors against the people's majority. Null for one judge. */
export function panelVotes({ majority, design }: JudgeBasis, held: readonly Held[]): Defined<EffectiveVotes> | null {
  const judges = listPanel(held);
  if (judges.length < 2) return null;
  const shared = [...majority.keys()].filter(
    (unit) => (majority[unit] ?? -1) >= 0 && judges.every(({ codes }) => (codes[unit] ?? -1) >= 0),
  );
  if (shared.length === 0) return undefinedBecause("no item has a majority and an answer of every judge");
  const errors = judges.map(({ codes }) => Uint8Array.from(shared, (unit) => Number(codes[unit] !== majority[unit])));
  return effectiveVotes(errors, { random: seededRandom(design.seed) });
}
