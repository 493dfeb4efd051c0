import { differenceStatistic } from "@/lib/stats/resampling/difference-statistic";
import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import type { Disagreement } from "./disagreement";
import { pooledKappaStatistic } from "./pooled-kappa";

/**
 * A reference and the answers of two to it, one comparison a place: codes of categories from 0, none missing. `unit` is
 * what is resampled.
 */
export type AnswersOfTwo = {
  unit: ArrayLike<number>;
  reference: ArrayLike<number>;
  first: ArrayLike<number>;
  second: ArrayLike<number>;
};

/** Beyond so many cells of reference and answer none are imagined, as in `pooledKappaStatistic`. */
const mostCells = 500;

type Imagined = { reference: number; first: number; second: number; weight: number };

/**
 * Items of one comparison such that reference and first answer alone, and reference and second answer alone, have the
 * weights that `pooledKappaStatistic` gives them: 2 in all with two categories and else 1, either of the two right on
 * half of them, whether or not the other is. With two categories that is 1/4 for each of the eight there are; with more,
 * two who are wrong are imagined to say the same.
 */
function imagineAnswers({ reference, first, second }: AnswersOfTwo): Imagined[] {
  const used = [...new Set([reference, first, second].flatMap((codes) => Array.from(codes)))].sort((a, b) => a - b);
  const n = used.length;
  if (n < 2 || n ** 2 > mostCells) return [];
  const quarter = (n === 2 ? 2 : 1) / 4 / n;
  return used.flatMap((row) => [
    { reference: row, first: row, second: row, weight: quarter },
    ...used
      .filter((other) => other !== row)
      .flatMap((other) =>
        [
          { first: row, second: other },
          { first: other, second: row },
          { first: other, second: other },
        ].map((answers) => ({ reference: row, ...answers, weight: quarter / (n - 1) })),
      ),
  ]);
}

/**
 * By how much the first's kappa with the reference is above the second's, as a function of how often each unit counts
 * (`differenceStatistic` of two `pooledKappaStatistic`). What is imagined is imagined of both at once: without it a lead
 * over somebody who never gives a rare answer would be as sure as the few units that show it. NaN where either kappa is.
 */
export function kappaLeadStatistic(
  answers: AnswersOfTwo,
  units: number,
  categories: number,
  disagreement?: Disagreement,
): UnitStatistic {
  const added = imagineAnswers(answers);
  const unit = [...Array.from(answers.unit), ...added.map((_, place) => units + place)];
  const reference = [...Array.from(answers.reference), ...added.map((own) => own.reference)];
  const kappaOf = (side: "first" | "second") => {
    const answer = [...Array.from(answers[side]), ...added.map((own) => own[side])];
    return pooledKappaStatistic({ unit, reference, answer }, units + added.length, categories, disagreement);
  };
  const { groups, groupOf, evaluate } = differenceStatistic(kappaOf("first"), kappaOf("second"));
  const imagined = new Float64Array(groups);
  for (const [place, { weight }] of added.entries()) {
    const group = groupOf[units + place];
    imagined[group] = imagined[group] + weight;
  }
  return { groups, groupOf: groupOf.slice(0, units), imagined, evaluate };
}
