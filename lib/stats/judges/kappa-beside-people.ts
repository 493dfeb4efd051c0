import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import type { Weights } from "@/lib/stats/agreement/disagreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/** A rater, and the judge in their place: the mean of Cohen's kappas with the very same other raters. */
export type KappaInPlace = { rater: number; person: number; judge: number; others: number };

export type KappasBesidePeople = { people: KappaInPlace[]; medianPerson: number; medianJudge: number };

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Kappas of the judge and of one rater with another, on the units that all three labeled; null where either has none. */
function kappasWith(
  { units, raters, codes, categories, values }: CodedRatings,
  judge: ArrayLike<number>,
  [rater, other]: readonly [number, number],
  weights: Weights,
) {
  const shared = new Int32Array(units * 3);
  let labels = 0;
  for (let unit = 0; unit < units; unit++) {
    const [own, theirs] = [codes[unit * raters + rater], codes[unit * raters + other]];
    if (judge[unit] < 0 || own < 0 || theirs < 0) continue;
    shared[labels++] = judge[unit];
    shared[labels++] = own;
    shared[labels++] = theirs;
  }
  const three = { units: labels / 3, raters: 3, codes: shared.subarray(0, labels), categories, values };
  const [ofJudge, ofPerson] = [0, 1].map((first) => cohenKappa(contingencyTable(three, first, 2), { weights }));
  return ofJudge.defined && ofPerson.defined ? { judge: ofJudge.value.value, person: ofPerson.value.value } : null;
}

/**
 * How well the judge, and how well a person, agrees with one other person at a time, **against the very same others**: for
 * each rater the mean over all others of Cohen's kappa with that other, of the rater and of the judge, on the units that
 * all three labeled; then the median over raters.
 *
 * A judge held against the median or mean of all experts stands beside pairs of experts as if the reference were the same.
 * It is not: the middle of several is an easier reference than one of them, and a judge looks better by that alone.
 *
 * `judge` is a code per unit (-1 missing). Undefined where no rater has a kappa beside another. O(raters^2 x units).
 * The comparison by the same references is that of the leave-one-out tests (Calderon, Reichart and Dror 2025), with kappa
 * (Cohen 1960, 1968) in place of a share.
 */
export function kappasBesidePeople(
  ratings: CodedRatings,
  judge: ArrayLike<number>,
  weights: Weights = "unweighted",
): Defined<KappasBesidePeople> {
  if (judge.length !== ratings.units)
    throw new RangeError(`kappasBesidePeople: ${judge.length} labels of the judge for ${ratings.units} units`);
  const raters = Array.from({ length: ratings.raters }, (_, rater) => rater);
  const people = raters.flatMap((rater): KappaInPlace[] => {
    const kappas = raters.flatMap((other) => {
      const own = other === rater ? null : kappasWith(ratings, judge, [rater, other], weights);
      return own ? [own] : [];
    });
    if (kappas.length === 0) return [];
    const mean = (of: "judge" | "person") => kappas.reduce((sum, own) => sum + own[of], 0) / kappas.length;
    return [{ rater, person: mean("person"), judge: mean("judge"), others: kappas.length }];
  });
  if (people.length === 0) return undefinedBecause("no two people and the judge share items on which kappa is defined");
  return defined({
    people,
    medianPerson: median(people.map(({ person }) => person)),
    medianJudge: median(people.map((own) => own.judge)),
  });
}
