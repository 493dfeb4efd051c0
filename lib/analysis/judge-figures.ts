import { type Estimate, toEstimate } from "@/lib/analysis/estimate";
import type { JudgeBasis } from "@/lib/analysis/judge-basis";
import { type Comparison, type Comparisons, compareColumns, noComparisons } from "@/lib/analysis/two-columns";
import { selectUnits } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { humanCeiling } from "@/lib/stats/human-ceiling";
import type { ResampledMean } from "@/lib/stats/resampled-mean";
import { seededRandom } from "@/lib/stats/seeded-random";

/** A judge and the people against the very same references: the majority of the other people, unit by unit. */
export type SameReferences = {
  units: number;
  comparisons: number;
  judge: Estimate;
  people: Estimate;
  /** judge less people. */
  difference: Estimate;
  judgeKappa: Defined<Estimate>;
  peopleKappa: Defined<Estimate>;
  tiedReferences: number;
};

const ownOptions = "every item has options of its own, so there are no categories in common";

/** Kappa counts categories: where every item has its own options there are none. */
function withoutSharedCategories({ selected }: JudgeBasis, comparison: Defined<Comparison>): Defined<Comparison> {
  if (selected.scale.kind !== "own-options" || !comparison.defined) return comparison;
  const confusion = { categories: [], counts: [] };
  return defined({ ...comparison.value, kappa: undefinedBecause(ownOptions), confusion });
}

/** Compares places of two lists of codes, one pair a unit, where both have one (and both decide, if so asked). */
export function compareUnits(
  basis: JudgeBasis,
  reference: ArrayLike<number>,
  answer: ArrayLike<number>,
  { because, units }: { because: string; units?: readonly number[] },
): Defined<Comparison> {
  const comparisons = noComparisons();
  const add = (unit: number) =>
    addComparison(basis, comparisons, unit, reference[unit] as number, answer[unit] as number);
  if (units) for (const unit of units) add(unit);
  else for (let unit = 0; unit < reference.length; unit++) add(unit);
  return withoutSharedCategories(basis, compareColumns(comparisons, basis.people, basis.resampling, because));
}

function addComparison(basis: JudgeBasis, to: Comparisons, unit: number, reference: number, answer: number): void {
  if (reference < 0 || answer < 0) return;
  if (basis.isDecisive && (basis.isUndecided(reference) || basis.isUndecided(answer))) return;
  to.reference.push(reference);
  to.answer.push(answer);
  to.cluster.push(basis.clusterOf(unit));
}

/** A judge against every single label of a person, repeats that count included. */
export function compareEach(basis: JudgeBasis, answer: Int32Array): Defined<Comparison & { items: number }> {
  const { unit: units, code: codes } = basis.selected.people;
  const comparisons = noComparisons();
  const items = new Set<number>();
  for (const [vote, unit] of units.entries()) {
    const before = comparisons.reference.length;
    addComparison(basis, comparisons, unit, codes[vote] as number, answer[unit] as number);
    if (comparisons.reference.length > before) items.add(basis.selected.unitItem[unit] as number);
  }
  const because = "no item has labels of both the judge and a person";
  const comparison = compareColumns(comparisons, basis.people, basis.resampling, because);
  const own = withoutSharedCategories(basis, comparison);
  return own.defined ? defined({ ...own.value, items: items.size }) : own;
}

/** People, one label at a time, against the truth. */
export function comparePeople(basis: JudgeBasis, reference: Int32Array): Defined<Comparison> {
  const comparisons = noComparisons();
  for (const [vote, unit] of basis.selected.people.unit.entries())
    addComparison(basis, comparisons, unit, reference[unit] as number, basis.selected.people.code[vote] as number);
  const because = "no item has both a truth and a label of a person";
  return withoutSharedCategories(basis, compareColumns(comparisons, basis.people, basis.resampling, because));
}

/** Kappa of a column against leave-one-out references, over the comparisons that the agreement is over too. */
function leaveOneOutKappa(
  basis: JudgeBasis,
  others: Int32Array,
  { judge, units, own }: { judge: Int32Array; units: readonly number[]; own: boolean },
): Defined<Estimate> {
  if (basis.selected.scale.kind === "own-options") return undefinedBecause(ownOptions);
  const { raters, codes } = basis.people;
  const comparisons = noComparisons();
  for (const unit of units) {
    const judged = judge[unit] as number;
    for (let cell = unit * raters; judged >= 0 && cell < (unit + 1) * raters; cell++)
      addComparison(basis, comparisons, unit, others[cell] as number, own ? (codes[cell] as number) : judged);
  }
  const compared = compareColumns(comparisons, basis.people, basis.resampling, "there is nothing to compare");
  return compared.defined ? compared.value.kappa : compared;
}

const meanOf = ({ value, bootstrap }: ResampledMean) => toEstimate(value, bootstrap);

/**
 * A judge beside the people, both against the majority of the other people and on the same comparisons. `judge` holds a
 * code per unit; units are those asked for, or all.
 */
export function compareToOthers(
  basis: JudgeBasis,
  judge: Int32Array,
  units: readonly number[] = [...judge.keys()],
): Defined<SameReferences> {
  const decided = judge.map((code) => (basis.isDecisive && basis.isUndecided(code) ? -1 : code));
  const { seed, replicates } = basis.resampling;
  const clusters = units.map(basis.clusterOf);
  const ceiling = humanCeiling(
    selectUnits(basis.people, units),
    Int32Array.from(units, (unit) => decided[unit] as number),
    {
      random: seededRandom(seed),
      minimumOthers: basis.minimumOthers,
      replicates,
      clusters: new Set(clusters).size === units.length ? undefined : clusters,
    },
  );
  if (!ceiling.defined) return ceiling;
  const { value } = ceiling;
  const kappa = (own: boolean) => leaveOneOutKappa(basis, basis.others, { judge: decided, units, own });
  return defined({
    units: value.units,
    comparisons: value.comparisons,
    judge: meanOf(value.judge),
    people: meanOf(value.human),
    difference: meanOf(value.difference),
    judgeKappa: kappa(false),
    peopleKappa: kappa(true),
    tiedReferences: value.leftOut.tiedReference,
  });
}
