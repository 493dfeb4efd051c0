import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { bradleyTerry } from "./bradley-terry";
import { quasiErrors } from "./quasi-errors";
import { tieModel } from "./tie-models";
import { tabulateOutcomes, winRates } from "./win-rates";

// Stigler, Statistical Science 9 (1994): citations between four journals, and the coefficients that follow.
const citations = [
  [714, 730, 498, 221],
  [33, 425, 68, 17],
  [320, 813, 1072, 142],
  [284, 276, 325, 188],
];

describe("bradleyTerry", () => {
  test("agrees with the published journals", () => {
    const { strengths, comparisons } = requireDefined(bradleyTerry(citations, { reference: 0 }));
    expect(strengths.map(({ value }) => value.toFixed(3))).toEqual(["0.000", "-2.949", "-0.480", "0.269"]);
    expect(strengths.map(({ standardError }) => standardError.toFixed(3))).toEqual([
      "0.000",
      "0.103",
      "0.061",
      "0.071",
    ]);
    expect(comparisons).toBe(3727);
  });

  test("strengths around the mean sum to 0 and differ as those around a player", () => {
    const mean = requireDefined(bradleyTerry(citations)).strengths.map(({ value }) => value);
    const around = requireDefined(bradleyTerry(citations, { reference: 2 })).strengths.map(({ value }) => value);
    expect(mean.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    expect(mean[0] - mean[3]).toBeCloseTo(around[0] - around[3], 10);
  });

  test("quasi-errors give back the error of every difference, nearly", () => {
    const { covariance } = requireDefined(bradleyTerry(citations));
    const errors = requireDefined(quasiErrors(covariance));
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < i; j++) {
        const cell = (row: number, column: number) => covariance[row][column];
        const exact = Math.sqrt(cell(i, i) + cell(j, j) - 2 * cell(i, j));
        expect(Math.hypot(errors[i], errors[j]) / exact).toBeCloseTo(1, 1);
      }
    }
    expect(quasiErrors([[1]]).defined).toBe(false);
  });

  test("two players: the strength is the log odds, with its textbook error", () => {
    const [first] = requireDefined(
      bradleyTerry(
        [
          [0, 30],
          [10, 0],
        ],
        { reference: 1 },
      ),
    ).strengths;
    expect(first?.value).toBeCloseTo(Math.log(3), 10);
    expect(first?.standardError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10), 10);
  });

  test.each([
    [
      "never lost",
      [
        [0, 3, 2],
        [0, 0, 2],
        [0, 1, 0],
      ],
      "players 1 never lost to players 2, 3",
    ],
    [
      "never won",
      [
        [0, 0, 0],
        [2, 0, 1],
        [3, 2, 0],
      ],
      "players 2, 3 never lost to players 1",
    ],
    [
      "never met",
      [
        [0, 3, 0],
        [1, 0, 0],
        [0, 0, 0],
      ],
      "players 3 never met",
    ],
  ])("a player who %s has no finite strength", (_, wins, because) => {
    expect(bradleyTerry(wins)).toMatchObject({ defined: false, because: expect.stringContaining(because) });
  });

  test("refuses what is no table", () => {
    expect(() => bradleyTerry([[0, 1]])).toThrow("bradleyTerry: needs a square table");
    expect(() =>
      bradleyTerry(
        [
          [0, 1],
          [1, 0],
        ],
        { reference: 2 },
      ),
    ).toThrow("there is no player 2");
  });
});

