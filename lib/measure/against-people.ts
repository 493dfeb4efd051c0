import { countOf } from "@/lib/format-number";
import { spreadShare } from "@/lib/measure/cluster-share";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import { type Ground, minimumOthers } from "@/lib/measure/ground";
import { numberUnits } from "@/lib/measure/number-units";
import { ownOptions } from "@/lib/measure/reasons";
import { tooManyLabels } from "@/lib/measure/too-many-labels";
import {
  type ComparedScale,
  type Comparison,
  type Comparisons,
  compareColumns,
  noComparisons,
  pooledFigures,
} from "@/lib/measure/two-columns";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { differenceInterval } from "@/lib/stats/effects/clustered-proportion";
import { tiedReference } from "@/lib/stats/judges/leave-one-out";
import { linearisedVariance } from "@/lib/stats/resampling/linearised-variance";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";

/** Fewer references than this are no ceiling: one label more or less moves it by five points. */
const fewestReferences = 20;

/** Why so many references are too few to hold anybody against, if they are. */
export const fewReferences = (references: number): string | null =>
  references < fewestReferences
    ? `only ${countOf(references, "label")} of people can be held against ${minimumOthers} others or more, and fewer than ${fewestReferences} make no ceiling`
    : null;

/** A judge and the people against the very same references: the majority of the other people, unit by unit. */
export type SameReferences = {
  units: number;
  comparisons: number;
  judge: Estimate;
  people: Estimate;
  /** judge less people. */
  difference: Estimate;
  /** On a scale with quadratic weights. */
  judgeKappa: Defined<Estimate>;
  peopleKappa: Defined<Estimate>;
  tiedReferences: number;
};

const levelOf = ({ sets, kind }: Ground) => (sets ? "set" : kind === "scale" ? "interval" : "nominal");

/**
 * Kappa counts how often each category is used on either side, and where every item has its own options the third
 * option of one has nothing to do with that of another; nor are there categories where hundreds of sets were given.
 * Accuracy asks only whether two are the same, and stands.
 */
export const comparedScale = (ground: Ground): ComparedScale => ({
  categories: ground.people.categories.length,
  weighted: ground.kind === "scale" ? { weights: ground.weights, values: ground.people.values } : null,
  uncounted: ground.kind === "own-options" ? ownOptions : tooManyLabels(ground.people, levelOf(ground)),
});

/**
 * Compares places of two lists of codes (-1 for none), one pair a unit, where both have one (and both decide, if so
 * asked). `units` are those asked for, or all. Undefined, with `because`, where nothing can be compared.
 */
export function compareUnits(
  basis: Ground,
  reference: ArrayLike<number>,
  answer: ArrayLike<number>,
  { because, units }: { because: string; units?: readonly number[] },
): Defined<Comparison> {
  const comparisons = noComparisons();
  const add = (unit: number) => addComparison(basis, comparisons, unit, reference[unit], answer[unit]);
  if (units) for (const unit of units) add(unit);
  else for (let unit = 0; unit < reference.length; unit++) add(unit);
  return compareColumns(comparisons, comparedScale(basis), basis.design, because);
}

/**
 * Adds one comparison, unless a side has nothing to say: no code, or no preference where only decisive ones are
 * asked for.
 */
function addComparison(basis: Ground, to: Comparisons, unit: number, reference: number, answer: number): void {
  if (reference < 0 || answer < 0) return;
  if (basis.isDecisive && (basis.isUndecided(reference) || basis.isUndecided(answer))) return;
  to.reference.push(reference);
  to.answer.push(answer);
  to.cluster.push(basis.design.clusterOf(unit));
  // What is compared comes unit by unit.
  if (to.last !== unit) to.units++;
  to.last = unit;
}

/**
 * A judge against every single label of a person, repeats that count included. An item with ten labels weighs ten
 * times, and its ten are drawn together; a judge can at best agree with all who are of one mind, so the figure is
 * bounded by how far people agree among themselves. `items` is how many items that is.
 */
export function compareEach(basis: Ground, answer: Int32Array): Defined<Comparison & { items: number }> {
  const { unit: units, code: codes } = basis.votes;
  const comparisons = noComparisons();
  const items = new Set<number>();
  for (const [vote, unit] of units.entries()) {
    const before = comparisons.reference.length;
    addComparison(basis, comparisons, unit, codes[vote], answer[unit]);
    if (comparisons.reference.length > before) items.add(basis.unitItem[unit]);
  }
  const because = "no item has labels of both the judge and a person";
  const own = compareColumns(comparisons, comparedScale(basis), basis.design, because);
  return own.defined ? defined({ ...own.value, items: items.size }) : own;
}

/**
 * People, one label at a time, against the truth that items came with (`reference`, a code per unit, -1 unknown):
 * what a judge's accuracy against the same truth is read beside.
 */
export function comparePeople(basis: Ground, reference: Int32Array): Defined<Comparison> {
  const comparisons = noComparisons();
  for (const [vote, unit] of basis.votes.unit.entries())
    addComparison(basis, comparisons, unit, reference[unit], basis.votes.code[vote]);
  const because = "no item has both a truth and a label of a person";
  return compareColumns(comparisons, comparedScale(basis), basis.design, because);
}

