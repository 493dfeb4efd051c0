import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { studentTCdf } from "@/lib/stats/distributions/student-t-distribution";
import { adjustPValues } from "@/lib/stats/effects/adjust-p-values";
import { clusteredMean } from "@/lib/stats/effects/clustered-mean";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import type { Interval } from "@/lib/stats/interval";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";
import { groupAlike, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

/**
 * How a label is scored against the other humans' labels of the unit: the share of them that say the same, minus
 * the root mean square of the distances to them, or a mean similarity from a table. Only which of two scores is
 * larger counts, so any scale will do.
 */
export type Alignment =
  | "accuracy"
  | "negative-rmse"
  /** Mean similarity, categories x categories, row by row. */
  | { similarity: Float64Array };

/** One human left out, and the judge in their place. */
type AnnotatorComparison = {
  rater: number;
  units: number;
  /** The share of units on which the judge aligns with the others at least as well as this human. */
  judgeAdvantage: number;
  /** The share on which this human aligns at least as well as the judge. */
  humanAdvantage: number;
  /** One-sided: the human's advantage is no more than the judge's plus epsilon. Undefined at no variance and no gap. */
  p: Defined<number>;
  /** After Benjamini-Yekutieli; 1 where p is undefined. What `isWon` goes by. */
  adjustedP: number;
  isWon: boolean;
  /** Which units, by index, and parallel to them whether each side aligns at least as well: 1 or 0. */
  testedUnits: readonly number[];
  judgeAligns: readonly number[];
  humanAligns: readonly number[];
};

export type AlternativeAnnotatorTest = {
  /** Omega: the share of humans whom the judge wins against, after Benjamini-Yekutieli. .5 or more passes. */
  winningRate: number;
  /** Over people, who are few: Clopper and Pearson's exact interval, as if these were drawn from more of their kind. */
  winningInterval: Interval;
  /** Rho: the mean of the judge's advantages. Comparable between judges, unlike omega. */
  advantageProbability: number;
  raters: AnnotatorComparison[];
  /** Humans with too few units to be tested. */
  ratersLeftOut: number[];
  /** Units without a label of the judge or with too few humans. */
  unitsLeftOut: number;
  epsilon: number;
};

/**
 * The alternative-annotator test: may a judge stand in for a human annotator? Each human r is left out in turn;
 * judge and human are scored against the remaining humans unit by unit, ties favour both. On the units of r,
 *
 *   rho_judge = share where the judge's score is at least the human's      rho_human = the other way round
 *   d = +1 where only the human is as good or better, -1 where only the judge is, else 0
 *
 * and a one-sided t test rejects that the mean of d, which is rho_human - rho_judge, is epsilon or more. P values
 * are adjusted over humans after Benjamini and Yekutieli, who hold under any dependence, and here all tests share
 * the judge's labels. omega is the share of humans whose hypothesis is rejected, rho the mean of rho_judge.
 *
 * Units that share a prompt hang together, and a test that takes them as independent finds what is not there (where
 * four share one it rejects at the boundary in 11 to 18 of 100 studies instead of 5): `clusters` names one per unit,
 * and the test is then `clusteredMean`'s, with its small-sample error and degrees of freedom.
 *
 * `epsilon` is what the cheaper judge is forgiven and has to be fixed beforehand: omega can be had by raising it.
 * Where one class is rare most units are ties whatever the judge says, d is mostly 0, and a judge that always gives
 * the common class can pass: the test alone is no verdict.
 *
 * `judge` is a code per unit in the categories of `humans` (-1 missing). A unit needs `minimumHumans` labels of
 * people, a human `minimumUnits` units. Where all differences are the same, p is 0 below epsilon, 1 above, and
 * undefined at epsilon itself, where it then counts as 1, as it does where one cluster holds all of a human's units.
 * Undefined where no human is tested.
 * Source: Calderon, Reichart and Dror, "The Alternative Annotator Test for LLM-as-a-Judge", ACL 2025.
 */
export function alternativeAnnotatorTest(
  humans: CodedRatings,
  judge: ArrayLike<number>,
  {
    epsilon,
    alignment = "accuracy",
    falseDiscovery = 0.05,
    minimumHumans = 2,
    minimumUnits = 30,
    clusters,
  }: {
    epsilon: number;
    alignment?: Alignment;
    falseDiscovery?: number;
    minimumHumans?: number;
    minimumUnits?: number;
    clusters?: readonly (string | number)[];
  },
): Defined<AlternativeAnnotatorTest> {
  if (judge.length !== humans.units) {
    throw new RangeError(`alternativeAnnotatorTest: ${judge.length} labels of the judge for ${humans.units} units`);
  }
  requireNumbers("alternativeAnnotatorTest", [epsilon, falseDiscovery, minimumHumans, minimumUnits]);
  const kept = keptUnits(humans, judge, minimumHumans);
  const ground = { kept, tallies: tallyUnits(humans, kept) };
  const compared = Array.from({ length: humans.raters }, (_, rater) =>
    compareWith(rater, humans, judge, ground, alignment),
  );
  const tested = compared.filter(({ gaps }) => gaps.length >= minimumUnits);
  const ratersLeftOut = compared.filter(({ gaps }) => gaps.length < minimumUnits).map(({ rater }) => rater);
  if (tested.length === 0)
    return undefinedBecause(`no human shares ${minimumUnits} units with the judge and another human`);
  const pValues = tested.map(({ gaps, units }) =>
    testGaps(gaps, epsilon, clusters && units.map((unit) => clusters[unit])),
  );
  const adjusted = adjustPValues(
    pValues.map((p) => (p.defined ? p.value : 1)),
    "benjamini-yekutieli",
  );
  const raters = tested.map(({ rater, units, gaps, judgeAligns, humanAligns }, i) => ({
    rater,
    testedUnits: units,
    judgeAligns,
    humanAligns,
    units: gaps.length,
    judgeAdvantage: mean(judgeAligns),
    humanAdvantage: mean(humanAligns),
    p: pValues[i],
    adjustedP: adjusted[i],
    isWon: adjusted[i] <= falseDiscovery,
  }));
  const won = raters.filter(({ isWon }) => isWon).length;
  return defined({
    winningRate: won / raters.length,
    winningInterval: proportionInterval(won, raters.length, { method: "clopper-pearson" }),
    advantageProbability: raters.reduce((sum, { judgeAdvantage }) => sum + judgeAdvantage, 0) / raters.length,
    raters,
    ratersLeftOut,
    unitsLeftOut: humans.units - kept.length,
    epsilon,
  });
}

/**
 * The advantage probability rho as a function of unit weights, for an interval over units or clusters of them: the
 * mean, over the humans that the test took (`raters` of its result), of the share of their units on which the judge
 * aligns at least as well. With all weights 1 it is `alternativeAnnotatorTest`'s. A human of whom no unit is drawn
 * does not enter that resample. omega has no such interval: it counts people, and a resample of units says nothing of
 * other people; its own is over people.
 *
 * Units on which the judge wins and loses against the same humans are one group, so that a resample draws these and
 * not the units. NaN where no human is tested. O(groups x humans) a resample.
 */
export function advantageStatistic(
  tested: readonly Pick<AnnotatorComparison, "testedUnits" | "judgeAligns">[],
  units: number,
): UnitStatistic {
  const outcomes = tested.map(({ testedUnits, judgeAligns }) => {
    const outcome = new Int8Array(units).fill(-1);
    for (const [place, unit] of testedUnits.entries()) outcome[unit] = judgeAligns[place];
    return outcome;
  });
  const { groups, groupOf, first } = groupAlike(outcomes);
  const byGroup = outcomes.map((outcome) => Int8Array.from(first, (unit) => outcome[unit]));
  const evaluate = (weights: Float64Array) => {
    let [sum, raters] = [0, 0];
    for (const outcome of byGroup) {
      let [won, all] = [0, 0];
      for (let group = 0; group < groups; group++) {
        if (outcome[group] < 0) continue;
        all += weights[group];
        won += weights[group] * outcome[group];
      }
      if (all === 0) continue;
      sum += won / all;
      raters++;
    }
    return raters === 0 ? Number.NaN : sum / raters;
  };
  return { groups, groupOf, evaluate };
}

/**
 * The units with a label of the judge and `minimumHumans` labels of people: with one human there is nobody to be
 * held against.
 */
function keptUnits({ units, raters, codes }: CodedRatings, judge: ArrayLike<number>, minimumHumans: number): number[] {
  if (minimumHumans < 2)
    throw new RangeError(
      `alternativeAnnotatorTest: minimumHumans has to be 2 or more, one to leave out and one to agree with, got ${minimumHumans}`,
    );
  const kept: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    let size = 0;
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) if (codes[cell] >= 0) size++;
    if (size >= minimumHumans && judge[unit] >= 0) kept.push(unit);
  }
  return kept;
}

