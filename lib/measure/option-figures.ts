import { measureAgreement } from "@/lib/measure/agreement";
import type { Design } from "@/lib/measure/design";
import type { Estimate } from "@/lib/measure/estimate";
import { type CoefficientKey, keys, type Measured } from "@/lib/measure/measured";
import type { Ratings, SetCategories } from "@/lib/measure/ratings";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/** One option of a question that takes sets: chosen or not. */
export type OptionFigures = {
  option: string;
  label: string;
  /** Labels that hold it, of all. */
  chosen: number;
  of: number;
  /** The share of a unit's labels that hold it, averaged over units. */
  share: Defined<Estimate>;
  measured: Measured[];
};

/** More options are no table that anybody reads. */
const mostOptions = 40;

const ofOption = new Set<CoefficientKey>([
  keys.percent,
  keys.alpha,
  keys.cohen,
  keys.meanOfPairs,
  keys.pooled,
  keys.gwet,
]);

/** For each category, 1 where its set holds the option. An empty set is a no to every option. */
export const holders = ({ members }: Pick<SetCategories, "members">, option: string): Int32Array =>
  Int32Array.from(members, (own) => (own.includes(option) ? 1 : 0));

/**
 * Labels that are sets as yes or no to one option (`isIn`: for each category, 1 where its set holds it). Missing
 * stays missing.
 */
export const yesOrNo = <Given extends CodedRatings>(ratings: Given, isIn: Int32Array): Given => ({
  ...ratings,
  codes: ratings.codes.map((code) => (code < 0 ? -1 : isIn[code])),
  categories: [false, true],
  values: Float64Array.of(1, 2),
});

/**
 * Agreement option by option, each as a question of its own that takes yes or no: which of them people see alike,
 * where the figures of whole sets give one number. Each keeps the design, so that the options' intervals are over
 * the same resamples. None where labels are no sets, or where every item has options of its own.
 */
export function measureOptions(ratings: Ratings, design: Design): OptionFigures[] {
  const { sets, votes, people } = ratings;
  return (sets?.options ?? []).slice(0, mostOptions).map(({ key, label }) => {
    const isIn = holders(sets ?? { members: [] }, key);
    const { measured, shares } = measureAgreement(
      {
        level: "nominal",
        weights: "unweighted",
        options: null,
        sets: null,
        votes: yesOrNo(votes, isIn),
        people: people.defined ? defined(yesOrNo(people.value, isIn)) : people,
      },
      design,
      ofOption,
    );
    const given = votes.codes.filter((code) => code >= 0);
    return {
      option: key,
      label,
      measured,
      of: given.length,
      chosen: given.reduce((sum, code) => sum + isIn[code], 0),
      share: shares[1] ?? undefinedBecause("nobody gave a label"),
    };
  });
}
