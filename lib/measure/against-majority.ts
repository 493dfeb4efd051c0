import { countOf } from "@/lib/format-number";
import { balancedAccuracy } from "@/lib/measure/balanced-accuracy";
import { type Estimate, estimateTogether } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { classificationStatistics } from "@/lib/stats/comparison/classification-statistics";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { imagineRaterPatterns } from "@/lib/stats/resampling/imagined-patterns";
import { collapseUnits } from "@/lib/stats/resampling/unit-statistic";

/**
 * What accuracy alone hides: a judge's answers against the majority, each class weighing alike. Formulas:
 * `classify`.
 */
export type MajorityFigures = {
  balancedAccuracy: Defined<Estimate>;
  macroF1: Defined<Estimate>;
  mcc: Defined<Estimate>;
};

const oneClass = "one side is a single class throughout, or no unit has both";

/** Fewer items than this of one class of several, and a mean over classes hangs on them. */
const fewestOfClass = 10;

/**
 * Why a mean of F1 has no interval, if so: with more than two classes, one of which is the majority on hardly an
 * item. Its share of hits weighs as much as that of any other, and what three items say of it covers too seldom.
 */
function rareClass(
  { people, majority, design }: Pick<Ground, "people" | "majority" | "design">,
  codes: Int32Array,
): string | null {
  const clustersOf = new Map<number, Set<number>>();
  for (const [unit, code] of codes.entries()) {
    const truth = majority[unit];
    if (code < 0 || truth < 0) continue;
    clustersOf.set(truth, (clustersOf.get(truth) ?? new Set()).add(design.clusterOf(unit)));
  }
  if (clustersOf.size < 3) return null;
  const [code, clusters] = [...clustersOf].reduce((least, own) => (own[1].size < least[1].size ? own : least));
  if (clusters.size >= fewestOfClass) return null;
  const items = countOf(clusters.size, design.over.by === "prompts" ? "prompt" : "item");
  return `the people's majority is “${people.categories[code]}” on ${items} only; ${fewestOfClass} of every answer are needed`;
}

/**
 * A judge (`codes`, one per unit, -1 without an answer) against the majority of the people, class by class and then
 * averaged. Units without a majority or an answer do not enter. The last two are drawn together.
 */
export function majorityFigures(ground: Ground, codes: Int32Array): MajorityFigures {
  const { people, majority, design } = ground;
  const both = new Int32Array(2 * people.units);
  for (let unit = 0; unit < people.units; unit++) {
    both[2 * unit] = majority[unit];
    both[2 * unit + 1] = codes[unit];
  }
  const pair: CodedRatings = { ...people, raters: 2, codes: both };
  const patterns = imagineRaterPatterns(collapseUnits(pair, true), 2, pair.categories.length);
  const of = classificationStatistics(pair, patterns);
  const { macroF1, mcc } = estimateTogether(
    {
      macroF1: { statistic: of.macroF1, because: oneClass },
      mcc: { statistic: of.mcc, because: oneClass },
    },
    design,
  );
  const rare = rareClass({ people, majority, design }, codes);
  const withheld = (own: Defined<Estimate>) =>
    own.defined && rare !== null ? defined({ ...own.value, interval: undefinedBecause(rare) }) : own;
  return { balancedAccuracy: balancedAccuracy(ground, codes), macroF1: withheld(macroF1), mcc };
}
