import { type Answer, defineCoefficient, type Plan } from "@/lib/measure/coefficient";
import { undrawn } from "@/lib/measure/estimate";
import { meanKappa } from "@/lib/measure/mean-kappa";
import { type CoefficientKey, keys } from "@/lib/measure/measured";
import type { NamedRatings, Ratings, Scale } from "@/lib/measure/ratings";
import { noPairs, ownOptions } from "@/lib/measure/reasons";
import { tooManyLabels } from "@/lib/measure/too-many-labels";
import { aboveChanceStatistic } from "@/lib/stats/agreement/above-chance";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { brennanPrediger } from "@/lib/stats/agreement/brennan-prediger";
import { congerKappa } from "@/lib/stats/agreement/conger-kappa";
import { congerStatistic } from "@/lib/stats/agreement/conger-statistic";
import { fleissKappa } from "@/lib/stats/agreement/fleiss-kappa";
import { gwetAc } from "@/lib/stats/agreement/gwet-ac";
import { intraclassCorrelation } from "@/lib/stats/agreement/intraclass-correlation";
import { intraclassStatistics, type SingleForm } from "@/lib/stats/agreement/intraclass-statistic";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { meanPairwiseKappa } from "@/lib/stats/agreement/mean-pairwise-kappa";
import {
  jaccardIndex,
  jaccardWeights,
  masiDistance,
  masiWeights,
  overlapOf,
  overlapWeights,
} from "@/lib/stats/agreement/multi-select";
import { patternStatistics } from "@/lib/stats/agreement/pattern-statistics";
import { percentAgreement } from "@/lib/stats/agreement/percent-agreement";
import { pooledPairsKappa, pooledPairsStatistic } from "@/lib/stats/agreement/pooled-pairs-kappa";
import { unitAgreement } from "@/lib/stats/agreement/unit-agreement";
import { defined, undefinedBecause } from "@/lib/stats/defined";
import type { UnitStatistic } from "@/lib/stats/resampling/unit-statistic";

const shared: readonly Scale[] = ["nominal", "ordinal", "interval", "ratio", "set"];
const ofSets: readonly Scale[] = ["set", "own-options"];
const ordered: readonly Scale[] = ["ordinal", "interval", "ratio"];
const numbers: readonly Scale[] = ["interval", "ratio"];

const withWeights =
  (name: string) =>
  ({ weights, sets }: Ratings) =>
    weights === "unweighted" ? `${name}${sets ? ", whole sets" : ""}` : `${name}, ${weights} weights`;
const isOfSets = ({ sets }: Ratings) => sets !== null;
const membersOf = ({ sets }: Plan) => (sets?.members ?? []).map((members) => new Set(members));

/**
 * Whether some unit has two labels: without one nothing is defined, and the reason is that and not that all labels
 * are alike.
 */
const hasPairs = ({ patterns }: Plan) => {
  const { starts } = patterns();
  return starts.some((start, group) => (starts[group + 1] ?? start) - start > 1);
};
const oneAnswer = "every label is the same, so no disagreement could be expected";
/** Why a coefficient whose chance comes from the labels is undefined, where it is: no pair, or chance is certainty. */
const corrected = (plan: Plan) => (hasPairs(plan) ? oneAnswer : noPairs);
/** Why a coefficient whose chance comes from the number of answers is undefined, where it is. */
const evenly = (plan: Plan) => (plan.votes.categories.length < 2 ? "there is only one answer to choose" : noPairs);

const isPair = ({ people }: Ratings) => people.defined && people.value.raters === 2;
const isWeighted = ({ weights }: Ratings) => weights !== "unweighted";

/** Every label of every person is gone through at each resample: more would take longer than a page may. */
const mostResampledCells = 100_000_000;

const percent = defineCoefficient({
  key: keys.percent,
  name: ({ sets }) => (sets ? "Percent agreement, the same set" : "Percent agreement"),
  levels: [...shared, "own-options"],
  needs: "votes",
  measure: (plan) => ({
    statistic: plan.plain().percent,
    because: noPairs,
  }),
  exact: percentAgreement,
  source: "Gwet 2014",
});

/**
 * A statistic whose distances between sets are a table of every set by every other, which grows with the square of
 * how many different sets were given: beyond a limit it is refused.
 */
