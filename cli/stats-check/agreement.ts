import { z } from "zod";
import { coefficients } from "@/lib/measure/coefficients";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import type { Coefficient, SingleRatings } from "@/lib/stats/agreement/basis";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import type { Level } from "@/lib/stats/agreement/disagreement";
import { fleissByCategory } from "@/lib/stats/agreement/fleiss-by-category";
import { selectComplete } from "@/lib/stats/agreement/fleiss-kappa";
import { hayesKrippendorffReplicates } from "@/lib/stats/agreement/hayes-krippendorff-bootstrap";
import { kappaMax } from "@/lib/stats/agreement/kappa-context";
import { kendallW } from "@/lib/stats/agreement/kendall-w";
import { meanPairwiseCorrelation } from "@/lib/stats/agreement/mean-pairwise-correlation";
import { allRatersAgreement } from "@/lib/stats/agreement/percent-agreement";
import { pairedValues } from "@/lib/stats/agreement/rating-matrix";
import { scottPi } from "@/lib/stats/agreement/scott-pi";
import { type CodedRatings, selectRaters } from "@/lib/stats/coded-ratings";
import { kendallTau, pearson, spearman } from "@/lib/stats/comparison/correlation";
import type { Defined } from "@/lib/stats/defined";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { studentTCdf } from "@/lib/stats/distributions/student-t-distribution";
import { tInterval } from "@/lib/stats/interval";
import { jackknifeInterval } from "@/lib/stats/resampling/jackknife-interval";
import { bootstrapReplicates, jackknifeEstimates } from "@/lib/stats/resampling/resampling";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { cohenAnswer } from "./cohen";
import { iccAnswer } from "./icc";
import { type Answer, type Answerer, type Check, type Json, refuseUnknown } from "./layout";
import { pairwiseAnswer } from "./pairwise";
import { correlationEnds, rankValues, readRatings, readWeights, valueOrNull } from "./read-data";

/** What the app's own coefficients are by their formulas. */
const {
  percent: { exact: percentAgreement },
  gwet: { exact: gwetAc },
  conger: { exact: congerKappa },
  evenChance: { exact: brennanPrediger },
  alpha: { exact: krippendorffAlpha },
  meanOfPairs: { exact: meanPairwiseKappa },
  fleiss: { exact: fleissKappa },
} = coefficients;

type Answers = (ratings: CodedRatings, check: Check) => Answer;

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

const weighted =
  (
    coefficient: (
      ratings: CodedRatings,
      options: { weights: ReturnType<typeof readWeights>; level: number; singles: SingleRatings },
    ) => Defined<Coefficient>,
  ): Answers =>
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

const listwise =
  (answers: Answers): Answers =>
  (ratings, check) =>
    answers(check.options.missing === "listwise" ? selectComplete(ratings) : ratings, check);

const fleissAnswer: Answers = (ratings, check) => {
  if (check.options.fn !== "kappam.fleiss") return weighted(fleissKappa)(ratings, check);
  const result = valueOrNull(fleissByCategory(ratings));
  if (!result) return { got: null };
  const z = result.kappa / result.nullError;
  const pTwoSided = 2 * normalCdf(-Math.abs(z));
  return { got: { value: result.kappa, z, seNull: result.nullError, pTwoSided, items: result.basis.units } };
};

