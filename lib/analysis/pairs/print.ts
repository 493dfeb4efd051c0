import { describeRule } from "@/lib/analysis/agreement/describe";
import type { Printed } from "@/lib/analysis/analysis";
import type { PairFigures, Voters } from "@/lib/analysis/pairs/figures";
import type { RateBeside } from "@/lib/analysis/pairs/rates-beside";
import { describeLeftOut } from "@/lib/counting/headline";
import { countOf, formatCount, formatEstimate, formatPercent } from "@/lib/format-number";
import { type Estimate, undrawn } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";
import type { Effect } from "@/lib/stats/ranking/comparison-model";

const effect = ({ value, interval }: Effect): string => formatEstimate(undrawn(value, interval), "coefficient");

const noPreference = "Only a preference between two sides ranks them: this question asks for none.";
const noPlayers =
  "No pair has sides of two conditions: load outputs with a factor, such as their model, to rank its levels.";

/** Who wins how often, the strongest first. */
function strengthTable({ ranking: { model, rates } }: Voters, players: readonly string[]): Printed {
  const rows = players
    .map((name, place) => {
      const strength = model.defined ? model.value.strengths[place] : undefined;
      return { name, strength, rate: rates[place] };
    })
    .sort((a, b) => (b.strength?.value ?? 0) - (a.strength?.value ?? 0));
  return {
    columns: ["", "Strength", "Won", "Tied", "Lost", "Win rate"],
    rows: rows.map(({ name, strength, rate }) => [
      name,
      strength ? effect(strength) : "-",
      ...(rate ? [rate.wins, rate.ties, rate.losses].map(formatCount) : ["-", "-", "-"]),
      rate?.overGames.defined ? formatPercent(rate.overGames.value) : "-",
    ]),
  };
}

/** Why there are no strengths, or what they are. */
function describeStrengths({ ranking: { model }, prompts }: Voters): string {
  if (!model.defined) return `Strengths are not defined: ${model.because}.`;
  const { clusters, df } = model.value;
  const over =
    clusters === null
      ? "Every comparison has a prompt of its own."
      : `Intervals are over ${countOf(clusters, "prompt")} (t, ${df} degrees of freedom).`;
  return `${over}${prompts < 20 ? " So few prompts say little." : ""}`;
}

/** How strengths are read, once for all voters. */
export const strengthsMean =
  "Strengths are log odds relative to the mean of all (Bradley and Terry): 1 apart is a win chance of 73 %; a tie is half a win each.";

/** What else decides: standing first, being longer. */
function listBeside({ ranking: { model, shownFirst, length }, hasBothOrders }: Voters): string[] {
  const order =
    model.defined && model.value.order
      ? [`Standing first as loaded adds ${effect(model.value.order)} to the log odds.`]
      : [];
  const first = !hasBothOrders
    ? ["Any two stand in one order only, as loaded: what the first one gains cannot be told."]
    : shownFirst.defined
      ? [
          `The side loaded first was preferred in ${formatPercent(shownFirst.value.rate.value)} of ${countOf(shownFirst.value.rate.of, "decided comparison")}; ${countOf(shownFirst.value.ties, "tie")} besides.`,
        ]
      : [];
  const [doubled] = model.defined ? model.value.covariates : [];
  const longer =
    length?.defined && length.value.longerWins.defined
      ? [
          `The longer side was preferred in ${formatPercent(length.value.longerWins.value.value)} of those of unequal length.`,
        ]
      : [];
  const size = doubled
    ? [`Twice the length adds ${effect(doubled)} to the log odds; strengths are those at equal length.`]
    : [];
  return [...first, ...order, ...longer, ...size];
}

const describeAside = ({ aside }: Voters): string[] =>
  aside === 0 ? [] : [`Left out: ${countOf(aside, "comparison")} of sides that no level tells apart.`];

/** One voter's ranking in full. */
export const printVoters = (voters: Voters, players: readonly string[]): Printed[] => [
  strengthTable(voters, players),
  describeStrengths(voters),
  ...listBeside(voters),
  ...describeAside(voters),
];

const cell = (estimate: Defined<Estimate>, format: "percent" | "points"): string =>
  estimate.defined ? formatEstimate(estimate.value, format) : "-";

/** A judge's win rates beside the people's, on the same units. */
export const ratesTable = (name: string, rates: readonly RateBeside[]): Printed => ({
  columns: ["", "Units", `By ${name}`, "By most people", "Difference, points"],
  rows: rates.map(({ player, units, judge, people, gap }) => [
    ...[player, formatCount(units), cell(judge, "percent"), cell(people, "percent")],
    cell(gap, "points"),
  ]),
});

/** Why there is nothing to rank, if so. */
export function refuseContest({ contest }: Pick<PairFigures, "contest">): string | null {
  if (!contest) return noPreference;
  return contest.players.length < 2 ? noPlayers : null;
}

/** What the pairs page says of a question. */
export function printPairs(figures: PairFigures): Printed[] {
  const { contest, voters, beside, rule, leftOut } = figures;
  const refused = refuseContest(figures);
  if (refused !== null || !contest) return [refused ?? noPreference];
  return [
    strengthsMean,
    "",
    ...voters.flatMap((own) => [
      `${own.name}: ${countOf(own.comparisons, "comparison")} on ${countOf(own.prompts, "prompt")}`,
      ...printVoters(own, contest.players),
      "",
    ]),
    ...beside.flatMap(({ name, rates }) => [ratesTable(name, rates), ""]),
    `${describeRule(rule)} ${describeLeftOut(leftOut)}`.trimEnd(),
  ];
}
