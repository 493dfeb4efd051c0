import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { bradleyTerry } from "./bradley-terry";
import { comparisonModel } from "./comparison-model";
import { tabulateOutcomes } from "./win-rates";

const games = (won: readonly (readonly [winner: number, loser: number, times: number])[]) => {
  const rows = won.flatMap(([winner, loser, times]) => Array.from({ length: times }, () => [winner, loser] as const));
  return { left: rows.map(([winner]) => winner), right: rows.map(([, loser]) => loser), outcome: rows.map(() => 1) };
};

/** The worked example of Wikipedia's article on the model, which arena-rank tests itself by. */
const worked = games([
  [0, 1, 2],
  [1, 0, 3],
  [0, 3, 1],
  [3, 0, 4],
  [1, 2, 5],
  [2, 1, 3],
  [2, 3, 1],
  [3, 2, 3],
]);

const n = 60;
const left = Array.from({ length: n }, (_, i) => ((i + 1) * 7) % 4);
const right = left.map((own, i) => (own + 1 + (((i + 1) * 5) % 3)) % 4);
const lengths = left.map((_, i) => Math.round(100 * Math.sin((i + 1) * 1.7)) / 100);
const prompts = left.map((_, i) => Math.floor(i / 4));
// One sign a comparison: left, right or tie.
const outcome = [..."+-++0+-+-+++0-+-++-++0+--+++-+0++-+-++-++-0+-++-++-+0+-+++-+"].map((sign) =>
  sign === "+" ? 1 : sign === "-" ? -1 : 0,
);
const all = { left, right, outcome };

describe("comparisons with what else decides them", () => {
  test("gives the strengths of the worked example", () => {
    const { strengths } = requireDefined(comparisonModel(4, worked));
    expect(strengths.map(({ value }) => Math.exp(value).toFixed(3))).toEqual(["0.640", "1.043", "0.660", "2.270"]);
  });

  test("is Bradley and Terry's where nothing else is asked for, errors too", () => {
    const { wins, ties } = tabulateOutcomes(4, all);
    const halves = wins.map((row, i) => row.map((count, j) => count + ties[i][j] / 2));
    for (const reference of ["mean", 2] as const) {
      const own = requireDefined(comparisonModel(4, all, { reference }));
      const plain = requireDefined(bradleyTerry(halves, { reference }));
      for (const [player, { value, standardError }] of own.strengths.entries()) {
        expect(value).toBeCloseTo(plain.strengths[player].value, 9);
        expect(standardError).toBeCloseTo(plain.strengths[player].standardError, 9);
      }
      expect(own.logLikelihood).toBeCloseTo(plain.logLikelihood, 9);
    }
  });

  // R 4.2.2: glm(quasibinomial) and the sum over prompts of solve(I - I_g, slope_g), by matrices.
  test("has the order, the covariate and the errors over prompts of a logistic regression", () => {
    const options = { order: true, covariates: [lengths], reference: 0 };
    const byInformation = requireDefined(comparisonModel(4, all, options));
    const byPrompt = requireDefined(comparisonModel(4, all, { ...options, clusters: prompts }));
    const list = ({ strengths, order, covariates }: typeof byPrompt) => [...strengths.slice(1), order, ...covariates];
    const values = [-0.4823683642, -0.5382954456, -0.7459595031, 0.6514774288, 0.2771634268];
    const plain = [0.4868503347, 0.4878661348, 0.4932901802, 0.2806974532, 0.3949336343];
    const robust = [0.6399955101, 0.4558028098, 0.546384559, 0.1632384114, 0.3450460257];
    for (const [place, value] of values.entries()) {
      expect(list(byPrompt)[place]?.value).toBeCloseTo(value, 8);
      expect(list(byInformation)[place]?.standardError).toBeCloseTo(plain[place], 8);
      expect(list(byPrompt)[place]?.standardError).toBeCloseTo(robust[place], 8);
    }
    expect([byPrompt.clusters, byPrompt.df, byPrompt.errors]).toEqual([15, 14, "clusters"]);
  });

  test("does not hang on which player is the first", () => {
    const turn = (player: number) => (player + 1) % 4;
    const turned = { left: left.map(turn), right: right.map(turn), outcome };
    const own = requireDefined(comparisonModel(4, all, { order: true, clusters: prompts }));
    const other = requireDefined(comparisonModel(4, turned, { order: true, clusters: prompts }));
    for (const [player, { value, standardError }] of own.strengths.entries()) {
      expect(other.strengths[turn(player)].value).toBeCloseTo(value, 9);
      expect(other.strengths[turn(player)].standardError).toBeCloseTo(standardError, 9);
    }
  });

  test("a player who is never beaten, a covariate that decides all and one prompt alone are refused with the reason", () => {
    const unbeaten = comparisonModel(2, { left: [0, 0], right: [1, 1], outcome: [1, 1] });
    expect(unbeaten).toMatchObject({ because: "players 1 never lost to players 2" });
    const decided = { left: [0, 1, 0, 1], right: [1, 0, 1, 0], outcome: [1, 1, -1, -1] };
    expect(comparisonModel(2, decided, { covariates: [decided.outcome] })).toMatchObject({ defined: false });
    expect(comparisonModel(2, decided, { clusters: ["p", "p", "p", "p"] })).toMatchObject({
      because: "one cluster alone shows no spread",
    });
    expect(() => comparisonModel(2, decided, { covariates: [[1]] })).toThrow("comparisonModel: covariate 0 needs 4");
    expect(() => comparisonModel(2, decided, { reference: 5 })).toThrow("there is no player 5");
  });
});