const ofPairsOfSets = (
  plan: Plan,
  weights: (sets: ReturnType<typeof membersOf>) => number[][],
  measure: (table: number[][]) => UnitStatistic,
  because: string,
): Answer => {
  const tooMany = tooManyLabels(plan.votes, "set");
  if (tooMany !== null) return { ready: undefinedBecause(tooMany) };
  return { statistic: measure(weights(membersOf(plan))), because };
};

/**
 * The mean over pairs of labels of an agreement between their sets, averaged over units as percent agreement is: it
 * is percent agreement with that table of weights.
 */
const meanOfSets =
  (weights: typeof jaccardWeights) =>
  (plan: Plan): Answer =>
    ofPairsOfSets(plan, weights, (table) => patternStatistics(plan.votes, table, plan.patterns()).percent, noPairs);

const jaccard = defineCoefficient({
  key: keys.jaccard,
  name: () => "Mean Jaccard index",
  levels: ofSets,
  needs: "votes",
  isFor: isOfSets,
  measure: meanOfSets(jaccardWeights),
  exact: jaccardIndex,
  source: "Jaccard 1912",
});

const overlap = defineCoefficient({
  key: keys.overlap,
  name: () => "Sets with an option in common",
  levels: ofSets,
  needs: "votes",
  isFor: isOfSets,
  measure: meanOfSets(overlapWeights),
  exact: overlapOf,
  source: "the share of pairs, as in percent agreement",
});

const aboveChance = defineCoefficient({
  key: keys.aboveChance,
  name: () => "Beyond 1/N",
  levels: ["own-options"],
  needs: "votes",
  isFor: (ratings) => !isOfSets(ratings),
  measure: ({ votes, options }) => {
    const agreement = unitAgreement(votes);
    const chances = options ?? new Float64Array(votes.units).fill(1);
    const statistic = aboveChanceStatistic(
      agreement,
      chances.map((count) => 1 / Math.max(1, count)),
    );
    return { statistic, because: agreement.every(Number.isNaN) ? noPairs : "an item has one option only" };
  },
  exact: null,
  source: "Bennett, Alpert and Goldstein 1954, item by item",
});

/** The distances of a ratio scale have no sum in closed form: with n numbers every resample would take n squared. */
const unresampled = "a ratio scale with so many different numbers is not resampled; round them, or use interval level";

const masi = defineCoefficient({
  key: keys.masi,
  name: () => "Krippendorff's alpha, MASI distance",
  levels: ["set"],
  needs: "votes",
  measure: (plan) =>
    ofPairsOfSets(
      plan,
      masiWeights,
      (weights) => alphaStatistic(plan.votes, { weights }, plan.patterns()),
      corrected(plan),
    ),
  exact: masiDistance,
  source: "Passonneau 2006; Krippendorff 2011",
});

const alphaNames: Partial<Record<Scale, string>> = {
  "own-options": "Alpha and kappa",
  set: "Krippendorff's alpha, whole sets",
};

const alpha = defineCoefficient({
  key: keys.alpha,
  name: ({ level }) => alphaNames[level] ?? `Krippendorff's alpha, ${level}`,
  levels: [...shared, "own-options"],
  needs: "votes",
  measure: (plan) => {
    const { votes, level, tooMany, patterns } = plan;
    if (level === "own-options") return { ready: undefinedBecause(ownOptions) };
    if (level !== "ratio" || tooMany === null)
      return {
        statistic: alphaStatistic(votes, { level: level === "set" ? "nominal" : level }, patterns()),
        because: corrected(plan),
      };
    const own = krippendorffAlpha(votes, { level });
    return { ready: own.defined ? defined(undrawn(own.value.value, undefinedBecause(unresampled))) : own };
  },
  exact: krippendorffAlpha,
  source: "Krippendorff 2011",
});

const gwet = defineCoefficient({
  key: keys.gwet,
  name: (ratings) => withWeights(`Gwet's ${isWeighted(ratings) ? "AC2" : "AC1"}`)(ratings),
  levels: shared,
  needs: "votes",
  countsCategories: true,
  measure: (plan) => ({ statistic: plan.weighted().gwet, because: evenly(plan) }),
  exact: gwetAc,
  source: "Gwet 2008",
});

const fleiss = defineCoefficient({
  key: keys.fleiss,
  name: withWeights("Fleiss' kappa, per unit"),
  levels: shared,
  needs: "votes",
  countsCategories: true,
  measure: (plan) => ({ statistic: plan.weighted().fleiss, because: corrected(plan) }),
  exact: fleissKappa,
  source: "Fleiss 1971; per unit: Gwet 2014",
});

