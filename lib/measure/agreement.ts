import { spreadShare } from "@/lib/measure/cluster-share";
import { askCoefficient, isForLabels, type Plan } from "@/lib/measure/coefficient";
import { coefficients } from "@/lib/measure/coefficients";
import type { Design } from "@/lib/measure/design";
import { type Asked, type Estimate, estimateTogether } from "@/lib/measure/estimate";
import { type CoefficientKey, keys, type Measured } from "@/lib/measure/measured";
import { arrange, type Ratings } from "@/lib/measure/ratings";
import { tooManyLabels } from "@/lib/measure/too-many-labels";
import { patternStatistics } from "@/lib/stats/agreement/pattern-statistics";
import { unitAgreement } from "@/lib/stats/agreement/unit-agreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { imaginePatterns, imagineRaterPatterns } from "@/lib/stats/resampling/imagined-patterns";
import { collapseUnits } from "@/lib/stats/resampling/unit-statistic";

/** Makes a thing when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * What coefficients of these labels share, made when it is first asked for and once: units collapsed into patterns
 * with and without who said what, and the statistics over them with and without weights. That they are the same
 * objects is what lets `bootstrapTogether` draw for all of them at once.
 */
function planOf(ratings: Ratings, design: Design): Plan {
  const { votes, weights, level, sets } = ratings;
  const imagine = (people: CodedRatings) =>
    imagineRaterPatterns(collapseUnits(people, true), people.raters, people.categories.length);
  const patterns = once(() => imaginePatterns(collapseUnits(votes), votes.categories.length));
  const ofRaters = once(() => (ratings.people.defined ? imagine(ratings.people.value) : null));
  const plain = once(() => patternStatistics(votes, "unweighted", patterns()));
  return {
    ...ratings,
    design,
    patterns,
    plain,
    ratersPatterns: (people) => ofRaters() ?? imagine(people),
    weighted: weights === "unweighted" ? plain : once(() => patternStatistics(votes, weights, patterns())),
    tooMany: level === "own-options" ? null : tooManyLabels(votes, sets ? "nominal" : level),
  };
}

/** The clusters with a unit of two labels or more: what agreement rests on. */
function pairableClusters({ votes }: Ratings, { clusterOf }: Design): number {
  const clusters = new Set<number>();
  for (const [unit, share] of unitAgreement(votes).entries()) if (!Number.isNaN(share)) clusters.add(clusterOf(unit));
  return clusters.size;
}

/** More categories are no list of shares that anybody reads. */
const mostShares = 60;

/** Shares of pairs of labels, not corrected for chance: Wilson's interval, the rest is drawn. */
const shareKeys: readonly CoefficientKey[] = [keys.percent, keys.jaccard, keys.overlap];

/**
 * Every coefficient that is for these labels, or those of them that are wanted, and how common each category is (in
 * the order of `given`'s categories). All that is resampled is drawn in one pass, in the order of the units.
 *
 * Figures are the same to the last digit wherever the labels came from: people and categories are put into one
 * order first (`arrange`), for sums depend on theirs, and the seed and the units' order are the design's. Shares have
 * Wilson's interval over the clusters that hold a pair, or a label.
 */
export function measureAgreement(
  given: Ratings,
  design: Design,
  wanted?: ReadonlySet<CoefficientKey>,
): { measured: Measured[]; shares: Defined<Estimate>[] } {
  const ratings = arrange(given);
  const plan = planOf(ratings, design);
  const kinds = Object.values(coefficients).filter(
    (kind) => isForLabels(kind, ratings) && (wanted?.has(kind.key) ?? true),
  );
  const answers = kinds.map((kind) => ({ kind, answer: askCoefficient(kind, plan) }));
  const asked: Record<string, Asked> = Object.fromEntries(
    answers.flatMap(({ kind, answer }) =>
      "statistic" in answer && !shareKeys.includes(kind.key) ? [[kind.key, answer] as const] : [],
    ),
  );
  const paired = once(() => pairableClusters(ratings, design));
  const hasShares = ratings.level !== "own-options" && !ratings.sets && ratings.votes.categories.length <= mostShares;
  const shareOfCategory = (place: number) =>
    hasShares
      ? spreadShare(
          { statistic: plan.plain().shareOf(place), because: "nobody gave a label", clusters: design.over.count },
          design,
        )
      : undefinedBecause("it was not asked for");
  const drawn = estimateTogether(asked, design);
  const get = (key: string) => drawn[key] ?? undefinedBecause("it was not asked for");
  const measured = answers.map(({ kind, answer }): Measured => {
    const named = { key: kind.key, name: kind.name(ratings), ...(answer.pairs && { pairs: answer.pairs }) };
    if ("ready" in answer) return { ...named, estimate: answer.ready };
    if (!shareKeys.includes(kind.key)) return { ...named, estimate: get(kind.key) };
    return { ...named, estimate: spreadShare({ ...answer, clusters: paired() }, design) };
  });
  const shareOf = new Map(
    ratings.votes.categories.map((category, place) => [category, shareOfCategory(place)] as const),
  );
  const noShare = undefinedBecause("it was not asked for");
  return { measured, shares: given.votes.categories.map((category) => shareOf.get(category) ?? noShare) };
}
