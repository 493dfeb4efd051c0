import { countOf, formatCount } from "@/lib/format-number";
import type { Ranking } from "@/lib/measure/ranking";
import type { Defined } from "@/lib/stats/defined";
import type { Effect } from "@/lib/stats/ranking/comparison-model";
import { alignColumns } from "../output";
import { describeInterval, three } from "./measured";
import type { ReadComparisons } from "./read-comparisons";

const estimateOf = ({ value, interval }: Effect) =>
  `${three(value)}${interval.defined ? ` ${describeInterval(interval.value)}` : ""}`;

const share = (own: Defined<number>) => (own.defined ? three(own.value) : "-");

/** Strongest first. */
function playerLines({ model, rates }: Ranking, { players }: ReadComparisons): string[] {
  const rows = players.map((name, i) => {
    const strength = model.defined ? model.value.strengths[i] : undefined;
    return { name, strength, rate: rates[i] };
  });
  const sorted = rows.toSorted((a, b) => (b.strength?.value ?? 0) - (a.strength?.value ?? 0));
  const cells = sorted.map(({ name, strength, rate }) => [
    name,
    strength ? three(strength.value) : "-",
    strength?.interval.defined ? describeInterval(strength.interval.value) : "-",
    ...(rate ? [formatCount(rate.wins), formatCount(rate.ties), formatCount(rate.losses), share(rate.overGames)] : []),
  ]);
  return alignColumns(["name", "strength", "95 %", "wins", "ties", "losses", "win rate"], cells);
}

/** What decides besides who is compared. */
function besideLines({ model, ties, shownFirst, length }: Ranking): string[] {
  const first = shownFirst.defined
    ? `The one on the left won ${formatCount(shownFirst.value.rate.count)} of ${countOf(shownFirst.value.rate.of, "decided comparison")} (${three(shownFirst.value.rate.value)} ${describeInterval(shownFirst.value.rate.interval)}).`
    : `How often the left one wins: not defined: ${shownFirst.because}.`;
  const order =
    model.defined && model.value.order ? [`Standing left adds ${estimateOf(model.value.order)} to the log odds.`] : [];
  const [doubled] = model.defined ? model.value.covariates : [];
  const longer =
    length?.defined && length.value.longerWins.defined
      ? [
          `The longer side won ${three(length.value.longerWins.value.value)} ${describeInterval(length.value.longerWins.value.interval)} of decided comparisons of unequal length.`,
        ]
      : [];
  return [
    first,
    ...order,
    ...longer,
    ...(doubled
      ? [`Twice the length adds ${estimateOf(doubled)} to the log odds; strengths are those at equal length.`]
      : []),
    ...(ties?.defined ? [`Ties by Davidson's model: parameter ${three(ties.value.tieParameter)}.`] : []),
  ];
}

function basisLine({ model }: Ranking, { players, outcome, clusters }: ReadComparisons): string {
  const of = `${countOf(outcome.length, "comparison")} of ${players.length}; a tie is half a win each.`;
  if (!model.defined) return `${of} Strengths: not defined: ${model.because}.`;
  const over =
    model.value.errors === "clusters" && clusters
      ? `Intervals are over the ${countOf(model.value.clusters ?? 0, "value")} of ${clusters.column} (t, ${model.value.df} df).`
      : "Intervals take comparisons as independent (--cluster names what they share).";
  return `${of} Strengths are log odds relative to the mean: 1 apart is a win chance of .731. ${over}`;
}

/** A ranking for people. */
export const describeRanking = (ranking: Ranking, read: ReadComparisons): string[] => [
  ...playerLines(ranking, read),
  "",
  ...besideLines(ranking),
  "",
  basisLine(ranking, read),
];