const evenChance = defineCoefficient({
  key: keys.evenChance,
  name: withWeights("Brennan-Prediger"),
  levels: shared,
  needs: "votes",
  countsCategories: true,
  measure: (plan) => ({ statistic: plan.weighted().brennanPrediger, because: evenly(plan) }),
  exact: brennanPrediger,
  source: "Brennan and Prediger 1981",
});

const conger = defineCoefficient({
  key: keys.conger,
  name: withWeights("Conger's kappa"),
  levels: shared,
  needs: "people",
  countsCategories: true,
  measure: (plan, people) => {
    const patterns = plan.ratersPatterns(people);
    if (patterns.groups * people.raters * plan.design.replicates > mostResampledCells)
      return { ready: undefinedBecause("there are too many people times items to resample") };
    return { statistic: congerStatistic(people, plan.weights, patterns), because: corrected(plan) };
  },
  exact: congerKappa,
  source: "Conger 1980",
});

const cohen = defineCoefficient({
  key: keys.cohen,
  name: withWeights("Cohen's kappa"),
  levels: shared,
  needs: "people",
  countsCategories: true,
  isFor: isPair,
  measure: ({ design, weights, ratersPatterns }, people) => meanKappa(people, weights, design, ratersPatterns(people)),
  exact: meanPairwiseKappa,
  source: "Cohen 1960, 1968",
});

const meanOfPairs = defineCoefficient({
  key: keys.meanOfPairs,
  name: (ratings) =>
    isPair(ratings)
      ? "Cohen's kappa, unweighted"
      : `Cohen's kappa, mean of pairs${isOfSets(ratings) ? ", whole sets" : ""}`,
  levels: shared,
  needs: "people",
  countsCategories: true,
  isFor: (ratings) => isWeighted(ratings) || !isPair(ratings),
  measure: ({ design, ratersPatterns }, people) => meanKappa(people, "unweighted", design, ratersPatterns(people)),
  exact: meanPairwiseKappa,
  source: "Light 1971",
});

const weightedOfPairs = defineCoefficient({
  key: keys.weightedOfPairs,
  name: withWeights("Cohen's kappa, mean of pairs"),
  levels: shared,
  needs: "people",
  countsCategories: true,
  isFor: (ratings) => isWeighted(ratings) && !isPair(ratings),
  measure: ({ design, weights, ratersPatterns }, people) => meanKappa(people, weights, design, ratersPatterns(people)),
  exact: meanPairwiseKappa,
  source: "Cohen 1968",
});

const pooled = defineCoefficient({
  key: keys.pooled,
  name: ({ sets }) => `Cohen's kappa, pooled over pairs${sets ? ", whole sets" : ""}`,
  levels: shared,
  needs: "votes",
  countsCategories: true,
  measure: (plan) => ({ statistic: pooledPairsStatistic(plan.votes, plan.patterns()), because: corrected(plan) }),
  exact: pooledPairsKappa,
  source: "Scott 1955, over all pairs of labels",
});

const intraclass = (key: CoefficientKey, form: SingleForm, name: string, levels: readonly Scale[]) =>
  defineCoefficient({
    key,
    name: () => name,
    levels,
    needs: "people",
    measure: (plan: Plan, people: NamedRatings) => ({
      statistic: intraclassStatistics(people, plan.ratersPatterns(people))[form],
      because:
        people.raters < 2
          ? noPairs
          : `fewer than two items were labeled by every one of the ${people.raters} people, or all their labels are the same`,
    }),
    exact: intraclassCorrelation,
    source: "Shrout and Fleiss 1979; McGraw and Wong 1996",
  });

/** Every coefficient of agreement there is, in the order of pages and tables. */
export const coefficients = {
  percent,
  jaccard,
  overlap,
  aboveChance,
  masi,
  alpha,
  gwet,
  fleiss,
  evenChance,
  cohen,
  meanOfPairs,
  weightedOfPairs,
  conger,
  pooled,
  icc11: intraclass(keys.icc11, "1,1", "ICC(1,1), one label, people interchangeable", numbers),
  icc21: intraclass(keys.icc21, "2,1", "ICC(2,1), one person's label", ordered),
  icc31: intraclass(keys.icc31, "3,1", "ICC(3,1), one person's label, levels aside", numbers),
};
