import { type Design, designOf } from "@/lib/measure/design";
import { type Ground, minimumOthers } from "@/lib/measure/ground";
import type { NamedRatings, Ratings, SetCategories, WeightName } from "@/lib/measure/ratings";
import { anonymousPeople } from "@/lib/measure/reasons";
import { tooManyLabels } from "@/lib/measure/too-many-labels";
import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import type { Level } from "@/lib/stats/agreement/disagreement";
import { type CodedRatings, selectUnits } from "@/lib/stats/coded-ratings";
import { defined, undefinedBecause } from "@/lib/stats/defined";
import { leaveOneOutReferences } from "@/lib/stats/judges/leave-one-out";

/*
 * The second source of labels: a table of units by raters, as a file has it.
 */

/** How a table's labels compare, and what its units share. */
export type TableRules = {
  level: Level;
  weights: WeightName;
  seed: number;
  /** The prompt of each unit; null where units share none. */
  clusters: readonly string[] | null;
  /** Columns are places in a unit's list and say nothing about who it was on another unit. */
  isAnonymous?: boolean;
};

/** Names as numbers, in the order in which they occur. */
function numberNames(names: readonly string[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  });
}

/** The units that hold something. */
const keepUnits = (units: number, isKept: (unit: number) => boolean) =>
  Array.from({ length: units }, (_, unit) => unit).filter(isKept);

function designOfUnits(kept: readonly number[], { clusters, seed }: Pick<TableRules, "clusters" | "seed">): Design {
  const items = Int32Array.from(kept.keys());
  const prompts = clusters ? numberNames(kept.map((unit) => clusters[unit])) : items;
  return designOf({ items, prompts }, seed);
}

const isLabeled =
  ({ raters, codes }: CodedRatings) =>
  (unit: number) =>
    codes.subarray(unit * raters, (unit + 1) * raters).some((code) => code >= 0);

/**
 * A table's labels as the engine takes them. Units without any label are none: they would be drawn in resamples and
 * make intervals wider by nothing that was measured. A row is an item; `clusters` says which share a prompt.
 */
export function tableRatings(
  table: NamedRatings,
  rules: TableRules,
  sets: SetCategories | null = null,
): { ratings: Ratings; design: Design } {
  const kept = keepUnits(table.units, isLabeled(table));
  const own = { ...selectUnits(table, kept), names: table.names };
  const { level, weights } = rules;
  const ratings: Ratings = {
    level: sets ? "set" : level,
    weights,
    votes: own,
    people: rules.isAnonymous ? undefinedBecause(anonymousPeople) : defined(own),
    options: null,
    sets,
  };
  return { ratings, design: designOfUnits(kept, rules) };
}

/**
 * People's columns and a judge's, as the engine takes them: the majority of the people, ties left out. `refused` says why
 * labels are of too many kinds to have a majority, if so.
 */
export function tableGround(
  table: NamedRatings,
  judge: Int32Array,
  { level, weights, ...rules }: TableRules & { epsilon: number },
): {
  ground: Ground;
  codes: Int32Array;
  /** Which row each unit is of. */
  rows: readonly number[];
  ties: number;
  withoutPeople: number;
  refused: string | null;
} {
  const hasPeople = isLabeled(table);
  const kept = keepUnits(table.units, (unit) => hasPeople(unit) || judge[unit] >= 0);
  const people = selectUnits(table, kept);
  const refused = tooManyLabels(table, level);
  const vote = refused === null ? majorityVote(people) : null;
  const none = (length: number) => new Int32Array(length).fill(-1);
  const given = [...people.codes.keys()].filter((cell) => people.codes[cell] >= 0);
  const ground: Ground = {
    design: designOfUnits(kept, rules),
    kind: level === "nominal" ? "nominal" : "scale",
    weights,
    people,
    sets: null,
    epsilon: rules.epsilon,
    names: table.names.map((name) => ({ id: name, name })),
    votes: {
      unit: Int32Array.from(given, (cell) => Math.floor(cell / people.raters)),
      code: Int32Array.from(given, (cell) => people.codes[cell]),
    },
    unitItem: Int32Array.from(kept.keys()),
    majority: vote?.codes ?? none(people.units),
    others: vote ? leaveOneOutReferences(people, minimumOthers) : none(people.codes.length),
    isDecisive: false,
    isUndecided: () => false,
    categories: people.categories.map((category) => ({ category, label: String(category), isOffered: true })),
  };
  const codes = Int32Array.from(kept, (unit) => judge[unit]);
  return { ground, codes, rows: kept, refused, ties: vote?.ties ?? 0, withoutPeople: vote?.unitsWithoutVotes ?? 0 };
}
