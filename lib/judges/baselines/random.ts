import { type Baseline, countMajorities } from "@/lib/judges/baselines/baseline";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

/** Answers drawn as often as they are the people's majority, by the seed of the study. */
export const random: Baseline = {
  name: "Random",
  isBlind: true,
  answer: (ground) => {
    const counts = countMajorities(ground);
    const sum = counts.reduce((all, count) => all + count, 0);
    if (sum === 0) return null;
    const { seed } = ground.design;
    const draw = seededRandom(seed);
    const codes = Int32Array.from(ground.majority, () => {
      let left = draw() * sum;
      return counts.findIndex((count) => {
        left -= count;
        return left < 0;
      });
    });
    return { codes, says: `drawn at the people's rates, seed ${seed}` };
  },
};
