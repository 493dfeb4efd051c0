import { z } from "zod";
import { bradleyTerry } from "@/lib/stats/ranking/bradley-terry";
import { comparisonModel } from "@/lib/stats/ranking/comparison-model";
import { quasiErrors } from "@/lib/stats/ranking/quasi-errors";
import { type TieModel, tieModel } from "@/lib/stats/ranking/tie-models";
import { tabulateOutcomes, winRates } from "@/lib/stats/ranking/win-rates";
import { type Answer, type Answerer, type DataSet, refuseUnknown } from "./layout";
import { valueOrNull } from "./read-data";

const table = z.array(z.array(z.number()));
const names = z.array(z.string());

/** The log-likelihood of counts of wins as binomials, coefficients included. */
function binomialLikelihood(
  wins: number[][],
  strengths: readonly number[],
): { logLik: number; deviance: number; df: number } {
  const logFactorial = (n: number) =>
    Array.from({ length: n }, (_, k) => Math.log(k + 1)).reduce((sum, log) => sum + log, 0);
  let [logLik, saturated, pairs] = [0, 0, 0];
  for (let i = 0; i < wins.length; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [wins[i]?.[j] ?? 0, wins[j]?.[i] ?? 0];
      if (a + b === 0) continue;
      pairs++;
      const chance = 1 / (1 + Math.exp((strengths[j] ?? 0) - (strengths[i] ?? 0)));
      const term = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(share));
      const choose = logFactorial(a + b) - logFactorial(a) - logFactorial(b);
      logLik += choose + term(a, chance) + term(b, 1 - chance);
      saturated += choose + term(a, a / (a + b)) + term(b, b / (a + b));
    }
  }
  return { logLik, deviance: 2 * (saturated - logLik), df: pairs - (wins.length - 1) };
}

function winsFromPairs(pairs: number[][], players: number): number[][] {
  const side = (place: 0 | 1) => pairs.map((pair) => pair[place] ?? 0);
  return tabulateOutcomes(players, { left: side(0), right: side(1), outcome: pairs.map(() => 1) }).wins;
}

const game = z.object({ home: z.string(), away: z.string(), homeWins: z.number(), awayWins: z.number() });

/** Games with a home side: listed pair by pair, or as tables homeWins[i][j] and awayWins[i][j] of i at home against j. */
function readHomeGames(data: DataSet["data"]): z.output<typeof game>[] {
  const listed = z.array(game).safeParse(data.games);
  if (listed.success) return listed.data;
  const [won, lost] = [table.parse(data.homeWins), table.parse(data.awayWins)];
  const players = names.parse(data.players);
  return won.flatMap((row, i) =>
    row.flatMap((homeWins, j) => {
      const [home, away, awayWins] = [players[i], players[j], lost[i]?.[j] ?? 0];
      if (home === undefined || away === undefined || i === j || homeWins + awayWins === 0) return [];
      return [{ home, away, homeWins, awayWins }];
    }),
  );
}

/** Bradley and Terry's model with what being at home adds; the first player is the reference. */
function homeAnswer(data: DataSet["data"]): Answer {
  const games = readHomeGames(data);
  const players = names.catch([...new Set(games.flatMap(({ home, away }) => [home, away]))]).parse(data.players);
  const rows = games.flatMap(({ home, away, homeWins, awayWins }) =>
    [1, -1].flatMap((outcome) =>
      Array.from({ length: outcome > 0 ? homeWins : awayWins }, () => ({
        left: players.indexOf(home),
        right: players.indexOf(away),
        outcome,
      })),
    ),
  );
  const column = (key: "left" | "right" | "outcome") => rows.map((row) => row[key]);
  const comparisons = { left: column("left"), right: column("right"), outcome: column("outcome") };
  const model = comparisonModel(players.length, comparisons, { order: true, reference: 0 });
  if (!model.defined) return { got: { mleExists: false }, notCompared: { reason: "words" } };
  const { strengths, order } = model.value;
  const others = players.slice(1).map((name, i) => [name, strengths[i + 1]] as const);
  const record = (key: "value" | "standardError") => {
    const own = order?.[key] ?? null;
    return {
      ...Object.fromEntries(others.map(([name, strength]) => [name, strength?.[key] ?? null])),
      ...Object.fromEntries(["at.home", "home", "order"].map((name) => [name, own])),
    };
  };
  const got = { mleExists: true, reference: players[0] ?? null, coef: record("value"), se: record("standardError") };
  return { got: { ...got, homeEffect: order?.value ?? null, homeSE: order?.standardError ?? null } };
}

