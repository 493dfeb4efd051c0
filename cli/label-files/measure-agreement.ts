import { alphaStatistic } from "@/lib/stats/alpha-statistic";
import { type Basis, countBasis } from "@/lib/stats/basis";
import { bootstrapInterval } from "@/lib/stats/bootstrap-interval";
import { brennanPrediger } from "@/lib/stats/brennan-prediger";
import { type CodedRatings, selectUnits } from "@/lib/stats/coded-ratings";
import { cohenKappa } from "@/lib/stats/cohen-kappa";
import { congerKappa } from "@/lib/stats/conger-kappa";
import { contingencyTable } from "@/lib/stats/contingency-table";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Level } from "@/lib/stats/disagreement";
import { fleissKappa } from "@/lib/stats/fleiss-kappa";
import { gwetAc } from "@/lib/stats/gwet-ac";
import type { Interval } from "@/lib/stats/interval";
import { type IntraclassCorrelation, intraclassCorrelation } from "@/lib/stats/intraclass-correlation";
import { krippendorffAlpha } from "@/lib/stats/krippendorff-alpha";
import { meanPairwiseKappa } from "@/lib/stats/mean-pairwise-kappa";
import { patternStatistics } from "@/lib/stats/pattern-statistics";
import { percentAgreement } from "@/lib/stats/percent-agreement";
import { seededRandom } from "@/lib/stats/seeded-random";
import { listStatistic, type UnitStatistic } from "@/lib/stats/unit-statistic";
import { certain, type Measured } from "./measured";
import type { WeightName } from "./scale";

/** `clusters` names what each unit shares with others; null where units are independent. */
type Rules = { level: Level; weights: WeightName; seed: number; clusters: readonly string[] | null };
type Valued = Defined<{ value: number }>;
type Estimated = Defined<{ value: number; interval: Defined<Interval> }>;

/** With more raters the pairs run into the tens of thousands, and hardly two share units. */
const mostPairedRaters = 150;
const manyUnits = 50_000;

/** The value with a bootstrap over units, or over clusters of them. */
function resampled(own: Valued, statistic: UnitStatistic, { seed, clusters }: Rules): Estimated {
  if (!own.defined) return own;
  const replicates = statistic.groupOf.length > manyUnits ? 200 : 1000;
  const drawn = bootstrapInterval(statistic, {
    ...{ random: seededRandom(seed), replicates, clusters: clusters ?? undefined },
  });
  return defined({ value: own.value.value, interval: drawn.defined ? defined(drawn.value.interval) : drawn });
}

/** A coefficient as a function of unit weights, by computing it anew on every resample. */
const anew = (ratings: CodedRatings, coefficient: (drawn: CodedRatings) => Valued): UnitStatistic =>
  listStatistic(ratings.units, (chosen) => {
    const own = coefficient(selectUnits(ratings, chosen));
    return own.defined ? own.value.value : Number.NaN;
  });

/** The coefficient's own interval where units are independent, else a bootstrap over clusters. */
function byClusters(own: Estimated, statistic: () => UnitStatistic, rules: Rules): Estimated {
  return rules.clusters === null ? own : resampled(own, statistic(), rules);
}

/** A share ends at 0, which the t interval of a few units does not know. */
function shareOfPairs(ratings: CodedRatings, weights: WeightName): Estimated {
  const own = percentAgreement(ratings, { weights });
  if (!own.defined || !own.value.interval.defined) return own;
  const interval = own.value.interval.value;
  return certain({ value: own.value.value, interval: { ...interval, low: Math.max(0, interval.low) } });
}

function pairedKappa(ratings: CodedRatings, { weights, clusters }: Rules): Estimated {
  if (ratings.raters === 2 && clusters === null) return cohenKappa(contingencyTable(ratings, 0, 1), { weights });
  if (ratings.raters > mostPairedRaters) return undefinedBecause(`${ratings.raters} raters make too many pairs`);
  return meanPairwiseKappa(ratings, { weights, clusters: clusters ?? undefined });
}

const intraclassNames = {
  "1,1": "ICC(1,1), a single rating, raters interchangeable",
  "2,1": "ICC(2,1), a single rating, agreement",
  "3,1": "ICC(3,1), a single rating, consistency",
} as const;

function intraclass(ratings: CodedRatings, rules: Rules): Measured[] {
  const result = intraclassCorrelation(ratings);
  const formOf = (all: Defined<IntraclassCorrelation>, form: keyof typeof intraclassNames) =>
    all.defined ? all.value.forms[form] : all;
  return (["1,1", "2,1", "3,1"] as const).map((form) => ({
    key: `icc-${form.replace(",", "-")}`,
    name: intraclassNames[form],
    result: byClusters(
      formOf(result, form),
      () => anew(ratings, (drawn) => formOf(intraclassCorrelation(drawn), form)),
      rules,
    ),
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
  const patterns = () => patternStatistics(ratings, weights);
  const anewWith = (coefficient: typeof congerKappa) => () => anew(ratings, (drawn) => coefficient(drawn, { weights }));
  const whole = (key: string, name: string, own: Estimated, statistic: () => UnitStatistic) =>
    entry(key, `${name}${weighted}`, byClusters(own, statistic, rules));
  const measured = [
    whole("percent-agreement", "Percent agreement", shareOfPairs(ratings, weights), () => patterns().percent),
    entry(
      "krippendorff-alpha",
      `Krippendorff's alpha, ${level}`,
      resampled(krippendorffAlpha(ratings, { level }), alphaStatistic(ratings, { level }), rules),
    ),
    entry(ratings.raters === 2 ? "cohen-kappa" : "mean-kappa", `${kappaName}${weighted}`, pairedKappa(ratings, rules)),
    whole("fleiss-kappa", "Fleiss' kappa, per unit", fleissKappa(ratings, { weights }), () => patterns().fleiss),
    whole("conger-kappa", "Conger's kappa", congerKappa(ratings, { weights }), anewWith(congerKappa)),
    whole(
      "gwet-ac",
      `Gwet's ${weights === "unweighted" ? "AC1" : "AC2"}`,
      gwetAc(ratings, { weights }),
      () => patterns().gwet,
    ),
    whole("brennan-prediger", "Brennan-Prediger", brennanPrediger(ratings, { weights }), anewWith(brennanPrediger)),
  ];
  const isMetric = level === "interval" || level === "ratio";
  return { basis, measured: isMetric ? [...measured, ...intraclass(ratings, rules)] : measured };
}
