import type { AgreementBasis } from "@/lib/analysis/agreement/basis";
import type { LabelTable } from "@/lib/analysis/label-table";
import { shareOfTrials } from "@/lib/measure/cluster-share";
import type { Estimate, Resampling } from "@/lib/measure/estimate";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { leaveOneOutReferences } from "@/lib/stats/judges/leave-one-out";

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

type Trials = { hits: number[]; units: number[] };

/** One person's interval lies wholly under that of all others together. */
function isBelow(own: Trials, others: Trials, resampling: Resampling): boolean {
  if (own.hits.length < enoughComparisons || others.hits.length < enoughComparisons) return false;
  const [mine, theirs] = [own, others].map(({ hits, units }) => shareOfTrials(hits, units, resampling).interval);
  return mine?.defined === true && theirs?.defined === true && mine.value.high < theirs.value.low;
}

/**
 * Each person against the majority of the others, with Wilson's interval over items, or where items share prompts of the
 * trials that the share is worth. Undefined where people are anonymous, too many, or never three on an item.
 */
export function rateEachPerson(table: LabelTable, { byRater, design }: AgreementBasis): Defined<RaterAgreement[]> {
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
  const rated = raters
    .flatMap((index, place) => {
      const [rater, own] = [table.raters[index], trials[place]];
      if (!rater || !own || own.hits.length === 0) return [];
      const among = trials.filter((other) => other !== own);
      const others = { hits: among.flatMap(({ hits }) => hits), units: among.flatMap(({ units }) => units) };
      const { id: raterId, pseudonym } = rater;
      const agreement = shareOfTrials(own.hits, own.units, design);
      const isOff = isBelow(own, others, design);
      return [{ raterId, pseudonym, units: own.hits.length, agreement, isOff }];
    })
    .sort((a, b) => a.agreement.value - b.agreement.value);
  return rated.length > 0 ? defined(rated) : undefinedBecause("no item has three people, two of whom say the same");
}
