import { shareOfTrials, withEdge } from "@/lib/measure/cluster-share";
import { type Estimate, estimate } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import {
  type Alignment,
  advantageStatistic,
  alternativeAnnotatorTest,
} from "@/lib/stats/judges/alternative-annotator-test";

/** One person left out, and the judge in their place, both held against the other people. */
export type PersonInPlace = {
  raterId: string;
  pseudonym: string;
  units: number;
  /** The share of the person's items on which the judge aligns with the others at least as well, and the reverse. */
  judge: Estimate;
  person: Estimate;
  p: Defined<number>;
  /** After Benjamini and Yekutieli: what `isWon` goes by. */
  adjustedP: number;
  isWon: boolean;
};

/** The alternative-annotator test of one judge. */
export type StandIn = {
  epsilon: number;
  alignment: "accuracy" | "negative-rmse";
  /** Omega: the share of people whom the judge wins against. */
  winningRate: number;
  /** Over people (exact), given these items: with three of them even 3 of 3 goes down to .29. */
  winningInterval: Interval;
  /** Rho: how often the judge aligns at least as well as a person, averaged over people. */
  advantage: Estimate;
  people: PersonInPlace[];
  /** People with fewer than `minimumUnits` items. */
  leftOut: number;
  minimumUnits: number;
  unitsLeftOut: number;
};

const minimumUnits = 30;
/** With ten prompts the test rejects in 7.7 of 100 studies at its boundary, with twenty in 5.8 (docs/methods/judges.md). */
const fewestPrompts = 20;
/** More labels x people than this would take longer than a page may. */
export const mostWork = 50_000_000;

/**
 * The alternative-annotator test: on a scale people and judge are scored by -RMSE, elsewhere by how many of the
 * others say the same. Its t tests are over items, or over prompts where items share them; the interval of rho
 * resamples as all the others do, and takes Wilson's over the clusters tested where rho is 0 or 1. The interval of
 * omega is over people: resampled items are not other people. Undefined, with the reason, where people cannot be told apart, where
 * items share fewer than 20 prompts, or where nobody shares 30 items with the judge and another person.
 */
export function standIn({ people, names, design, kind, epsilon }: Ground, codes: Int32Array): Defined<StandIn> {
  if (!names) return undefinedBecause("people cannot be told apart, so that none can be left out");
  if (names.length < 2) return undefinedBecause("it takes two people on an item: one to leave out, one to agree with");
  if (people.units * names.length * names.length > mostWork)
    return undefinedBecause("there are too many people times items");
  const { by, count } = design.over;
  if (by === "prompts" && count < fewestPrompts)
    return undefinedBecause(
      `${count} prompts are too few: with fewer than ${fewestPrompts} the test passes a judge that is no better than it may be in more than 1 of 20 studies`,
    );
  const alignment: Extract<Alignment, string> = kind === "scale" ? "negative-rmse" : "accuracy";
  const test = alternativeAnnotatorTest(people, codes, { epsilon, alignment, minimumUnits, clusters: design.clusters });
  if (!test.defined)
    return undefinedBecause(`nobody shares ${minimumUnits} items with both the judge and another person`);
  const statistic = advantageStatistic(test.value.raters, people.units);
  const tested = new Set(test.value.raters.flatMap(({ testedUnits }) => testedUnits.map(design.clusterOf)));
  const advantage = withEdge(estimate(statistic, design, "nobody is tested"), tested.size);
  if (!advantage.defined) return advantage;
  const { winningRate, winningInterval, raters, ratersLeftOut, unitsLeftOut } = test.value;
  return defined({
    epsilon,
    alignment,
    winningRate,
    winningInterval,
    minimumUnits,
    unitsLeftOut,
    advantage: advantage.value,
    leftOut: ratersLeftOut.length,
    people: raters.map(({ rater, units, testedUnits, p, adjustedP, isWon, judgeAligns, humanAligns }) => {
      const { id: raterId = "", name: pseudonym = "" } = names[rater] ?? {};
      const judge = shareOfTrials(judgeAligns, testedUnits, design);
      const person = shareOfTrials(humanAligns, testedUnits, design);
      return { raterId, pseudonym, units, judge, person, p, adjustedP, isWon };
    }),
  });
}
