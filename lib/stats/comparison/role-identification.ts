import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/**
 * One answer to "who said it": the probability given to each option, which option is true, and optionally the
 * option chosen (else the most probable one is). A choice without probabilities is a probability of 1.
 */
export type IdentificationAnswer = { probabilities: readonly number[]; truth: number; choice?: number };

/** One score a unit (NaN where nothing could be read) and their mean. */
export type UnitScores = { value: number; perUnit: Float64Array };

export type RoleIdentification = {
  units: number;
  /** Failed parses and skips: never counted as wrong, always shown. */
  missing: number;
  top1: UnitScores;
  top2: UnitScores;
  /** Rank of the true option from 1; options as probable as it share their middle rank. */
  meanRankOfTruth: UnitScores;
  /** Sum over options of (probability - truth) squared; 0 is best, 2 worst. */
  brier: UnitScores;
  /** Mean over units of 1 / options: what guessing gives for top-1. */
  chance: number;
  /** (top-1 - chance) / (1 - chance). */
  aboveChance: Defined<number>;
};

/**
 * Scores answers over options that may differ in number from unit to unit, as they do where every item has its own
 * options. Kappa and alpha need shared categories and are not offered here. Of a unit with N options, probabilities
 * p_j, true option t, a = how many are more probable than t and e = how many as probable (t included):
 *
 *   top-k = min(1, max(0, k - a) / e)        rank = a + (e + 1) / 2        Brier = sum_j (p_j - [j = t])^2
 *
 * each averaged over the units that were answered. Ties count in part, as if they were put in random order:
 * somebody who spreads evenly over four options has a top-1 of 1/4 and not of 1 or 0. A choice that was made, where
 * there is one, decides top-1. (top-1 - chance) / (1 - chance) with chance the mean of 1 / N compares studies with
 * other numbers of options.
 *
 * `answers` holds null where nothing could be read: counted, never wrong, for a failed parse is no opinion. Scores
 * are given unit by unit too, for intervals. Undefined without an answer. Throws RangeError for a truth outside the
 * options, or probabilities below 0 or not summing to 1 (within .01).
 */
export function identifyRoles(answers: readonly (IdentificationAnswer | null)[]): Defined<RoleIdentification> {
  for (const answer of answers) if (answer) requireAnswer(answer);
  const present = answers.filter((answer) => answer !== null);
  if (present.length === 0) return undefinedBecause("no answer could be read");
  const scored = (score: (answer: IdentificationAnswer) => number) => scoreUnits(answers, score);
  const top1 = scored((answer) =>
    answer.choice === undefined ? shareWithin(answer, 1) : Number(answer.choice === answer.truth),
  );
  const chance = present.reduce((sum, { probabilities }) => sum + 1 / probabilities.length, 0) / present.length;
  return defined({
    units: present.length,
    missing: answers.length - present.length,
    top1,
    top2: scored((answer) => shareWithin(answer, 2)),
    meanRankOfTruth: scored(({ probabilities, truth }) => {
      const { above, level } = rankOf(probabilities, truth);
      return above + (level + 1) / 2;
    }),
    brier: scored(({ probabilities, truth }) =>
      probabilities.reduce((sum, probability, option) => sum + (probability - Number(option === truth)) ** 2, 0),
    ),
    chance,
    aboveChance:
      chance < 1 ? defined((top1.value - chance) / (1 - chance)) : undefinedBecause("there is only one option"),
  });
}

function scoreUnits(
  answers: readonly (IdentificationAnswer | null)[],
  score: (answer: IdentificationAnswer) => number,
): UnitScores {
  const perUnit = Float64Array.from(answers, (answer) => (answer ? score(answer) : Number.NaN));
  const given = perUnit.filter((own) => !Number.isNaN(own));
  return { value: given.reduce((sum, own) => sum + own, 0) / given.length, perUnit };
}

/**
 * Top-k: the share of answers with the true option among the `places` most probable, ties counted in part as in
 * `identifyRoles`. The chance of a guess is places / options. Answers of null are missing. Undefined without an
 * answer. Throws RangeError unless `places` is a whole number above 0.
 */
export function topShare(answers: readonly (IdentificationAnswer | null)[], places: number): Defined<UnitScores> {
  if (!(Number.isInteger(places) && places > 0)) throw new RangeError(`topShare: ${places} is no number of places`);
  for (const answer of answers) if (answer) requireAnswer(answer);
  if (answers.every((answer) => answer === null)) return undefinedBecause("no answer could be read");
  return defined(scoreUnits(answers, (answer) => shareWithin(answer, places)));
}

/**
 * Throws unless truth and choice are options, and the probabilities are some (.01 off 1 is what rounding in a file
 * makes).
 */
function requireAnswer({ probabilities, truth, choice = 0 }: IdentificationAnswer): void {
  const isOption = (option: number) => Number.isInteger(option) && option >= 0 && option < probabilities.length;
  if (!isOption(truth) || !isOption(choice)) {
    throw new RangeError(
      `identifyRoles: truth ${truth} or choice ${choice} is none of ${probabilities.length} options`,
    );
  }
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  if (probabilities.some((probability) => !(probability >= 0)) || Math.abs(sum - 1) > 0.01) {
    throw new RangeError(`identifyRoles: probabilities ${probabilities.join(", ")} do not sum to 1`);
  }
}

/** How many options are more probable than the true one, and how many just as probable (itself included). */
function rankOf(probabilities: readonly number[], truth: number): { above: number; level: number } {
  const own = probabilities[truth];
  return {
    above: probabilities.filter((probability) => probability > own).length,
    level: probabilities.filter((probability) => probability === own).length,
  };
}

/** The chance that the true option is among the first `places` if ties are put in random order. */
function shareWithin({ probabilities, truth }: IdentificationAnswer, places: number): number {
  const { above, level } = rankOf(probabilities, truth);
  return Math.min(1, Math.max(0, places - above) / level);
}