describe("ties", () => {
  const wins = [
    [0, 12, 8],
    [6, 0, 9],
    [7, 5, 0],
  ];
  const ties = [
    [0, 4, 6],
    [4, 0, 3],
    [6, 3, 0],
  ];

  test("both models order the players alike, on scales of their own", () => {
    const [davidson, raoKupper] = (["davidson", "rao-kupper"] as const).map((model) =>
      requireDefined(tieModel(wins, ties, { model })),
    );
    const order = (result: typeof davidson) =>
      result?.strengths.map(({ value }) => value).map((value, _, all) => all.filter((other) => other > value).length);
    expect(order(davidson)).toEqual(order(raoKupper));
    expect(davidson?.tieParameter).toBeGreaterThan(0);
    expect(raoKupper?.tieParameter).toBeGreaterThan(1);
  });

  test("players of the same record are the same, and nu is twice the odds of a tie", () => {
    const even = requireDefined(
      tieModel(
        [
          [0, 10],
          [10, 0],
        ],
        [
          [0, 5],
          [5, 0],
        ],
      ),
    );
    expect(even.strengths[0]?.value).toBeCloseTo(0, 8);
    expect(even.tieParameter).toBeCloseTo(0.5, 6);
  });

  const oneWay = [
    [0, 3],
    [0, 0],
  ];
  const tiedTwice = [
    [0, 2],
    [2, 0],
  ];

  test.each(["davidson", "rao-kupper"] as const)("%s: without a maximum the reason names the players", (model) => {
    expect(tieModel(oneWay, tiedTwice, { model })).toMatchObject({
      because: "players 1 never lost to players 2, and the ties set no limit to strengths",
    });
    // Player 1 beat 2, both tied with 3: with 3 halfway and ties ever wider, all of that only becomes likelier.
    const wins = [
      [0, 3, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    const ties = [
      [0, 0, 2],
      [0, 0, 1],
      [2, 1, 0],
    ];
    expect(tieModel(wins, ties, { model })).toMatchObject({ because: expect.stringContaining("set no limit") });
  });

  test.each(["davidson", "rao-kupper"] as const)(
    "%s: two wins to one tie set a limit without a chain of wins",
    (model) => {
      // Player 1 beat 2, 2 beat 3, and 1 tied with 3: a way round with more wins than ties.
      const wins = [
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 0],
      ];
      const ties = [
        [0, 0, 1],
        [0, 0, 0],
        [1, 0, 0],
      ];
      const { strengths } = requireDefined(tieModel(wins, ties, { model }));
      expect(strengths[0]?.value).toBeCloseTo(-(strengths[2]?.value ?? 0), 8);
      expect(strengths[0]?.standardError).toBeLessThan(10);
    },
  );

  test("ties that are not symmetric, or of other players, are refused", () => {
    expect(() => tieModel(oneWay, oneWay)).toThrow("players 1 and 2 tied 3 times, 2 and 1 0");
    expect(() => tieModel(oneWay, [[0]])).toThrow("ties of 1 players, wins of 2");
  });

  test("no tie, or nothing but ties, is said", () => {
    const none = [
      [0, 0],
      [0, 0],
    ];
    expect(
      tieModel(
        [
          [0, 1],
          [1, 0],
        ],
        none,
      ),
    ).toMatchObject({ because: "no comparison was a tie" });
    expect(
      tieModel(none, [
        [0, 1],
        [1, 0],
      ]),
    ).toMatchObject({ because: "every comparison was a tie" });
  });
});

test("win rates count ties half, over games and over opponents", () => {
  const { wins, ties } = tabulateOutcomes(3, { left: [0, 0, 1, 0], right: [1, 1, 0, 2], outcome: [1, 1, 0, -1] });
  const [first, , third] = winRates(wins, ties);
  expect(first).toMatchObject({ wins: 2, ties: 1, losses: 1 });
  expect(first && requireDefined(first.overGames)).toBeCloseTo(2.5 / 4, 12);
  expect(first && requireDefined(first.overOpponents)).toBeCloseTo((2.5 / 3 + 0) / 2, 12);
  expect(third && requireDefined(third.overGames)).toBe(1);
  expect(
    winRates(
      [
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    )[0]?.overGames.defined,
  ).toBe(false);
  expect(() => tabulateOutcomes(2, { left: [0], right: [0], outcome: [1] })).toThrow("0 against 0");
  expect(() => tabulateOutcomes(2, { left: [0], right: [1], outcome: [] })).toThrow("1, 1 and 0 entries");
});
