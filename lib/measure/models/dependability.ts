import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { type Generalizability, generalizability } from "@/lib/stats/generalizability/generalizability";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { type LabelFrame, refuseAnonymous } from "./label-frame";

/** What effects are called, by their bits: outputs 1, raters 2, criteria 4. */
const effectNames: readonly string[] = [
  "",
  "output",
  "rater",
  "output x rater",
  "criterion",
  "output x criterion",
  "rater x criterion",
  "output x rater x criterion, and error",
];

/** What an effect is called where there are so many; of outputs by raters alone the last has error in it. */
export const effectName = (effect: number, effects: number): string =>
  effect === 3 && effects === 3 ? "output x rater, and error" : effectNames[effect];

/** How dependable an average over raters is, and how many raters it takes: labels as numbers, criteria where there are parts. */
export function measureDependability(
  frame: LabelFrame,
  { seed, target }: { seed: number; target: number },
): Defined<Generalizability> {
  const { unit, rater, part, code, values, units, raters, parts } = frame;
  const refused = refuseAnonymous(frame);
  if (refused !== null) return undefinedBecause(refused);
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
