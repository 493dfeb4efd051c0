import { z } from "zod";
import { coefficients } from "@/lib/measure/coefficients";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { type ContingencyTable, contingencyTable } from "@/lib/stats/agreement/contingency-table";
import type { Level } from "@/lib/stats/agreement/disagreement";
import { selectComplete } from "@/lib/stats/agreement/fleiss-kappa";
import { kappaContext, kappaMax, specificAgreement } from "@/lib/stats/agreement/kappa-context";
import { testKappa } from "@/lib/stats/agreement/kappa-test";
import { kendallW } from "@/lib/stats/agreement/kendall-w";
import { scottPi } from "@/lib/stats/agreement/scott-pi";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import type { Defined } from "@/lib/stats/defined";
import type { Check } from "./layout";
import { readWeights, valueOrNull } from "./read-data";

const {
  percent: { exact: percentAgreement },
  gwet: { exact: gwetAc },
  conger: { exact: congerKappa },
  evenChance: { exact: brennanPrediger },
  alpha: { exact: krippendorffAlpha },
  meanOfPairs: { exact: meanPairwiseKappa },
  fleiss: { exact: fleissKappa },
} = coefficients;

type Published = (ratings: CodedRatings, check: Check) => number | null;

const numberOf = (result: Defined<{ value: number }>) => valueOrNull(result)?.value ?? null;
const firstTwo = (ratings: CodedRatings): ContingencyTable => contingencyTable(ratings, 0, 1);

/** The weights that a check names, if it names any. */
const weightsOf = ({ options }: Check) => readWeights(options.weights ?? options.weight);

const alpha =
  (level: Level): Published =>
  (ratings) =>
    numberOf(krippendorffAlpha(ratings, { level }));

/**
 * The error that papers print beside a kappa: that of Fleiss, Cohen and Everitt (1969), or Cohen's of 1960, which takes
 * chance as known, sqrt(po (1 - po) / n) / (1 - pe). Which one is seen by which is nearer to what is printed.
 */
const kappaError: Published = (ratings, { expected }) => {
  const kappa = valueOrNull(cohenKappa(firstTwo(ratings)));
  if (!kappa) return null;
  const own = valueOrNull(kappa.standardError);
  const simple = Math.sqrt((kappa.observed * (1 - kappa.observed)) / kappa.units) / (1 - kappa.expected);
  const printed = z.number().catch(Number.NaN).parse(expected.value);
  return own !== null && Math.abs(own - printed) <= Math.abs(simple - printed) ? own : simple;
};

const specific =
  (place: number): Published =>
  (ratings) => {
    const row = specificAgreement(firstTwo(ratings))[place];
    return row ? (valueOrNull(row.agreement)?.value ?? null) : null;
  };

const evenChance: Published = (ratings, check) => numberOf(brennanPrediger(ratings, { weights: weightsOf(check) }));
const percent: Published = (ratings, check) => numberOf(percentAgreement(ratings, { weights: weightsOf(check) }));
const conger: Published = (ratings) => numberOf(congerKappa(ratings));
const light: Published = (ratings) => numberOf(meanPairwiseKappa(selectComplete(ratings)));
const cohen: Published = (ratings, check) => numberOf(cohenKappa(firstTwo(ratings), { weights: weightsOf(check) }));
const scott: Published = (ratings) =>
  ratings.raters === 2 ? numberOf(scottPi(ratings, 0, 1)) : numberOf(fleissKappa(ratings));
const fleiss: Published = (ratings, check) => numberOf(fleissKappa(ratings, { weights: weightsOf(check) }));
const gwet: Published = (ratings, check) => numberOf(gwetAc(ratings, { weights: weightsOf(check) }));

/** What papers print, under the names they print it by, in small letters without what is no letter or digit. */
const byName: Readonly<Record<string, Published>> = {
  pa: percent,
  po: percent,
  percentagreement: percent,
  observedagreement: percent,
  pe: (ratings) => valueOrNull(cohenKappa(firstTwo(ratings)))?.expected ?? null,
  expectedagreement: (ratings) => valueOrNull(cohenKappa(firstTwo(ratings)))?.expected ?? null,
  kappa: cohen,
  cohenkappa: cohen,
  weightedkappa: cohen,
  kappase: kappaError,
  cohenkappase: kappaError,
  kappasenull: (ratings) => valueOrNull(testKappa(firstTwo(ratings)))?.nullError ?? null,
  kappamax: (ratings) => valueOrNull(kappaMax(firstTwo(ratings))),
  kappalinear: (ratings) => numberOf(cohenKappa(firstTwo(ratings), { weights: "linear" })),
  kappaquadratic: (ratings) => numberOf(cohenKappa(firstTwo(ratings), { weights: "quadratic" })),
  ac1: gwet,
  gwetac: gwet,
  gwetac1: gwet,
  ac2: (ratings, check) => {
    const asked = check.options.weights ?? check.options.weight;
    return numberOf(gwetAc(ratings, { weights: asked === undefined ? "quadratic" : readWeights(asked) }));
  },
  pi: scott,
  scottpi: scott,
  s: evenChance,
  bp: evenChance,
  brennanprediger: evenChance,
  randolph: evenChance,
  randolphkappa: evenChance,
  pabak: evenChance,
  fleisskappa: fleiss,
  congerkappa: conger,
  conger,
  hubertconger: conger,
  hubertcongerkappa: conger,
  hubertkappa: conger,
  hubert: conger,
  daviesfleiss: conger,
  lightkappa: light,
  light,
  meanpairwisekappa: light,
  kendallw: (ratings) => numberOf(kendallW(ratings)),
  alpha: alpha("nominal"),
  krippendorffalpha: alpha("nominal"),
  ...Object.fromEntries(
    (["nominal", "ordinal", "interval", "ratio"] as const).flatMap((level): [string, Published][] => [
      [`alpha${level}`, alpha(level)],
      [`krippendorffalpha${level}`, alpha(level)],
    ]),
  ),
  ppos: specific(0),
  pneg: specific(1),
  prevalenceindex: (ratings) => valueOrNull(kappaContext(firstTwo(ratings)))?.prevalenceIndex.value ?? null,
  biasindex: (ratings) => valueOrNull(kappaContext(firstTwo(ratings)))?.biasIndex.value ?? null,
};

/** What computes a number that a paper prints of ratings; null for other checks and unknown names. */
export function publishedOfRatings(statistic: string): Published | null {
  const [, name] = /^published:(.+)$/.exec(statistic) ?? [];
  return name === undefined ? null : (byName[name.toLowerCase().replace(/[^a-z0-9]/g, "")] ?? null);
}
