import type { FigureRow } from "@/lib/analysis/analysis";
import type { PairFigures, Voters } from "@/lib/analysis/pairs/figures";
import { countOf } from "@/lib/format-number";
import { undrawn } from "@/lib/measure/estimate";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Effect } from "@/lib/stats/ranking/comparison-model";

const bare = undefinedBecause("it is a share of comparisons that hang together: see the strengths");

const effectOf = (effect: Effect | null | undefined, because: string): FigureRow["estimate"] =>
  effect ? defined(undrawn(effect.value, effect.interval)) : undefinedBecause(because);

const share = (own: Defined<number>): FigureRow["estimate"] => (own.defined ? defined(undrawn(own.value, bare)) : own);

function listVoters(
  { name, comparisons, hasBothOrders, ranking: { model, rates, shownFirst } }: Voters,
  players: readonly string[],
) {
  const on = countOf(comparisons, "comparison");
  const because = model.defined ? "it was not asked for" : model.because;
  const own = model.defined ? model.value : null;
  const firstOf: Defined<number> = shownFirst.defined ? defined(shownFirst.value.rate.value) : shownFirst;
  const first = hasBothOrders ? firstOf : undefinedBecause("any two stand in one order only");
  return [
    ...players.flatMap((player, place): FigureRow[] => [
      { of: name, on, figure: `strength, ${player}`, estimate: effectOf(own?.strengths[place], because) },
      {
        of: name,
        on,
        figure: `win rate, ${player}`,
        estimate: share(rates[place]?.overGames ?? undefinedBecause("it has no comparison")),
      },
    ]),
    { of: name, on, figure: "first side as loaded, log odds", estimate: effectOf(own?.order, because) },
    { of: name, on, figure: "first side as loaded, share preferred", estimate: share(first) },
    {
      of: name,
      on,
      figure: "twice the length, log odds",
      estimate: effectOf(own?.covariates[0], "lengths are not known"),
    },
  ];
}

/** Every number of the page. */
export function listFigures({ contest, voters, beside }: PairFigures): FigureRow[] {
  const players = contest?.players ?? [];
  return [
    ...voters.flatMap((own) => listVoters(own, players)),
    ...beside.flatMap(({ name, rates }) =>
      rates.flatMap(({ player, units, judge, people, gap }): FigureRow[] => {
        const about = { of: name, on: countOf(units, "unit") };
        return [
          { ...about, figure: `win rate of ${player} where people labeled`, estimate: judge },
          { ...about, figure: `win rate of ${player} by most people there`, estimate: people },
          { ...about, figure: `win rate of ${player}, judge less people`, estimate: gap },
        ];
      }),
    ),
  ];
}
