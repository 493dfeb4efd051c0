import { alphaStatistic } from "@/lib/stats/alpha-statistic";
import { type Basis, countBasis } from "@/lib/stats/basis";
import { bootstrapInterval } from "@/lib/stats/bootstrap-interval";
import { brennanPrediger } from "@/lib/stats/brennan-prediger";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { cohenKappa } from "@/lib/stats/cohen-kappa";
import { congerKappa } from "@/lib/stats/conger-kappa";
import { contingencyTable } from "@/lib/stats/contingency-table";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Level } from "@/lib/stats/disagreement";
import { fleissKappa } from "@/lib/stats/fleiss-kappa";
import { gwetAc } from "@/lib/stats/gwet-ac";
import type { Interval } from "@/lib/stats/interval";
import { intraclassCorrelation } from "@/lib/stats/intraclass-correlation";
import { krippendorffAlpha } from "@/lib/stats/krippendorff-alpha";
import { meanPairwiseKappa } from "@/lib/stats/mean-pairwise-kappa";
import { percentAgreement } from "@/lib/stats/percent-agreement";
import { seededRandom } from "@/lib/stats/seeded-random";
import { certain, type Measured } from "./measured";
import type { WeightName } from "./scale";

type Rules = { level: Level; weights: WeightName; seed: number };
type Estimated = Defined<{ value: number; interval: Defined<Interval> }>;

/** With more raters the pairs run into the tens of thousands, and hardly two share units. */
const mostPairedRaters = 150;

function alpha(ratings: CodedRatings, { level, seed }: Rules): Estimated {
  const own = krippendorffAlpha(ratings, { level });
  if (!own.defined) return own;
  const replicates = ratings.units > 50_000 ? 200 : 1000;
  const drawn = bootstrapInterval(alphaStatistic(ratings, { level }), { random: seededRandom(seed), replicates });
  return defined({ value: own.value.value, interval: drawn.defined ? defined(drawn.value.interval) : drawn });
}

/** A share ends at 0, which the t interval of a few units does not know. */
function shareOfPairs(ratings: CodedRatings, { weights }: Rules): Estimated {
  const own = percentAgreement(ratings, { weights });
  if (!own.defined || !own.value.interval.defined) return own;
  const interval = own.value.interval.value;
  return certain({ value: own.value.value, interval: { ...interval, low: Math.max(0, interval.low) } });
}

function pairedKappa(ratings: CodedRatings, { weights }: Rules): Estimated {
  if (ratings.raters === 2) return cohenKappa(contingencyTable(ratings, 0, 1), { weights });
  if (ratings.raters > mostPairedRaters) return undefinedBecause(`${ratings.raters} raters make too many pairs`);
  return meanPairwiseKappa(ratings, { weights });
}

const intraclassNames = {
  "1,1": "ICC(1,1), a single rating, raters interchangeable",
  "2,1": "ICC(2,1), a single rating, agreement",
  "3,1": "ICC(3,1), a single rating, consistency",
} as const;

function intraclass(ratings: CodedRatings): Measured[] {
  const result = intraclassCorrelation(ratings);
  return (["1,1", "2,1", "3,1"] as const).map((form) => ({
    key: `icc-${form.replace(",", "-")}`,
    name: intraclassNames[form],
    result: result.defined ? result.value.forms[form] : result,
    n: result.defined ? describeBasis(result.value.basis) : "",
  }));
}

const describeBasis = ({ units, ratings }: Basis) =>
  `${units.toLocaleString("en")} units, ${ratings.toLocaleString("en")} labels`;

/** Every coefficient that the level calls for, and what it was computed on. */
export function measureAgreement(ratings: CodedRatings, rules: Rules): { basis: Basis; measured: Measured[] } {
  const { level, weights } = rules;
  const basis = countBasis(ratings, 2);
  const weighted = weights === "unweighted" ? "" : `, ${weights} weights`;
  const n = describeBasis(basis);
  const entry = (key: string, name: string, result: Estimated): Measured => ({ key, name, result, n });
  const kappaName = ratings.raters === 2 ? "Cohen's kappa" : "Mean kappa of pairs";
  const measured = [
    entry("percent-agreement", `Percent agreement${weighted}`, shareOfPairs(ratings, rules)),
    entry("krippendorff-alpha", `Krippendorff's alpha, ${level}`, alpha(ratings, rules)),
    entry(ratings.raters === 2 ? "cohen-kappa" : "mean-kappa", `${kappaName}${weighted}`, pairedKappa(ratings, rules)),
    entry("fleiss-kappa", `Fleiss' kappa, per unit${weighted}`, fleissKappa(ratings, { weights })),
    entry("conger-kappa", `Conger's kappa${weighted}`, congerKappa(ratings, { weights })),
    entry("gwet-ac", `Gwet's ${weights === "unweighted" ? "AC1" : "AC2"}${weighted}`, gwetAc(ratings, { weights })),
    entry("brennan-prediger", `Brennan-Prediger${weighted}`, brennanPrediger(ratings, { weights })),
  ];
  const isMetric = level === "interval" || level === "ratio";
  return { basis, measured: isMetric ? [...measured, ...intraclass(ratings)] : measured };
}