/** One human's units: `units`, `judgeAligns` and `humanAligns` (1 or 0) are parallel to `gaps`. */
type Gaps = { rater: number; units: number[]; gaps: number[]; judgeAligns: number[]; humanAligns: number[] };

const mean = (values: readonly number[]) => values.reduce((sum, own) => sum + own, 0) / values.length;

/** Labels of one unit, tallied: the categories in use and how often each was given. */
type Tally = { used: readonly number[]; counts: readonly number[]; size: number };

/** The tallies of the kept units, once for all humans: with hundreds of them each unit has many others to count. */
function tallyUnits({ raters, codes, categories }: CodedRatings, kept: readonly number[]): Tally[] {
  const placeOf = new Int32Array(categories.length).fill(-1);
  return kept.map((unit) => {
    const [used, counts]: [number[], number[]] = [[], []];
    let size = 0;
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const code = codes[cell];
      if (code < 0) continue;
      size++;
      if (placeOf[code] < 0) {
        placeOf[code] = used.push(code) - 1;
        counts.push(0);
      }
      counts[placeOf[code]]++;
    }
    for (const code of used) placeOf[code] = -1;
    return { used, counts, size };
  });
}

/** Per unit of one human: 1 where only the human aligns at least as well, -1 where only the judge does, else 0. */
function compareWith(
  rater: number,
  humans: CodedRatings,
  judge: ArrayLike<number>,
  { kept, tallies }: { kept: readonly number[]; tallies: readonly Tally[] },
  alignment: Alignment,
): Gaps {
  const { raters, codes } = humans;
  const result: Gaps = { rater, units: [], gaps: [], judgeAligns: [], humanAligns: [] };
  for (const [place, unit] of kept.entries()) {
    const own = codes[unit * raters + rater];
    if (own < 0) continue;
    const human = score(own, own, tallies[place], humans, alignment);
    const machine = score(judge[unit], own, tallies[place], humans, alignment);
    result.units.push(unit);
    result.judgeAligns.push(Number(machine >= human));
    result.humanAligns.push(Number(human >= machine));
    result.gaps.push(Math.sign(human - machine));
  }
  return result;
}

