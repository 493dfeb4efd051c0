import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { type Generalizability, generalizability } from "@/lib/stats/generalizability/generalizability";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import type { LabelFrame } from "./label-frame";

/** What effects are called, by their bits: outputs 1, raters 2, criteria 4. */
export const effectNames: readonly string[] = [
  "",
  "output",
  "rater",
  "output x rater",
  "criterion",
  "output x criterion",
  "rater x criterion",
  "output x rater x criterion, and error",
];

/** What the last effect of outputs by raters alone is called: error is in it. */
export const restOfTwo = "output x rater, and error";

/** How dependable an average over raters is, and how many raters it takes: labels as numbers, criteria where there are parts. */
export function measureDependability(
  { unit, rater, part, code, values, units, raters, parts }: LabelFrame,
  { seed, target }: { seed: number; target: number },
): Defined<Generalizability> {
  if (units.length < 2 || raters.length < 2) return undefinedBecause("it takes two outputs and two raters");
  const hasCriteria = parts.length > 1;
  return generalizability(
    {
      score: Float64Array.from(code, (own) => values[own]),
      codes: [unit, rater, ...(hasCriteria ? [part] : [])],
      sizes: [units.length, raters.length, ...(hasCriteria ? [parts.length] : [])],
    },
    { random: seededRandom(seed), target },
  );
}