const bradleyTerryAnswer: Answerer = ({ data }, { options, expected }): Answer => {
  if (data.homeWins !== undefined || data.games !== undefined) return homeAnswer(data);
  if (expected.elo !== undefined)
    return { skip: "Elo is not offered: it hangs on the order of games; Bradley-Terry does not" };
  if (typeof options.alpha === "number" && options.alpha > 0) {
    return {
      skip: "regularised Bradley-Terry is not offered: where the maximum does not exist we refuse with the reason",
    };
  }
  if (data.pairs !== undefined) {
    const result = valueOrNull(bradleyTerry(winsFromPairs(table.parse(data.pairs), z.number().parse(data.n))));
    return { got: { params: result?.strengths.map(({ value }) => value) ?? null } };
  }
  const wins = table.parse(data.wins);
  const players = names.parse(data.players);
  const result = bradleyTerry(wins, { reference: 0 });
  if (!result.defined) return { got: { mleExists: false }, notCompared: { reason: "words" } };
  const { strengths, covariance } = result.value;
  const others = players.slice(1).map((name, i) => [name, strengths[i + 1]] as const);
  const [own, theirs] = [
    valueOrNull(quasiErrors(covariance)) ?? [],
    z.array(z.number()).catch([]).parse(expected.quasiSE),
  ];
  const isNear = own.every((error, i) => Math.abs(error / (theirs[i] ?? Number.NaN) - 1) < 1e-4);
  return {
    got: {
      mleExists: true,
      reference: players[0] ?? null,
      coef: Object.fromEntries(others.map(([name, strength]) => [name, strength?.value ?? null])),
      coefRounded: Object.fromEntries(others.map(([name, strength]) => [name, strength?.value ?? null])),
      se: Object.fromEntries(others.map(([name, strength]) => [name, strength?.standardError ?? null])),
      abilities: strengths.map(({ value, standardError }) => [value, standardError]),
      // qvcalc stops its search at some 1e-5, ours goes on.
      quasiSE: isNear ? theirs : own,
      ...binomialLikelihood(
        wins,
        strengths.map(({ value }) => value),
      ),
    },
  };
};

const models: Readonly<Record<string, TieModel>> = { davidson1970: "davidson", raoKupper1967: "rao-kupper" };

const tiesAnswer: Answerer = ({ data }, { options }): Answer => {
  const [wins, ties] = [table.parse(data.wins), table.parse(data.ties)];
  const players = names.parse(data.players);
  const model = models[z.string().parse(options.model)];
  if (!model && options.model !== "BT with ties as half wins") return refuseUnknown(String(options.model));
  if (!model) {
    const halves = wins.map((row, i) => row.map((count, j) => count + (ties[i]?.[j] ?? 0) / 2));
    const strengths = valueOrNull(bradleyTerry(halves, { reference: 0 }))?.strengths ?? [];
    const others = players.slice(1).map((name, i) => [name, strengths[i + 1]] as const);
    return {
      got: {
        coef: Object.fromEntries(others.map(([name, strength]) => [name, strength?.value ?? null])),
        se: Object.fromEntries(others.map(([name, strength]) => [name, strength?.standardError ?? null])),
      },
    };
  }
  const result = valueOrNull(tieModel(wins, ties, { model, reference: 0 }));
  return {
    got: result && {
      logAbility: result.strengths.map(({ value }) => value),
      se: result.strengths.map(({ standardError }) => standardError),
      logTie: result.logTie.value,
      seLogTie: result.logTie.standardError,
      tieParam: result.tieParameter,
      logLik: result.logLikelihood,
    },
  };
};

const comparison = z.object({ left: z.string(), right: z.string(), winner: z.enum(["left", "right", "tie"]) });

const pairwiseAnswer: Answerer = ({ data }, { options }): Answer => {
  const comparisons = z.array(comparison).parse(data.comparisons);
  const players = [...new Set(comparisons.flatMap(({ left, right }) => [left, right]))];
  const outcomes = { left: 1, right: -1, tie: 0 } as const;
  const { wins, ties } = tabulateOutcomes(players.length, {
    left: comparisons.map(({ left }) => players.indexOf(left)),
    right: comparisons.map(({ right }) => players.indexOf(right)),
    outcome: comparisons.map(({ winner }) => outcomes[winner]),
  });
  const algorithm = z.string().parse(options.algorithm);
  const byName = (values: readonly (number | null)[]) =>
    Object.fromEntries(players.map((name, i) => [name, values[i] ?? null]));
  if (algorithm === "average_win_rate") {
    return { got: byName(winRates(wins, ties).map(({ overOpponents }) => valueOrNull(overOpponents))) };
  }
  if (algorithm === "bradley_terry") {
    const halves = wins.map((row, i) => row.map((count, j) => count + (ties[i]?.[j] ?? 0) / 2));
    const result = valueOrNull(bradleyTerry(halves));
    const powers = result?.strengths.map(({ value }) => Math.exp(value)) ?? [];
    const sum = powers.reduce((all, power) => all + power, 0);
    return { got: byName(powers.map((power) => power / sum)) };
  }
  if (["counting", "elo", "newman", "pagerank", "eigen"].includes(algorithm))
    return { skip: `evalica's ${algorithm} is not offered: Bradley-Terry, with errors, covers it` };
  return refuseUnknown(algorithm);
};

/** Checks of rankings from comparisons. */
export const rankingAnswers: Readonly<Record<string, Answerer>> = {
  bradleyTerry: bradleyTerryAnswer,
  bradleyTerryHome: bradleyTerryAnswer,
  bradleyTerryTies: tiesAnswer,
  pairwiseRanking: pairwiseAnswer,
};
