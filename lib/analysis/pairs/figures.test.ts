import { expect, test } from "vitest";
import { noFilter } from "@/lib/analysis/filter";
import { labelTableFrom, type PlainItem, type PlainLabel } from "@/lib/analysis/label-table-from";
import { measurePairs, type PairFigures } from "@/lib/analysis/pairs/figures";
import { listFigures } from "@/lib/analysis/pairs/list-figures";
import { printPairs } from "@/lib/analysis/pairs/print";
import { questionSchema } from "@/lib/questions/question-schema";
import { requireDefined } from "@/lib/stats/require-defined";

const question = questionSchema.parse({ key: "better", type: "preference", text: "Which is better?", tie: true });

type Sides = [first: string, second: string];
type Game = { sides: Sides; won: string; task?: string; sideBytes?: [number, number] };

/** Games by name of the winner ("" a tie), each an item that one person, and on demand a judge, judged. */
function measure(games: readonly Game[], judge?: (game: Game) => string): PairFigures {
  const items: Record<string, PlainItem> = {};
  const labels: PlainLabel[] = [];
  const keyOf = ({ sides }: Game, won: string) => (won === "" ? "tie" : String(sides.indexOf(won) + 1));
  for (const [place, game] of games.entries()) {
    const { sides, sideBytes, task = `t${place}` } = game;
    const item = `i${place}`;
    items[item] = { sides, task, ...(sideBytes && { sideBytes }) };
    labels.push({ item, rater: "anna", question: "better", value: keyOf(game, game.won) });
    if (judge) labels.push({ item, rater: "gpt", question: "better", value: keyOf(game, judge(game)) });
  }
  const raters = { gpt: { kind: "JUDGE" as const, modelName: "gpt" } };
  return measurePairs(labelTableFrom({ questions: [question], labels, items, raters }), question, noFilter);
}

const times = (count: number, game: Game): Game[] => Array.from({ length: count }, () => game);

/** a beats b in 3 of 4, whichever stands first; b and c tie. */
const games: Game[] = [
  ...times(15, { sides: ["a", "b"], won: "a" }),
  ...times(5, { sides: ["a", "b"], won: "b" }),
  ...times(15, { sides: ["b", "a"], won: "a" }),
  ...times(5, { sides: ["b", "a"], won: "b" }),
  ...times(10, { sides: ["b", "c"], won: "" }),
];

test("a preference is for the model, wherever its side was loaded", () => {
  const { voters, contest } = measure(games);
  expect(contest).toEqual({ factor: "model", players: ["a", "b", "c"] });
  const [people] = voters;
  expect(people).toMatchObject({ name: "People", comparisons: 50, prompts: 50, hasBothOrders: true });
  const { strengths, order } = requireDefined(people?.ranking.model ?? { defined: false, because: "" });
  expect((strengths[0]?.value ?? 0) - (strengths[1]?.value ?? 0)).toBeCloseTo(Math.log(3), 6);
  expect((strengths[1]?.value ?? 0) - (strengths[2]?.value ?? 0)).toBeCloseTo(0, 6);
  expect(order?.value).toBeCloseTo(0, 6);
  expect(people?.ranking.rates.map(({ wins, ties, losses }) => [wins, ties, losses])).toEqual([
    [30, 0, 10],
    [10, 10, 30],
    [0, 10, 0],
  ]);
});

test("what the first side gains is told apart from strength, and not told where any two stand in one order only", () => {
  const homeWins = [
    ...times(20, { sides: ["a", "b"], won: "a" }),
    ...times(10, { sides: ["a", "b"], won: "b" }),
    ...times(20, { sides: ["b", "a"], won: "b" }),
    ...times(10, { sides: ["b", "a"], won: "a" }),
  ];
  const { order } = requireDefined(measure(homeWins).voters[0]?.ranking.model ?? { defined: false, because: "" });
  expect(order?.value).toBeCloseTo(Math.log(2), 6);
  const oneWay = measure(games.filter(({ sides: [first] }) => first !== "b"));
  expect(oneWay.voters[0]?.hasBothOrders).toBe(false);
  expect(printPairs(oneWay).join("\n")).toContain("Any two stand in one order only, as loaded");
});

test("groups that never met have no strengths in common, in words", () => {
  const apart = [...times(4, { sides: ["a", "b"], won: "a" }), ...times(4, { sides: ["c", "d"], won: "d" })];
  const lines = printPairs(measure(apart)).filter((part) => typeof part === "string");
  expect(lines.join("\n")).toMatch(/Strengths are not defined: /);
});

test("twice the length is worth what it is worth, where lengths are known", () => {
  const sized = games.map((game, place) => ({ ...game, sideBytes: [100 + (place % 7) * 40, 200] as [number, number] }));
  const withLengths = requireDefined(measure(sized).voters[0]?.ranking.model ?? { defined: false, because: "" });
  expect(withLengths.covariates).toHaveLength(1);
  expect(requireDefined(measure(games).voters[0]?.ranking.model ?? { defined: false, because: "" }).covariates).toEqual(
    [],
  );
});

test("a judge's win rates stand beside the people's on the same units", () => {
  const { beside } = measure(games, ({ sides }) => (sides.includes("a") ? "a" : ""));
  const a = beside[0]?.rates[0];
  expect(a).toMatchObject({
    player: "a",
    units: 40,
    judge: { value: { value: 1 } },
    people: { value: { value: 0.75 } },
  });
  const gap = requireDefined(a?.gap ?? { defined: false, because: "" });
  expect(gap.value).toBeCloseTo(0.25, 12);
  const { low, high } = requireDefined(gap.interval);
  expect(low).toBeGreaterThan(0);
  expect(high).toBeLessThan(0.5);
});

test("votes on two outputs alike are counted and left out", () => {
  const { voters } = measure([...games, ...times(3, { sides: ["a", "a"], won: "a" })]);
  expect(voters[0]).toMatchObject({ comparisons: 50, aside: 3 });
});

test("every number is a row of the file", () => {
  const rows = listFigures(measure(games, () => "a"));
  expect(rows.map(({ of, figure }) => `${of}: ${figure}`)).toEqual(
    expect.arrayContaining([
      "People: strength, a",
      "People: win rate, b",
      "People: first side as loaded, log odds",
      "gpt: win rate of c, judge less people",
    ]),
  );
});
