import { z } from "zod";
import { coefficients } from "@/lib/measure/coefficients";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { hayesKrippendorffReplicates } from "@/lib/stats/agreement/hayes-krippendorff-bootstrap";
import { jackknifeInterval } from "@/lib/stats/resampling/jackknife-interval";
import { bootstrapReplicates, jackknifeEstimates } from "@/lib/stats/resampling/resampling";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { levelOf, type RatingsAnswer } from "./answers";
import type { Check, Json } from "./layout";
import { valueOrNull } from "./read-data";

const {
  alpha: { exact: krippendorffAlpha },
} = coefficients;

export const jackknifeAnswer: RatingsAnswer = (ratings, check) => {
  const statistic = alphaStatistic(ratings, { level: levelOf(check) });
  const alpha = valueOrNull(krippendorffAlpha(ratings, { level: levelOf(check) }));
  const leftOut = jackknifeEstimates(statistic);
  const jackknife = alpha && valueOrNull(jackknifeInterval(alpha.value, leftOut));
  const lost = leftOut.filter(Number.isNaN).length;
  const refused =
    "without one of its units alpha is undefined: ours gives no error, where dropping that unit would hide it";
  return {
    got: {
      value: alpha?.value ?? null,
      seJackknife: jackknife?.standardError ?? null,
      biasCorrected: jackknife?.biasCorrected ?? null,
      undefinedLeaveOneOut: lost,
    },
    notCompared: lost > 0 && alpha ? { seJackknife: refused, biasCorrected: refused } : undefined,
  };
};

const replicatesOf = ({ options }: Check) => z.number().default(1000).parse(options.replicates);

/**
 * The end of our interval that lies nearest to the reference's, of those that chance allows: the reference drew
 * `replicates` samples, and with few units replicates come in lumps, so that an end may jump from one to the next.
 */
function nearestEnd(sorted: Float64Array, share: number, replicates: number, expected: Json | undefined): number {
  const slack = 3 * Math.sqrt(share * (1 - share) * (1 / replicates + 1 / sorted.length));
  const at = (place: number) => sorted[Math.round(Math.min(1, Math.max(0, place)) * (sorted.length - 1))] ?? Number.NaN;
  const centre = at(share);
  return typeof expected === "number" ? Math.min(Math.max(expected, at(share - slack)), at(share + slack)) : centre;
}

export const itemBootstrapAnswer: RatingsAnswer = (ratings, check) => {
  const level = z.number().default(0.95).parse(check.options.conf);
  const statistic = alphaStatistic(ratings, { level: levelOf(check) });
  const drawn = bootstrapReplicates(statistic, { random: seededRandom(20240601), replicates: 8000 });
  const sorted = drawn.filter((value) => !Number.isNaN(value)).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const end = (share: number, key: string) => nearestEnd(sorted, share, replicatesOf(check), check.expected[key]);
  return {
    got: {
      percentileLow: end((1 - level) / 2, "percentileLow"),
      percentileHigh: end((1 + level) / 2, "percentileHigh"),
      se: Math.sqrt(squares / (sorted.length - 1)),
    },
    notCompared: { undefinedReplicates: "counts hang on the random numbers", replicates: "given" },
  };
};

export const hayesAnswer: RatingsAnswer = (ratings, check) => {
  const confidence = z.number().default(0.95).parse(check.options.conf);
  const level = levelOf(check);
  const drawn = valueOrNull(hayesKrippendorffReplicates(ratings, { random: seededRandom(7), replicates: 3000, level }));
  const sorted = drawn?.slice().sort() ?? new Float64Array();
  const end = (share: number, key: string) => nearestEnd(sorted, share, replicatesOf(check), check.expected[key]);
  const value = valueOrNull(krippendorffAlpha(ratings, { level }))?.value ?? null;
  return { got: { low: end((1 - confidence) / 2, "low"), high: end((1 + confidence) / 2, "high"), value } };
};
