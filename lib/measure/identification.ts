import { boundedMean, hitShare } from "@/lib/measure/bounded-mean";
import type { Estimate } from "@/lib/measure/estimate";
import { calibration } from "@/lib/stats/comparison/calibration";
import { type IdentificationAnswer, identifyRoles } from "@/lib/stats/comparison/role-identification";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";

/** "Who said it" against the truth. What needs probabilities is over the answers that came with some. */
export type Identification = {
  n: number;
  top1: Estimate;
  /** Mean over items of 1 / options. */
  chance: number;
  probabilities: Defined<{ n: number; top2: Estimate; meanRank: Estimate; brier: Estimate; ece: number }>;
};

/** An answer, the item or prompt it is of, and whether it came with probabilities. */
export type Identified = { answer: IdentificationAnswer; hasProbabilities: boolean; cluster: number };

const clustersOf = (among: readonly Identified[]) => among.map(({ cluster }) => cluster);
const noProbabilities = "no answer came with probabilities for the options";

function withProbabilities(among: readonly Identified[]): Identification["probabilities"] {
  const answers = among.map(({ answer }) => answer);
  const roles = identifyRoles(answers);
  if (!roles.defined) return undefinedBecause(noProbabilities);
  const curve = calibration(
    answers.map(({ probabilities, choice = 0 }) => Math.min(1, probabilities[choice])),
    answers.map(({ truth, choice }) => truth === choice),
  );
  if (!curve.defined) return curve;
  const { units, top2, meanRankOfTruth, brier } = roles.value;
  const clusters = clustersOf(among);
  const mostOptions = answers.reduce((most, { probabilities }) => Math.max(most, probabilities.length), 2);
  const mean = (scores: Float64Array, low: number, high: number) =>
    boundedMean({ scores, clusters, low, high }, noProbabilities);
  const [withinTwo, rank, distance] = [
    mean(top2.perUnit, 0, 1),
    mean(meanRankOfTruth.perUnit, 1, mostOptions),
    mean(brier.perUnit, 0, 2),
  ];
  if (!withinTwo.defined) return withinTwo;
  if (!rank.defined) return rank;
  if (!distance.defined) return distance;
  return defined({
    n: units,
    top2: withinTwo.value,
    meanRank: rank.value,
    brier: distance.value,
    ece: curve.value.ece,
  });
}

/** Top-1 and chance over all answers; top-2, rank of the truth, Brier and calibration over those with probabilities. */
export function measureIdentification(identified: readonly Identified[]): Defined<Identification> {
  const all = identifyRoles(identified.map(({ answer }) => answer));
  if (!all.defined) return all;
  return defined({
    n: all.value.units,
    top1: hitShare([...all.value.top1.perUnit], clustersOf(identified)),
    chance: all.value.chance,
    probabilities: withProbabilities(identified.filter(({ hasProbabilities }) => hasProbabilities)),
  });
}
