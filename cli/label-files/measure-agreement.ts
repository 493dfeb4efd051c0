import { countSharing, enoughShared, manyRaters } from "@/lib/analysis/mean-kappa";
import { countOf, formatCount } from "@/lib/format-number";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { type Basis, countBasis } from "@/lib/stats/agreement/basis";
import { brennanPrediger } from "@/lib/stats/agreement/brennan-prediger";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { congerKappa } from "@/lib/stats/agreement/conger-kappa";
import { congerStatistic } from "@/lib/stats/agreement/conger-statistic";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import type { Level } from "@/lib/stats/agreement/disagreement";
import { fleissKappa } from "@/lib/stats/agreement/fleiss-kappa";
import { gwetAc } from "@/lib/stats/agreement/gwet-ac";
import { intraclassCorrelation } from "@/lib/stats/agreement/intraclass-correlation";
import { intraclassStatistics } from "@/lib/stats/agreement/intraclass-statistic";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { meanPairwiseKappa } from "@/lib/stats/agreement/mean-pairwise-kappa";
import { patternStatistics } from "@/lib/stats/agreement/pattern-statistics";
import { percentAgreement } from "@/lib/stats/agreement/percent-agreement";
import { pooledPairsKappa, pooledPairsStatistic } from "@/lib/stats/agreement/pooled-pairs-kappa";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { collapseUnits, type UnitStatistic } from "@/lib/stats/resampling/unit-statistic";
import { type Asked, type Drawing, estimateTogether } from "./estimate-together";
import { certain, type Estimated, type Measured } from "./measured";
import type { WeightName } from "./scale";
import { tooManyLabels } from "./too-many-labels";

/** `clusters` names what each unit shares with others; null where units are independent. */
type Rules = Drawing & { level: Level; weights: WeightName };
/** `refused` says why labels are too many to be categories, if so. */
type Plan = Rules & { ratings: CodedRatings; refused: string | null };
type Coefficient = Omit<Measured, "n">;

/** With more raters the pairs run into the tens of thousands, and hardly two share units. */
const mostPairedRaters = 150;

/** A figure of categories, or why labels are none. */
const ofCategories = ({ refused }: Plan, measure: () => Estimated): Estimated =>
  refused === null ? measure() : undefinedBecause(refused);

/** A value without an interval of its own: it is among those that are always resampled. */
const toBeDrawn = (own: Defined<{ value: number }>): Estimated =>
  own.defined ? defined({ value: own.value.value, interval: undefinedBecause("it was not resampled") }) : own;

/** A share ends at 0, which the t interval of a few units does not know. */
function shareOfPairs({ ratings, weights, refused }: Plan): Estimated {
  // Without a table of weights it takes no longer with many labels than with few.
  if (refused !== null && weights !== "unweighted" && weights !== "quadratic") return undefinedBecause(refused);
  const own = percentAgreement(ratings, { weights });
  if (!own.defined || !own.value.interval.defined) return own;
  const interval = own.value.interval.value;
  return certain({ value: own.value.value, interval: { ...interval, low: Math.max(0, interval.low) } });
}

/** The distances of a ratio scale have no sum in closed form: with n numbers every resample would take n squared. */
const canResampleAlpha = ({ level, refused }: Plan) => level !== "ratio" || refused === null;

function alpha(plan: Plan): Estimated {
  const own = krippendorffAlpha(plan.ratings, { level: plan.level });
  if (!own.defined || canResampleAlpha(plan) || plan.clusters === null) return own;
  const because = "a ratio scale with so many different numbers is not resampled; round them, or use --level interval";
  return defined({ value: own.value.value, interval: undefinedBecause(because) });
}

/** Why the kappas of pairs are not averaged, if so. */
function pairsRefused({ ratings, refused }: Plan): string | null {
  if (refused !== null) return refused;
  if (ratings.raters > mostPairedRaters) return `${ratings.raters} raters make too many pairs`;
  if (ratings.raters <= manyRaters) return null;
  const { pairs, enough, most } = countSharing(ratings);
  if (enough * 2 >= pairs) return null;
  return `${formatCount(enough)} of ${formatCount(pairs)} pairs of raters share ${enoughShared} units or more (${formatCount(most)} at most); see the kappa pooled over pairs`;
}

function meanKappa(plan: Plan): Pick<Coefficient, "result" | "pairs"> {
  const { ratings, weights, clusters } = plan;
  const because = pairsRefused(plan);
  if (because !== null) return { result: undefinedBecause(because) };
  const mean = meanPairwiseKappa(ratings, { weights, clusters: clusters ?? undefined });
  if (!mean.defined) return { result: mean };
  const { value, interval, pairs: used, undefinedPairs: withoutKappa, unitsPerPair } = mean.value;
  const { fewest: fewestUnits, most: mostUnits } = unitsPerPair;
  return { result: defined({ value, interval }), pairs: { used, withoutKappa, fewestUnits, mostUnits } };
}

