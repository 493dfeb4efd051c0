import type { AgreementBasis } from "@/lib/analysis/agreement-basis";
import { clusterShare } from "@/lib/analysis/cluster-share";
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

type Hits = { right: number; of: number; clusters: Set<number> };

/** One person's interval lies wholly under that of all others together. */
function isBelow(own: Omit<Hits, "clusters">, others: Omit<Hits, "clusters">): boolean {
  if (own.of < enoughComparisons || others.of < enoughComparisons) return false;
  return proportionInterval(own.right, own.of).high < proportionInterval(others.right, others.of).low;
}

/**
 * Each person against the majority of the others. A person labels an item once, so that Wilson's interval holds, over
 * prompts where items share them. Undefined where people are anonymous, too many, or never three on an item.
 */
export function rateEachPerson(table: LabelTable, { byRater, clusterOf }: AgreementBasis): Defined<RaterAgreement[]> {
  if (!byRater || byRater.raters.length > mostPeople)
    return undefinedBecause(`there are more than ${mostPeople} people, too many to list`);
  if (byRater.raters.some((rater) => table.raters[rater]?.isAnonymous))
    return undefinedBecause("the file names nobody, so people cannot be told apart");
  const { ratings, raters } = byRater;
  const references = leaveOneOutReferences(ratings);
  const hits = raters.map((): Hits => ({ right: 0, of: 0, clusters: new Set() }));
  for (const [cell, reference] of references.entries()) {
    const own = hits[cell % ratings.raters];
    if (!own || reference < 0) continue;
    own.of++;
    own.clusters.add(clusterOf(Math.floor(cell / ratings.raters)));
    if (ratings.codes[cell] === reference) own.right++;
  }
  const all = hits.reduce((sum, { right, of }) => ({ right: sum.right + right, of: sum.of + of }), { right: 0, of: 0 });
  const rated = raters
    .flatMap((index, place) => {
      const [rater, own] = [table.raters[index], hits[place]];
      if (!rater || !own || own.of === 0) return [];
      const others = { right: all.right - own.right, of: all.of - own.of };
      const { id: raterId, pseudonym } = rater;
      return [
        {
          raterId,
          pseudonym,
          units: own.of,
          agreement: clusterShare(own.right / own.of, own.clusters.size),
          isOff: isBelow(own, others),
        },
      ];
    })
    .sort((a, b) => a.agreement.value - b.agreement.value);
  return rated.length > 0 ? defined(rated) : undefinedBecause("no item has three people, two of whom say the same");
}