/**
 * A judge beside the people, both against the majority of the other people and on the same comparisons: every label
 * of a person that has such a majority, on a unit that the judge answered. Held against the full majority, which
 * contains the very person it is compared with, a judge would be flattered (see `humanCeiling`, which also goes
 * person by person).
 *
 * `judge` holds a code per unit; `units` are those asked for, or all. The difference has an interval of its own,
 * drawn over the same comparisons: two intervals that overlap say nothing of it. Undefined with fewer than 20
 * references, where one label moves a share by five points. Where only decisive answers count, a unit on which the
 * judge has no preference is left out for the people too, so that both are on the same units.
 */
export function compareToOthers(
  basis: Ground,
  judge: ArrayLike<number>,
  units: Iterable<number> = basis.unitItem.keys(),
): Defined<SameReferences> {
  const { raters, codes } = basis.people;
  const [ofPeople, ofJudge] = [noComparisons(), noComparisons()];
  let [seen, tiedReferences] = [0, 0];
  for (const unit of units) {
    const judged = judge[unit];
    if (judged < 0 || (basis.isDecisive && basis.isUndecided(judged))) continue;
    let isSeen = false;
    for (let cell = unit * raters; cell < (unit + 1) * raters; cell++) {
      const reference = basis.others[cell];
      if (reference === tiedReference) tiedReferences++;
      if (reference < 0) continue;
      isSeen = true;
      addComparison(basis, ofPeople, unit, reference, codes[cell]);
      addComparison(basis, ofJudge, unit, reference, judged);
    }
    if (isSeen) seen++;
  }
  if (seen === 0)
    return undefinedBecause("no item has an answer, a person and an untied majority of two other people or more");
  const few = fewReferences(ofPeople.reference.length);
  if (few !== null) return undefinedBecause(few);
  const people = pooledFigures(ofPeople, comparedScale(basis), basis.design);
  const own = pooledFigures(ofJudge, comparedScale(basis), basis.design);
  const difference = estimateDifference(ofPeople, ofJudge);
  if (!people.defined) return people;
  if (!own.defined) return own;
  if (!difference.defined) return difference;
  const kappa = (figures: typeof people) => figures.value.weightedKappa ?? figures.value.kappa;
  return defined({
    units: seen,
    comparisons: ofPeople.reference.length,
    judge: own.value.accuracy,
    people: people.value.accuracy,
    difference: difference.value,
    judgeKappa: kappa(own),
    peopleKappa: kappa(people),
    tiedReferences,
  });
}

/**
 * The correlation of two shares, told from a handful of clusters, is as much chance as fact, and one that is too high makes
 * the interval too narrow: as many clusters on which both have nothing to do with each other are counted besides.
 */
const unknownClusters = 15;

/**
 * How much more often the judge agrees, over the same comparisons: from Wilson's intervals of both shares and how far
 * they vary together over clusters (`differenceInterval`). Both sides share items and references, and the interval is
 * the narrower the more they err together.
 */
function estimateDifference(people: Comparisons, judge: Comparisons): Defined<Estimate> {
  const { unit, units } = numberUnits(people.cluster);
  const [own, theirs, both] = [new Float64Array(units), new Float64Array(units), new Float64Array(units)];
  const sizes = new Float64Array(units);
  for (const [place, cluster] of unit.entries()) {
    const reference = people.reference[place];
    const [mine, other] = [judge.answer[place] === reference, people.answer[place] === reference];
    sizes[cluster]++;
    own[cluster] += Number(mine);
    theirs[cluster] += Number(other);
    both[cluster] += Number(mine) - Number(other);
  }
  const share = (hits: Float64Array) => {
    const statistic = ratioStatistic(hits, sizes);
    const asked = { statistic, because: "there is nothing to compare", clusters: units };
    return { estimate: spreadShare(asked, {}), variance: linearisedVariance(statistic).variance };
  };
  const [first, second] = [share(own), share(theirs)];
  const gap = linearisedVariance(ratioStatistic(both, sizes)).variance;
  if (!first.estimate.defined) return first.estimate;
  if (!second.estimate.defined) return second.estimate;
  const spread = Math.sqrt(first.variance * second.variance);
  const correlation = spread > 1e-14 ? (first.variance + second.variance - gap) / (2 * spread) : 0;
  const known = units / (units + unknownClusters);
  return differenceOf(first.estimate.value, second.estimate.value, known * Math.max(-1, Math.min(1, correlation)));
}

/** The difference of two estimates, if both have an interval. */
function differenceOf(first: Estimate, second: Estimate, correlation: number): Defined<Estimate> {
  if (!first.interval.defined) return first.interval;
  if (!second.interval.defined) return second.interval;
  const { value, interval } = differenceInterval(
    { value: first.value, interval: first.interval.value },
    { value: second.value, interval: second.interval.value },
    { correlation },
  );
  return defined(undrawn(value, defined({ ...interval, method: "Newcombe, paired and clustered" })));
}
