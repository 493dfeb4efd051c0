import { z } from "zod";
import { coefficients } from "@/lib/measure/coefficients";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import { selectComplete } from "@/lib/stats/agreement/fleiss-kappa";
import { allRatersAgreement } from "@/lib/stats/agreement/percent-agreement";
import { scottPi } from "@/lib/stats/agreement/scott-pi";
import { selectRaters } from "@/lib/stats/coded-ratings";
import { hayesAnswer, itemBootstrapAnswer, jackknifeAnswer } from "./alpha-intervals";
import type { RatingsAnswer } from "./answers";
import { cohenAnswer } from "./cohen";
import { iccAnswer } from "./icc";
import { alphaAnswer, byCategoryAnswer, fleissAnswer, listwise, weighted } from "./irrcac";
import { type Answerer, refuseUnknown } from "./layout";
import { pairwiseAnswer } from "./pairwise";
import { publishedOfRatings } from "./published";
import { correlationAnswer, kendallAnswer, meanCorrelation } from "./rater-correlations";
import { rankValues, readRatings, tableError, valueOrNull } from "./read-data";

/** What the app's own coefficients are by their formulas. */
const {
  percent: { exact: percentAgreement },
  gwet: { exact: gwetAc },
  conger: { exact: congerKappa },
  evenChance: { exact: brennanPrediger },
  meanOfPairs: { exact: meanPairwiseKappa },
} = coefficients;

const allAgreeAnswer: RatingsAnswer = (ratings, { options }) => {
  const within = z.number().default(0).parse(options.tolerance);
  const result = valueOrNull(allRatersAgreement(ratings, { complete: true, within }));
  return { got: { value: result && 100 * result.value, items: result?.basis.units ?? 0 } };
};

const lightAnswer: RatingsAnswer = (ratings) => {
  const complete = selectComplete(ratings);
  return { got: { value: valueOrNull(meanPairwiseKappa(complete))?.value ?? null, items: complete.units } };
};

const scottAnswer: RatingsAnswer = (ratings) => {
  const result = valueOrNull(scottPi(ratings, 0, 1));
  const error = result && valueOrNull(result.standardError);
  return { got: result && { value: result.value, se: error && tableError(error, result.basis.units) } };
};

const answers: Readonly<Record<string, RatingsAnswer>> = {
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
};

/** Checks on ratings, or on counts of ratings, by unit. */
export const agreementAnswer: Answerer = (set, check) => {
  const ratings = readRatings(set, check);
  if (check.statistic.startsWith("published:icc")) return iccAnswer(ratings, check);
  const published = publishedOfRatings(check.statistic);
  if (published) return { got: { value: published(ratings, check) } };
  const answer = answers[check.statistic];
  return answer ? answer(ratings, check) : refuseUnknown(check.statistic);
};
