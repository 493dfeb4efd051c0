import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { JudgeBasis } from "@/lib/analysis/judges/basis";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { selectLabels } from "@/lib/analysis/select-labels";
import { studyDesign } from "@/lib/analysis/study-design";
import { countedShare, spreadShare } from "@/lib/measure/cluster-share";
import type { Design } from "@/lib/measure/design";
import { type Estimate, estimate } from "@/lib/measure/estimate";
import { numberUnits } from "@/lib/measure/number-units";
import type { Votes } from "@/lib/measure/votes";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { imaginePatterns } from "@/lib/stats/resampling/imagined-patterns";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";
import { collapseUnits } from "@/lib/stats/resampling/unit-statistic";

/** How often somebody who is shown the same item again says the same. */
export type SelfConsistency = {
  id: string;
  name: string;
  /** Items that one and the same judge or person labeled twice or more; of people together each person's count. */
  units: number;
  /** The most labels of one of them on one item. */
  runs: number;
  /** The share of pairs of labels of one item that differ. */
  flips: Defined<Estimate>;
  /** Krippendorff's alpha with the runs as raters, on a scale ordinal. */
  alpha: Defined<Estimate>;
};

/** All answers of one rater to one unit. */
type Again = { item: number; codes: number[] };

/** The answers of those who gave more than one among these votes of one unit. */
function againIn({ rater, code }: Votes, from: number, to: number, item: number): Again[] {
  const given = new Map<number, number[]>();
  for (let vote = from; vote < to; vote++) {
    const codes = given.get(rater[vote] ?? -1) ?? [];
    codes.push(code[vote] ?? -1);
    given.set(rater[vote] ?? -1, codes);
  }
  return [...given.values()].flatMap((codes) => (codes.length > 1 ? [{ item, codes }] : []));
}

/** Votes stand unit by unit; those of most units are of different people, which is seen without gathering them. */
function listAgain(votes: Votes, unitItem: Int32Array): Again[] {
  const { unit, rater } = votes;
  const again: Again[] = [];
  const inUnit = new Set<number>();
  let from = 0;
  for (let vote = 0; vote < unit.length; vote++) {
    inUnit.add(rater[vote] ?? -1);
    if (unit[vote + 1] === unit[vote]) continue;
    const to = vote + 1;
    if (inUnit.size < to - from) again.push(...againIn(votes, from, to, unitItem[unit[vote] ?? -1] ?? -1));
    inUnit.clear();
    from = to;
  }
  return again;
}

/** Pairs of answers to one unit, and how many of them differ. */
function countFlips({ codes }: Again): { pairs: number; differ: number } {
  const same = [...new Set(codes)].map((code) => codes.filter((own) => own === code).length);
  const pairsOf = (count: number) => (count * (count - 1)) / 2;
  const pairs = pairsOf(codes.length);
  return { pairs, differ: pairs - same.reduce((sum, count) => sum + pairsOf(count), 0) };
}

/** Wilson's interval, of as many items (or prompts) where each has one pair, else of the trials that the share is worth. */
function shareOfFlips(again: readonly Again[], { clusterOf }: Design): Defined<Estimate> {
  const { unit, units } = numberUnits([...again.keys()].map(clusterOf));
  const [differ, pairs] = [new Float64Array(units), new Float64Array(units)];
  for (const [place, own] of again.entries()) {
    const [counted, cluster] = [countFlips(own), unit[place] ?? 0];
    differ[cluster] = (differ[cluster] ?? 0) + counted.differ;
    pairs[cluster] = (pairs[cluster] ?? 0) + counted.pairs;
  }
  const asked = { statistic: ratioStatistic(differ, pairs), because: "nothing was labeled twice", clusters: units };
  return pairs.every((own) => own === 1) ? countedShare(asked, {}) : spreadShare(asked, {});
}

function consistencyOf(
  { table, people, kind }: JudgeBasis,
  again: readonly Again[],
): Omit<SelfConsistency, "id" | "name"> {
  const design = studyDesign(
    table,
    Int32Array.from(again, ({ item }) => item),
  );
  const runs = Math.max(...again.map(({ codes }) => codes.length));
  const codes = Int32Array.from(again.flatMap((own) => Array.from({ length: runs }, (_, run) => own.codes[run] ?? -1)));
  const ratings = { ...people, units: again.length, raters: runs, codes };
  const patterns = imaginePatterns(collapseUnits(ratings), people.categories.length);
  const alpha =
    kind === "own-options"
      ? undefinedBecause("every item has options of its own, for which there is no alpha")
      : estimate(
          alphaStatistic(ratings, { level: kind === "scale" ? "ordinal" : "nominal" }, patterns),
          design,
          "every answer is the same",
        );
  return { units: again.length, runs, flips: shareOfFlips(again, design), alpha };
}

/**
 * Everybody who labeled items more than once: the people together, each with their own repeats, and each judge over its
 * runs. Repeats are read here even where the study leaves them out of everything else.
 */
export function measureSelfConsistency(
  basis: JudgeBasis,
  filter: AnalysisFilter,
  rows: readonly Pick<JudgeRow, "id" | "name">[],
): SelfConsistency[] {
  const { table, selected } = basis;
  const everything = { ...table, study: { ...table.study, countRepeats: true } };
  const { people, judges, unitItem } = selectLabels(everything, selected.question, filter, "everyone");
  const ofPeople = listAgain(people, unitItem);
  const together =
    ofPeople.length > 0
      ? [{ id: "people", name: "People, each with themself", ...consistencyOf(basis, ofPeople) }]
      : [];
  const ofJudges = [...judges].flatMap(([index, votes]) => {
    const row = rows.find(({ id }) => id === table.raters[index]?.id);
    const again = listAgain(votes, unitItem);
    return row && again.length > 0 ? [{ id: row.id, name: row.name, ...consistencyOf(basis, again) }] : [];
  });
  return [...together, ...ofJudges.sort((a, b) => (a.name < b.name ? -1 : 1))];
}
