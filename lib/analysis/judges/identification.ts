import type { JudgeBasis } from "@/lib/analysis/judges/basis";
import { atTheEdge } from "@/lib/measure/cluster-share";
import { type Estimate, toEstimate } from "@/lib/measure/estimate";
import { pick } from "@/lib/measure/pick";
import type { Votes } from "@/lib/measure/votes";
import { calibration } from "@/lib/stats/comparison/calibration";
import { type IdentificationAnswer, identifyRoles } from "@/lib/stats/comparison/role-identification";
import { type Defined, defined } from "@/lib/stats/defined";
import type { ResampledMean } from "@/lib/stats/resampling/resampled-mean";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

/** "Who said it" against the truth. What needs probabilities is over the answers that came with some. */
export type Identification = {
  n: number;
  top1: Estimate;
  /** Mean over items of 1 / options. */
  chance: number;
  probabilities: Defined<{ n: number; top2: Estimate; meanRank: Estimate; brier: Estimate; ece: number }>;
};

const meanOf = ({ value, bootstrap }: ResampledMean): Estimate => toEstimate(value, bootstrap);

function shareOf(mean: ResampledMean, among: readonly Scored[]): Estimate {
  const clusters = new Set(among.map(({ cluster }) => cluster)).size;
  return atTheEdge(meanOf(mean), clusters);
}

/** Probabilities in the order of the options; null where they are none over these options. */
function readProbabilities(given: Readonly<Record<string, number>> | undefined, options: number): number[] | null {
  if (!given) return null;
  const list = Array.from({ length: options }, (_, place) => given[String(place + 1)] ?? 0);
  const sum = list.reduce((total, probability) => total + probability, 0);
  return list.every((probability) => probability >= 0) && Math.abs(sum - 1) <= 0.01 ? list : null;
}

type Scored = { answer: IdentificationAnswer; hasProbabilities: boolean; cluster: number };

function scoreVotes({ table, selected, truth, design }: JudgeBasis, votes: Votes): Scored[] {
  const optionsOf = pick(table.items.parts, pick(selected.unitItem, votes.unit));
  return [...votes.unit].flatMap((unit, vote) => {
    const options = optionsOf[vote] ?? 0;
    const [right, choice] = [truth[unit] ?? -1, votes.code[vote] ?? -1];
    if (right < 0 || right >= options || choice >= options) return [];
    const given = readProbabilities(table.labels.probabilities.get(votes.label[vote] ?? -1), options);
    const probabilities = given ?? Array.from({ length: options }, (_, option) => Number(option === choice));
    return [
      {
        answer: { probabilities, truth: right, choice },
        hasProbabilities: given !== null,
        cluster: design.clusterOf(unit),
      },
    ];
  });
}

/** Top-1 and chance over all answers; top-2, rank of the truth, Brier and calibration over those with probabilities. */
export function identify(basis: JudgeBasis, votes: Votes): Defined<Identification> {
  const scored = scoreVotes(basis, votes);
  const { seed, replicates } = basis.design;
  const run = (among: readonly Scored[]) =>
    identifyRoles(
      among.map(({ answer }) => answer),
      { random: seededRandom(seed), replicates, clusters: among.map(({ cluster }) => cluster) },
    );
  const all = run(scored);
  if (!all.defined) return all;
  return defined({
    n: all.value.units,
    top1: shareOf(all.value.top1, scored),
    chance: all.value.chance,
    probabilities: withProbabilities(scored, run),
  });
}

function withProbabilities(
  scored: readonly Scored[],
  run: (among: readonly Scored[]) => ReturnType<typeof identifyRoles>,
): Identification["probabilities"] {
  const among = scored.filter(({ hasProbabilities }) => hasProbabilities);
  const roles = run(among);
  if (!roles.defined) return { defined: false, because: "no answer came with probabilities for the options" };
  const answers = among.map(({ answer }) => answer);
  const curve = calibration(
    answers.map(({ probabilities, choice = 0 }) => Math.min(1, probabilities[choice] ?? 0)),
    answers.map(({ truth, choice }) => truth === choice),
  );
  if (!curve.defined) return curve;
  const { units, top2, meanRankOfTruth, brier } = roles.value;
  return defined({
    n: units,
    top2: shareOf(top2, among),
    meanRank: meanOf(meanRankOfTruth),
    brier: meanOf(brier),
    ece: curve.value.ece,
  });
}