/**
 * The score of one label against those of the others, the higher the better: over the unit's categories in use,
 * without the left-out human's `own` label. Human and judge are summed in the same order, so that equal scores are
 * equal to the last bit.
 */
function score(
  code: number,
  own: number,
  { used, counts, size }: Tally,
  { values }: CodedRatings,
  alignment: Alignment,
): number {
  let sum = 0;
  for (let i = 0; i < used.length; i++) {
    const other = used[i];
    const times = other === own ? counts[i] - 1 : counts[i];
    if (alignment === "accuracy") sum += other === code ? times : 0;
    else if (alignment === "negative-rmse") sum += times * (values[other] - values[code]) ** 2;
    else sum += times * alignment.similarity[code * values.length + other];
  }
  const mean = sum / (size - 1);
  return alignment === "negative-rmse" ? -Math.sqrt(mean) : mean;
}

/**
 * One-sided t test that the mean gap is below epsilon: t = (mean - epsilon) / error, and p the chance of a t as low.
 * Units of one cluster hang together, so the error and its degrees of freedom are those of `clusteredMean`; without
 * clusters s / sqrt(n) and n - 1. The gaps are -1, 0 and 1, no normal numbers, for which thirty units are asked.
 */
function testGaps(gaps: readonly number[], epsilon: number, keys?: readonly (string | number)[]): Defined<number> {
  const centre = mean(gaps);
  if (gaps.every((gap) => gap === gaps[0])) {
    if (Math.abs(centre - epsilon) < 1e-12) return undefinedBecause("every difference is exactly epsilon");
    return defined(centre < epsilon ? 0 : 1);
  }
  const tested = clusteredMean(gaps, keys);
  if (!tested.defined) return tested;
  const { standardError, df } = tested.value;
  if (standardError === 0) return undefinedBecause("no cluster of units departs from the mean");
  return defined(studentTCdf((centre - epsilon) / standardError, df));
}
