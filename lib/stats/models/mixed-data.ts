import { requireNumbers } from "@/lib/stats/parts/require-numbers";

/** A grouping whose levels are drawn from many: outputs, prompts, raters. `codes` says which level each label is of. */
export type RandomFactor = { name: string; levels: number; codes: Int32Array };

/** What is estimated for itself: a column of numbers for each, one number a label. */
export type FixedEffects = { names: readonly string[]; columns: readonly Float64Array[] };

/** What a mixed model is of: fixed effects, and random intercepts of factors that may cross or nest. */
export type MixedDesign = { fixed: FixedEffects; factors: readonly RandomFactor[] };

/** The part of a variance that a factor's intercepts have. `isBoundary` where the estimate is 0. */
export type VarianceComponent = { name: string; levels: number; variance: number; isBoundary: boolean };

/** Levels of all factors but the largest: their block of the normal equations is dense, and solved many times. */
export const mostDenseLevels = 1000;

/**
 * Columns for a condition: an intercept, and for each other level 1 where a label is of it, so that effects are
 * differences to the baseline (level 0). Without the intercept for scales, whose thresholds stand for it.
 */
export function contrastColumns(
  codes: Int32Array,
  levels: readonly string[],
  { intercept = true }: { intercept?: boolean } = {},
): FixedEffects {
  const others = levels.slice(1);
  const first = intercept ? [new Float64Array(codes.length).fill(1)] : [];
  return {
    names: [...(intercept ? ["(intercept)"] : []), ...others],
    columns: [...first, ...others.map((_, other) => Float64Array.from(codes, (code) => (code === other + 1 ? 1 : 0)))],
  };
}

/** Throws RangeError unless every column and factor speaks of the same labels, and codes are levels. */
export function requireDesign(caller: string, labels: number, { fixed, factors }: MixedDesign): void {
  requireNumbers(caller, ...fixed.columns);
  if (factors.length === 0) throw new RangeError(`${caller}: names no random factor`);
  if (fixed.columns.some((column) => column.length !== labels) || fixed.names.length !== fixed.columns.length)
    throw new RangeError(`${caller}: a column of fixed effects has not one number for each of ${labels} labels`);
  for (const { name, levels, codes } of factors) {
    if (codes.length !== labels || codes.some((code) => !(code >= 0 && code < levels)))
      throw new RangeError(`${caller}: ${name} does not give each of ${labels} labels one of ${levels} levels`);
  }
}

/** Why there is nothing to estimate the factors from, or null. */
export function refuseDesign(labels: number, { fixed, factors }: MixedDesign): string | null {
  if (labels === 0) return "there are no labels";
  if (labels <= fixed.columns.length) return "there are no more labels than fixed effects";
  const poor = factors.find(({ codes }) => new Set(codes).size < 2);
  if (poor) return `${poor.name} has one level only, so its variance cannot be told`;
  const dense = factors.reduce((sum, { levels }) => sum + levels, 0) - Math.max(...factors.map(({ levels }) => levels));
  if (dense > mostDenseLevels)
    return `${dense} levels beside those of the largest factor; ${mostDenseLevels} is the most that is solved`;
  return null;
}