const byCategoryAnswer: Answers = (ratings) => {
  const result = valueOrNull(fleissByCategory(ratings));
  if (!result) return { got: null };
  const used = result.categories.filter(({ share }) => share > 0);
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

const levels = z.enum(["nominal", "ordinal", "interval", "ratio"]);
const levelOf = ({ options }: Check): Level => levels.parse(options.level ?? "nominal");

const alphaAnswer: Answers = (ratings, check) => {
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

const jackknifeAnswer: Answers = (ratings, check) => {
  const statistic = alphaStatistic(ratings, { level: levelOf(check) });
  const alpha = valueOrNull(krippendorffAlpha(ratings, { level: levelOf(check) }));
  const leftOut = jackknifeEstimates(statistic);
  const jackknife = alpha && valueOrNull(jackknifeInterval(alpha.value, leftOut));
  const lost = leftOut.filter(Number.isNaN).length;
  const refused =
    "without one of its units alpha is undefined: ours gives no error, where dropping that unit would hide it";
  return {
    got: {
      value: alpha?.value ?? null,
      seJackknife: jackknife?.standardError ?? null,
      biasCorrected: jackknife?.biasCorrected ?? null,
      undefinedLeaveOneOut: lost,
    },
    notCompared: lost > 0 && alpha ? { seJackknife: refused, biasCorrected: refused } : undefined,
  };
};

const replicatesOf = ({ options }: Check) => z.number().default(1000).parse(options.replicates);

/**
 * The end of our interval that lies nearest to the reference's, of those that chance allows: the reference drew
 * `replicates` samples, and with few units replicates come in lumps, so that an end may jump from one to the next.
 */
function nearestEnd(sorted: Float64Array, share: number, replicates: number, expected: Json | undefined): number {
  const slack = 3 * Math.sqrt(share * (1 - share) * (1 / replicates + 1 / sorted.length));
  const at = (place: number) => sorted[Math.round(Math.min(1, Math.max(0, place)) * (sorted.length - 1))] as number;
  const centre = at(share);
  return typeof expected === "number" ? Math.min(Math.max(expected, at(share - slack)), at(share + slack)) : centre;
}

const itemBootstrapAnswer: Answers = (ratings, check) => {
  const level = z.number().default(0.95).parse(check.options.conf);
  const statistic = alphaStatistic(ratings, { level: levelOf(check) });
  const drawn = bootstrapReplicates(statistic, { random: seededRandom(20240601), replicates: 8000 });
  const sorted = drawn.filter((value) => !Number.isNaN(value)).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const end = (share: number, key: string) => nearestEnd(sorted, share, replicatesOf(check), check.expected[key]);
  return {
    got: {
      percentileLow: end((1 - level) / 2, "percentileLow"),
      percentileHigh: end((1 + level) / 2, "percentileHigh"),
      se: Math.sqrt(squares / (sorted.length - 1)),
    },
    notCompared: { undefinedReplicates: "counts hang on the random numbers", replicates: "given" },
  };
};

const hayesAnswer: Answers = (ratings, check) => {
  const confidence = z.number().default(0.95).parse(check.options.conf);
  const level = levelOf(check);
  const drawn = valueOrNull(hayesKrippendorffReplicates(ratings, { random: seededRandom(7), replicates: 3000, level }));
  const sorted = drawn?.slice().sort() ?? new Float64Array();
  const end = (share: number, key: string) => nearestEnd(sorted, share, replicatesOf(check), check.expected[key]);
  const value = valueOrNull(krippendorffAlpha(ratings, { level }))?.value ?? null;
  return { got: { low: end((1 - confidence) / 2, "low"), high: end((1 + confidence) / 2, "high"), value } };
};

const allAgreeAnswer: Answers = (ratings, { options }) => {
  const within = z.number().default(0).parse(options.tolerance);
  const result = valueOrNull(allRatersAgreement(ratings, { complete: true, within }));
  return { got: { value: result && 100 * result.value, items: result?.basis.units ?? 0 } };
};

const lightAnswer: Answers = (ratings) => {
  const complete = selectComplete(ratings);
  return { got: { value: valueOrNull(meanPairwiseKappa(complete))?.value ?? null, items: complete.units } };
};

const kendallAnswer: Answers = (ratings, { options }) => {
  const result = valueOrNull(kendallW(ratings, { correctTies: options.correctTies === true }));
  return { got: result && { value: result.value, chisq: result.chiSquared, p: result.p, items: result.basis.units } };
};

const meanCorrelation =
  (kind: "pearson" | "spearman"): Answers =>
  (ratings, { options }) => {
    const result = valueOrNull(meanPairwiseCorrelation(ratings, kind, { missing: "listwise" }));
    const isPlain = options.fn === "meancor(fisher=FALSE)";
    // irr has no mean where any pair has no correlation; ours averages the others and counts those left out.
    if (!result || result.undefinedPairs > 0) return { got: { value: null } };
    return { got: { value: isPlain ? result.value : valueOrNull(result.fisherMean) } };
  };

const correlationAnswer: Answers = (ratings, { options }) => {
  const [first, second] = z.tuple([z.number(), z.number()]).parse(options.raters);
  const [x, y] = pairedValues(ratings, first, second);
  const [r, rho, tau] = [valueOrNull(pearson(x, y)), valueOrNull(spearman(x, y)), valueOrNull(kendallTau(x, y))];
  return {
    got: {
      n: x.length,
      pearson: r?.value ?? null,
      pearsonCILow: correlationEnds(r)?.low ?? null,
      pearsonCIHigh: correlationEnds(r)?.high ?? null,
      pearsonP: r && valueOrNull(r.p),
      kendallTauB: tau?.value ?? null,
      kendallZ: tau?.z ?? null,
      // R was asked for the normal approximation; ours is exact where it can be.
      kendallP: tau && 2 * normalCdf(-Math.abs(tau.z)),
      spearman: rho?.value ?? null,
      spearmanP: rho && valueOrNull(rho.p),
      spearmanBonettWrightCILow: correlationEnds(rho)?.low ?? null,
      spearmanBonettWrightCIHigh: correlationEnds(rho)?.high ?? null,
    },
  };
};

/** irrCAC divides by n in its functions of tables, by n - 1 in those of ratings; ours divide by n - 1. */
export const tableError = (error: number, units: number) => error * Math.sqrt((units - 1) / units);

const scottAnswer: Answers = (ratings) => {
  const result = valueOrNull(scottPi(ratings, 0, 1));
  const error = result && valueOrNull(result.standardError);
  return { got: result && { value: result.value, se: error && tableError(error, result.basis.units) } };
};

const first = (ratings: CodedRatings) => contingencyTable(ratings, 0, 1);

const published =
  (value: (ratings: CodedRatings) => number | null | undefined): Answers =>
  (ratings) => ({ got: { value: value(ratings) ?? null } });
const publishedAlpha = (level: Level) =>
  published((ratings) => valueOrNull(krippendorffAlpha(ratings, { level }))?.value);

const answers: Readonly<Record<string, Answers>> = {
  percentAgreement: weighted(percentAgreement),
  gwetAC: weighted(gwetAc),
  fleissKappa: listwise(fleissAnswer),
  congerKappa: listwise(weighted(congerKappa)),
  brennanPrediger: weighted(brennanPrediger),
  randolphKappa: listwise(weighted(brennanPrediger)),
  krippendorffAlpha: alphaAnswer,
  krippendorffAlphaJackknife: jackknifeAnswer,
  krippendorffAlphaItemBootstrap: itemBootstrapAnswer,
  krippendorffAlphaHKBootstrap: hayesAnswer,
  fleissKappaByCategory: byCategoryAnswer,
  lightKappa: lightAnswer,
  allRatersAgreePercent: allAgreeAnswer,
  cohenKappaPairwise: pairwiseAnswer,
  // Of ratings only irrCAC's functions take the numbers that categories are; all others take their ranks.
  cohenKappa: (ratings, check) => cohenAnswer(contingencyTable(selectRaters(rankValues(ratings), [0, 1]), 0, 1), check),
  scottPi: scottAnswer,
  icc: iccAnswer,
  kendallW: kendallAnswer,
  meanPairwiseSpearman: meanCorrelation("spearman"),
  meanPairwisePearson: meanCorrelation("pearson"),
  correlation: correlationAnswer,
  nltkAgreement: () => ({
    skip: "NLTK's names; its references on the same data are alpha, Conger, Light, Fleiss and Brennan-Prediger",
  }),
  "published:alpha": publishedAlpha("nominal"),
  "published:krippendorffAlpha": publishedAlpha("nominal"),
  "published:alpha.nominal": publishedAlpha("nominal"),
  "published:alpha.ordinal": publishedAlpha("ordinal"),
  "published:alpha.interval": publishedAlpha("interval"),
  "published:alpha.ratio": publishedAlpha("ratio"),
  "published:fleissKappa": published((ratings) => valueOrNull(fleissKappa(ratings))?.value),
  "published:randolph": published((ratings) => valueOrNull(brennanPrediger(ratings))?.value),
  "published:s": published((ratings) => valueOrNull(brennanPrediger(ratings))?.value),
  "published:bp": published((ratings) => valueOrNull(brennanPrediger(ratings))?.value),
  "published:pa": published((ratings) => valueOrNull(percentAgreement(ratings))?.value),
  "published:ac1": published((ratings) => valueOrNull(gwetAc(ratings))?.value),
  "published:ac2": published((ratings) => valueOrNull(gwetAc(ratings, { weights: "quadratic" }))?.value),
  "published:gwetAC": published((ratings) => valueOrNull(gwetAc(ratings))?.value),
  "published:congerKappa": published((ratings) => valueOrNull(congerKappa(ratings))?.value),
  "published:conger": published((ratings) => valueOrNull(congerKappa(ratings))?.value),
  "published:lightKappa": published((ratings) => valueOrNull(meanPairwiseKappa(selectComplete(ratings)))?.value),
  "published:kendallW": published((ratings) => valueOrNull(kendallW(ratings))?.value),
  "published:kappa": published((ratings) => valueOrNull(cohenKappa(first(ratings)))?.value),
  "published:kappaMax": published((ratings) => valueOrNull(kappaMax(first(ratings)))),
  "published:pe": published((ratings) => valueOrNull(cohenKappa(first(ratings)))?.expected),
  "published:scottPi": published((ratings) => valueOrNull(scottPi(ratings, 0, 1))?.value),
};

/** Checks on ratings, or on counts of ratings, by unit. */
export const agreementAnswer: Answerer = (set, check) => {
  const ratings = readRatings(set);
  if (check.statistic.startsWith("published:icc")) return iccAnswer(ratings, check);
  const answer = answers[check.statistic];
  return answer ? answer(ratings, check) : refuseUnknown(check.statistic);
};
