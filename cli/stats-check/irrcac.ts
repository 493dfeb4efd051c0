import { z } from "zod";
import { coefficients } from "@/lib/measure/coefficients";
import type { Coefficient, SingleRatings } from "@/lib/stats/agreement/basis";
import { fleissByCategory } from "@/lib/stats/agreement/fleiss-by-category";
import { selectComplete } from "@/lib/stats/agreement/fleiss-kappa";
import type { Category, CodedRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { studentTCdf } from "@/lib/stats/distributions/student-t-distribution";
import { tInterval } from "@/lib/stats/interval";
import { levelOf, type RatingsAnswer } from "./answers";
import type { Json } from "./layout";
import { rankValues, readWeights, valueOrNull } from "./read-data";

/** What the app's own coefficients are by their formulas. */
const {
  alpha: { exact: krippendorffAlpha },
  fleiss: { exact: fleissKappa },
} = coefficients;

/**
 * A coefficient in the words of irrCAC, which counts units with a single rating whether or not they enter. An interval that
 * we refuse because nothing varied is a point there.
 */
function coefficientRecord({
  value,
  observed,
  expected,
  standardError,
  interval,
  basis,
}: Omit<Coefficient, "pairableUnits">): { [key: string]: Json } {
  const units = basis.units + basis.ratingsLeftOut;
  const error = valueOrNull(standardError);
  const ends = interval.defined ? interval.value : error === 0 ? { low: value, high: value } : null;
  return {
    value,
    pa: observed,
    pe: expected,
    se: error,
    ciLow: ends?.low ?? null,
    ciHigh: ends?.high ?? null,
    pOneSided: error === null ? null : error === 0 ? Number(value <= 0) : studentTCdf(-value / error, units - 1),
    items: units,
  };
}

const noMethod = { ciMethod: "words" };

export const weighted =
  (
    coefficient: (
      ratings: CodedRatings,
      options: { weights: ReturnType<typeof readWeights>; level: number; singles: SingleRatings },
    ) => Defined<Coefficient>,
  ): RatingsAnswer =>
  (ratings, { options }) => {
    const isOfCounts = typeof options.fn === "string" && options.fn.endsWith(".dist");
    const level = z.number().default(0.95).parse(options.conf);
    // Counts have no numbers of their own in irrCAC: categories stand for their ranks.
    const result = coefficient(isOfCounts ? rankValues(ratings) : ratings, {
      weights: readWeights(options.weights),
      level,
      singles: "as-zero",
    });
    if (!result.defined) return { got: null };
    const isNothing = Math.abs(result.value.value) < 1e-12;
    const noise = { pOneSided: "value and standard error are rounding noise around 0" };
    return { got: coefficientRecord(result.value), notCompared: { ...noMethod, ...(isNothing ? noise : {}) } };
  };

export const listwise =
  (answers: RatingsAnswer): RatingsAnswer =>
  (ratings, check) =>
    answers(check.options.missing === "listwise" ? selectComplete(ratings) : ratings, check);

export const fleissAnswer: RatingsAnswer = (ratings, check) => {
  if (check.options.fn !== "kappam.fleiss") return weighted(fleissKappa)(ratings, check);
  const result = valueOrNull(fleissByCategory(ratings));
  if (!result) return { got: null };
  const z = result.kappa / result.nullError;
  const pTwoSided = 2 * normalCdf(-Math.abs(z));
  return { got: { value: result.kappa, z, seNull: result.nullError, pTwoSided, items: result.basis.units } };
};

export const byCategoryAnswer: RatingsAnswer = (ratings, { expected }) => {
  const result = valueOrNull(fleissByCategory(ratings));
  if (!result) return { got: null };
  // In the order of the file: tools sort categories, each in its own way.
  const order = z.array(z.coerce.string()).catch([]).parse(expected.categories);
  const place = (category: Category) => order.indexOf(String(category));
  const used = result.categories.filter(({ share }) => share > 0).sort((a, b) => place(a.category) - place(b.category));
  return {
    got: {
      categories: used.map(({ category }) => String(category)),
      kappa: used.map(({ kappa }) => valueOrNull(kappa)),
      specificAgreement: used.map(({ specificAgreement }) => valueOrNull(specificAgreement)),
      seNull: result.categoryNullError,
    },
    notCompared: { irrRounded3: "the same numbers, rounded" },
  };
};

export const alphaAnswer: RatingsAnswer = (ratings, check) => {
  const isByWeights = check.options.weights !== undefined;
  const choice = isByWeights ? { weights: readWeights(check.options.weights) } : { level: levelOf(check) };
  const isDist = check.options.fn === "krippen.alpha.dist";
  const alpha = valueOrNull(krippendorffAlpha(isDist ? rankValues(ratings) : ratings, choice));
  if (!alpha) return { got: null };
  const { value, observedDisagreement, expectedDisagreement, basis } = alpha;
  if (!isByWeights) {
    const [observed, expected] = [observedDisagreement * basis.ratings, expectedDisagreement * basis.ratings];
    return { got: { value, observed, expected } };
  }
  // irrCAC writes alpha as a kappa with a small-sample share of 1 / ratings.
  const small = 1 - 1 / basis.ratings;
  const [pa, pe] = [1 - observedDisagreement * small, 1 - expectedDisagreement * small];
  // irrCAC counts units with a single rating among the degrees of freedom; ours counts only those that enter.
  const rated = basis.units + basis.ratingsLeftOut;
  const error = valueOrNull(alpha.standardError);
  const interval = error === null ? alpha.interval : tInterval(value, error, { df: rated - 1 });
  const got = coefficientRecord({ ...alpha, interval, observed: pa, expected: pe });
  const wrong =
    "irrCAC's krippen.alpha.dist and .raw differ in the standard error; .raw is right, as the jackknife says";
  return { got, notCompared: isDist ? { se: wrong, ciLow: wrong, ciHigh: wrong, pOneSided: wrong } : noMethod };
};
