import { type Baseline, countMajorities, mostCommon } from "@/lib/judges/baselines/baseline";
import type { Ground } from "@/lib/measure/ground";

/** The point of a scale nearest to the mean of all labels of people: no other constant is as near to them. */
function nearestToMean({ votes, people, categories }: Ground): number {
  const { values } = people;
  const mean = votes.code.reduce((sum, code) => sum + (values[code] ?? 0), 0) / votes.code.length;
  const apart = categories.map((_, code) => Math.abs((values[code] ?? Number.POSITIVE_INFINITY) - mean));
  return votes.code.length === 0 ? -1 : apart.indexOf(Math.min(...apart));
}

/** The best that always says the same: the majority's most common answer, on a scale the point nearest to the people's mean. */
export const constant: Baseline = {
  name: "Best constant",
  isBlind: true,
  answer: (ground) => {
    const code = ground.kind === "scale" ? nearestToMean(ground) : mostCommon(countMajorities(ground));
    if (code < 0) return null;
    const label = ground.categories[code]?.label ?? "";
    return { codes: new Int32Array(ground.majority.length).fill(code), says: `always “${label}”` };
  },
};
