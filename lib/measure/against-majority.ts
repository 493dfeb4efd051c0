import { type Estimate, estimateTogether } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { classificationStatistics } from "@/lib/stats/comparison/classification-statistics";
import type { Defined } from "@/lib/stats/defined";
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

/**
 * A judge (`codes`, one per unit, -1 without an answer) against the majority of the people, class by class and then
 * averaged. Units without a majority or an answer do not enter. The three are drawn together.
 */
export function majorityFigures({ people, majority, design }: Ground, codes: Int32Array): MajorityFigures {
  const both = new Int32Array(2 * people.units);
  for (let unit = 0; unit < people.units; unit++) {
    both[2 * unit] = majority[unit];
    both[2 * unit + 1] = codes[unit];
  }
  const pair: CodedRatings = { ...people, raters: 2, codes: both };
  const patterns = imagineRaterPatterns(collapseUnits(pair, true), 2, pair.categories.length);
  const of = classificationStatistics(pair, patterns);
  return estimateTogether(
    {
      balancedAccuracy: { statistic: of.balancedAccuracy, because: oneClass },
      macroF1: { statistic: of.macroF1, because: oneClass },
      mcc: { statistic: of.mcc, because: oneClass },
    },
    design,
  );
}
