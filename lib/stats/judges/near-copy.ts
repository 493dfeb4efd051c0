import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { binomialTails } from "@/lib/stats/distributions/binomial-distribution";

/** A judge beside one rater: on how many of the units that both labeled they say the same. */
export type Likeness = {
  rater: number;
  same: number;
  shared: number;
  /**
   * How sure it is that the judge is nearer to this rater than any other rater is, and nearer than it is to any other
   * rater: the largest of the one-sided p values, times the number of raters asked. 1 where there is no other.
   */
  p: number;
  /** The same answer on every shared unit, and no such rater but this one: who equals several is of one mind with them. */
  isCopy: boolean;
};

/** Units on which of two statements about them only the first is true, and only the second. */
type Discordant = { first: number; second: number };

/** One-sided exact McNemar: the chance of as many for the first, or more, if neither were more likely. 1 without any. */
const exactP = ({ first, second }: Discordant) =>
  first + second === 0 ? 1 : binomialTails(first, first + second, 0.5).upper;

/**
 * How alike the judge and each rater are, the most alike first. Raters who share fewer than `minimumUnits` units with
 * the judge are not asked.
 *
 * A judge that was made from one rater's labels, or copies them but for a few, agrees with a majority that holds that
 * very vote. It is told from a good judge by whom it sides with: a good judge is near to every rater alike, a copy is
 * nearer to one of them than (a) any other rater is to that one, and (b) it is itself to any other. For every other
 * rater s, on the units that all three labeled, both are tested by McNemar's exact test, one-sided,
 *
 *   (a) judge = r and s != r  against  judge != r and s = r      (b) judge = r and != s  against  judge = s and != r
 *
 * and all have to hold: the largest p counts (an intersection-union test, so nothing is adjusted over s), times the
 * number of raters asked (Bonferroni). `judge` is a code per unit (-1 missing). O(units x raters^2).
 * Sources: McNemar, Psychometrika 12 (1947) 153-157; Berger, Technometrics 24 (1982) 295-300.
 */
export function likenesses(
  { units, raters, codes }: CodedRatings,
  judge: ArrayLike<number>,
  minimumUnits = 30,
): Likeness[] {
  if (judge.length !== units)
    throw new RangeError(`likenesses: ${judge.length} labels of the judge for ${units} units`);
  const at = (unit: number, rater: number) => codes[unit * raters + rater];
  const own = (unit: number) => judge[unit];
  const answered = Array.from({ length: units }, (_, unit) => unit).filter((unit) => own(unit) >= 0);

  const nearestP = (rater: number) => {
    let largest = 0;
    let others = 0;
    for (let other = 0; other < raters; other++) {
      if (other === rater) continue;
      const shared = answered.filter((unit) => at(unit, rater) >= 0 && at(unit, other) >= 0);
      if (shared.length < minimumUnits) continue;
      others++;
      const thanOther = { first: 0, second: 0 };
      const thanToOther = { first: 0, second: 0 };
      for (const unit of shared) {
        const [said, like, unlike] = [own(unit), at(unit, rater), at(unit, other)];
        if (like === unlike) {
          if (said !== like) thanOther.second++;
        } else if (said === like) {
          thanOther.first++;
          thanToOther.first++;
        } else if (said === unlike) thanToOther.second++;
      }
      largest = Math.max(largest, exactP(thanOther), exactP(thanToOther));
    }
    return others === 0 ? 1 : largest;
  };

  const asked = Array.from({ length: raters }, (_, rater) => {
    const shared = answered.filter((unit) => at(unit, rater) >= 0);
    const same = shared.filter((unit) => own(unit) === at(unit, rater)).length;
    return { rater, same, shared: shared.length };
  }).filter(({ shared }) => shared >= minimumUnits);
  const equal = asked.filter(({ same, shared }) => same === shared);
  return asked
    .map((alike) => ({
      ...alike,
      p: Math.min(1, nearestP(alike.rater) * asked.length),
      isCopy: equal.length === 1 && alike.same === alike.shared,
    }))
    .sort((a, b) => b.same / b.shared - a.same / a.shared || a.rater - b.rater);
}