/** Cohen's kappa of two raters; of more the mean over pairs, and the pooled kappa, which no pair needs much in common for. */
function pairedKappas(plan: Plan, weighted: string): Coefficient[] {
  const { ratings, weights, clusters } = plan;
  if (ratings.raters === 2) {
    const own = () => cohenKappa(contingencyTable(ratings, 0, 1), { weights });
    const result = clusters === null ? ofCategories(plan, own) : meanKappa(plan).result;
    return [{ key: "cohen-kappa", name: `Cohen's kappa${weighted}`, result }];
  }
  const pooled = `Kappa pooled over pairs${weighted === "" ? "" : ", unweighted"}`;
  return [
    { key: "mean-kappa", name: `Mean kappa of pairs${weighted}`, ...meanKappa(plan) },
    { key: "pooled-kappa", name: pooled, result: ofCategories(plan, () => toBeDrawn(pooledPairsKappa(ratings))) },
  ];
}

const intraclassNames = {
  "1,1": "ICC(1,1), a single rating, raters interchangeable",
  "2,1": "ICC(2,1), a single rating, agreement",
  "3,1": "ICC(3,1), a single rating, consistency",
} as const;

function intraclass({ ratings, level }: Plan): Coefficient[] {
  if (level !== "interval" && level !== "ratio") return [];
  const all = intraclassCorrelation(ratings);
  return (["1,1", "2,1", "3,1"] as const).map((form) => ({
    key: `icc-${form.replace(",", "-")}`,
    name: intraclassNames[form],
    result: all.defined ? all.value.forms[form] : all,
  }));
}

function listCoefficients(plan: Plan): Coefficient[] {
  const { ratings, level, weights } = plan;
  const weighted = weights === "unweighted" ? "" : `, ${weights} weights`;
  const counted = (key: string, name: string, measure: () => Estimated): Coefficient => ({
    ...{ key, name: `${name}${weighted}`, result: ofCategories(plan, measure) },
  });
  return [
    { key: "percent-agreement", name: `Percent agreement${weighted}`, result: shareOfPairs(plan) },
    { key: "krippendorff-alpha", name: `Krippendorff's alpha, ${level}`, result: alpha(plan) },
    ...pairedKappas(plan, weighted),
    counted("fleiss-kappa", "Fleiss' kappa, per unit", () => fleissKappa(ratings, { weights })),
    counted("conger-kappa", "Conger's kappa", () => congerKappa(ratings, { weights })),
    counted("gwet-ac", `Gwet's ${weighted === "" ? "AC1" : "AC2"}`, () => gwetAc(ratings, { weights })),
    counted("brennan-prediger", "Brennan-Prediger", () => brennanPrediger(ratings, { weights })),
    ...intraclass(plan),
  ];
}

/**
 * The coefficients to be resampled as functions of unit weights: where units are independent those that theory gives no
 * interval that holds for few units, else all but the mean over pairs, whose jackknife leaves out clusters.
 */
function listStatistics(plan: Plan): Record<string, () => UnitStatistic> {
  const { ratings, level, weights, clusters } = plan;
  const votes = collapseUnits(ratings);
  const always: Record<string, () => UnitStatistic> = {
    ...(canResampleAlpha(plan) ? { "krippendorff-alpha": () => alphaStatistic(ratings, { level }, votes) } : {}),
    "pooled-kappa": () => pooledPairsStatistic(ratings, votes),
  };
  if (clusters === null) return always;
  const byRater = collapseUnits(ratings, true);
  const ofVotes = () => patternStatistics(ratings, weights, votes);
  const ofRaters = () => intraclassStatistics(ratings, byRater);
  return {
    ...always,
    "percent-agreement": () => ofVotes().percent,
    "fleiss-kappa": () => ofVotes().fleiss,
    "gwet-ac": () => ofVotes().gwet,
    "brennan-prediger": () => ofVotes().brennanPrediger,
    "conger-kappa": () => congerStatistic(ratings, weights, byRater),
    "icc-1-1": () => ofRaters()["1,1"],
    "icc-2-1": () => ofRaters()["2,1"],
    "icc-3-1": () => ofRaters()["3,1"],
  };
}

/** Every coefficient that the level calls for, and what it was computed on. */
export function measureAgreement(ratings: CodedRatings, rules: Rules): { basis: Basis; measured: Measured[] } {
  const plan = { ...rules, ratings, refused: tooManyLabels(ratings, rules.level) };
  const basis = countBasis(ratings, 2);
  const n = `${countOf(basis.units, "unit")}, ${countOf(basis.ratings, "label")}`;
  const coefficients = listCoefficients(plan);
  const statistics = listStatistics(plan);
  const asked = coefficients.flatMap(({ key, result: own }): [string, Asked][] => {
    const statistic = own.defined ? statistics[key] : undefined;
    return statistic ? [[key, { own, statistic: statistic() }]] : [];
  });
  const drawn = estimateTogether(Object.fromEntries(asked), rules);
  const measured = coefficients.map((own) => ({ ...own, result: drawn[own.key] ?? own.result, n }));
  return { basis, measured };
}
