import type { AgreementBasis } from "@/lib/analysis/agreement-basis";
import { shareOfTrials } from "@/lib/analysis/cluster-share";
import type { Estimate } from "@/lib/analysis/estimate";
import type { LabelTable } from "@/lib/analysis/label-table";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { leaveOneOutReferences } from "@/lib/stats/leave-one-out";
import { proportionInterval } from "@/lib/stats/proportion-interval";

/** How often one person says what the majority of the others says. */
export type RaterAgreement = {
  raterId: string;
  pseudonym: string;
  units: number;
  agreement: Estimate;
  /** Clearly below the others: the interval ends under theirs, on enough items to say so. */
  isOff: boolean;
};

/** Fewer comparisons say nothing about a person. */
const enoughComparisons = 20;
/** More people than this are no list that anybody reads. */
const mostPeople = 60;

type Hits = { right: number; of: number };
type Trials = { hits: number[]; units: number[] };

/** One person's interval lies wholly under that of all others together. */
function isBelow(own: Hits, others: Hits): boolean {
  if (own.of < enoughComparisons || others.of < enoughComparisons) return false;
  return proportionInterval(own.right, own.of).high < proportionInterval(others.right, others.of).low;
}

/**
 * Each person against the majority of the others, with Wilson's interval over items or a bootstrap over the prompts that
 * items share. Undefined where people are anonymous, too many, or never three on an item.
 */
export function rateEachPerson(table: LabelTable, { byRater, resampling }: AgreementBasis): Defined<RaterAgreement[]> {
  if (!byRater || byRater.raters.length > mostPeople)
    return undefinedBecause(`there are more than ${mostPeople} people, too many to list`);
  if (byRater.raters.some((rater) => table.raters[rater]?.isAnonymous))
    return undefinedBecause("the file names nobody, so people cannot be told apart");
  const { ratings, raters } = byRater;
  const references = leaveOneOutReferences(ratings);
  const trials = raters.map((): Trials => ({ hits: [], units: [] }));
  for (const [cell, reference] of references.entries()) {
    if (reference < 0) continue;
    const own = trials[cell % ratings.raters];
    own?.hits.push(Number(ratings.codes[cell] === reference));
    own?.units.push(Math.floor(cell / ratings.raters));
  }
  const counted = trials.map(({ hits }): Hits => ({ right: hits.reduce((sum, hit) => sum + hit, 0), of: hits.length }));
  const all = counted.reduce((sum, { right, of }) => ({ right: sum.right + right, of: sum.of + of }), {
    right: 0,
    of: 0,
  });
  const rated = raters
    .flatMap((index, place) => {
      const [rater, own, of] = [table.raters[index], trials[place], counted[place]];
      if (!rater || !own || !of || of.of === 0) return [];
      const others = { right: all.right - of.right, of: all.of - of.of };
      const { id: raterId, pseudonym } = rater;
      const agreement = shareOfTrials(own.hits, own.units, resampling);
      return [{ raterId, pseudonym, units: of.of, agreement, isOff: isBelow(of, others) }];
    })
    .sort((a, b) => a.agreement.value - b.agreement.value);
  return rated.length > 0 ? defined(rated) : undefinedBecause("no item has three people, two of whom say the same");
}
