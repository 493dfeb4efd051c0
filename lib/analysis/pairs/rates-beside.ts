import type { LabelTable } from "@/lib/analysis/label-table";
import { type Contest, compareSides } from "@/lib/analysis/pairs/comparisons";
import type { QuestionLabels } from "@/lib/analysis/select-labels";
import { boundedMean } from "@/lib/measure/bounded-mean";
import { type Estimate, estimate } from "@/lib/measure/estimate";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { ratioStatistic } from "@/lib/stats/resampling/resampled-mean";

/** How often one player is preferred, a tie being half, by a judge and by the people's majority on the same units. */
export type RateBeside = {
  player: string;
  units: number;
  judge: Defined<Estimate>;
  people: Defined<Estimate>;
  /** judge less people. */
  gap: Defined<Estimate>;
};

type Given = { majority: Int32Array; judge: Int32Array; contest: Contest };

const noUnits = "no unit has both a majority of people and the judge's preference";

const replicates = 1000;

/** Of every unit that both answered, what it says of a player who stands in it: 1, 1/2 or 0. */
export function compareRates(
  table: LabelTable,
  selected: QuestionLabels,
  { majority, judge, contest }: Given,
): RateBeside[] {
  const shared = [...majority.keys()].filter((unit) => (majority[unit] ?? -1) >= 0 && (judge[unit] ?? -1) >= 0);
  const read = (codes: Int32Array) => {
    const votes = { unit: Int32Array.from(shared), code: Int32Array.from(shared, (unit) => codes[unit] ?? -1) };
    return compareSides(table, selected, votes, contest);
  };
  const { compared: byPeople, items } = read(majority);
  const { compared: byJudge } = read(judge);
  return contest.players.map((player, place) => {
    const places = [...byPeople.outcome.keys()].filter(
      (own) => byPeople.left[own] === place || byPeople.right[own] === place,
    );
    const scoreOf = ({ left, outcome }: typeof byPeople) =>
      places.map((own) => (1 + (left[own] === place ? 1 : -1) * (outcome[own] ?? 0)) / 2);
    const [people, judged] = [scoreOf(byPeople), scoreOf(byJudge)];
    const clusters = places.map((own) => table.items.tasks[items[own] ?? -1] ?? 0);
    const rate = (scores: number[]) =>
      places.length === 0 ? undefinedBecause(noUnits) : boundedMean({ scores, clusters, low: 0, high: 1 }, noUnits);
    const gaps = Float64Array.from(judged, (own, i) => own - (people[i] ?? 0));
    const ofGaps = ratioStatistic(
      gaps,
      gaps.map(() => 1),
    );
    return {
      player,
      units: places.length,
      judge: rate(judged),
      people: rate(people),
      gap: estimate(ofGaps, { seed: table.study.seed, replicates, clusters }, noUnits),
    };
  });
}
