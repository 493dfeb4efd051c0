import { describe, expect, test } from "vitest";
import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { tableFromRows } from "@/lib/stats/agreement/contingency-table";
import { prevalence } from "@/lib/stats/agreement/prevalence";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { calibration } from "@/lib/stats/comparison/calibration";
import { classify } from "@/lib/stats/comparison/classification";
import { identifyRoles, topShare } from "@/lib/stats/comparison/role-identification";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { humanCeiling } from "./human-ceiling";

describe("classify", () => {
  test("counts one class against the others, and names what cannot be counted", () => {
    const report = requireDefined(
      classify(
        tableFromRows(
          [
            [6, 2, 0],
            [1, 11, 0],
            [0, 0, 0],
          ],
          ["unsafe", "safe", "unsure"],
        ),
      ),
    );
    expect(report.accuracy).toMatchObject({ value: 17 / 20, count: 17, of: 20 });
    const [unsafe, , unsure] = report.classes;
    expect(unsafe && requireDefined(unsafe.sensitivity)).toMatchObject({ value: 0.75, count: 6, of: 8 });
    expect(unsafe && requireDefined(unsafe.specificity)).toMatchObject({ value: 11 / 12, count: 11, of: 12 });
    expect(unsafe && requireDefined(unsafe.precision).value).toBeCloseTo(6 / 7, 12);
    expect(unsafe && requireDefined(unsafe.f1)).toMatchObject({ value: expect.closeTo(12 / 15, 12), both: 6, one: 3 });
    expect(unsure?.sensitivity).toEqual({ defined: false, because: "the truth is never unsure" });
    expect(report.balancedAccuracy).toBeCloseTo((0.75 + 11 / 12) / 2, 12);
  });

  test("a constant judge has no precision for what it never says, and no correlation", () => {
    const report = requireDefined(
      classify(
        tableFromRows(
          [
            [0, 5],
            [0, 95],
          ],
          ["unsafe", "safe"],
        ),
      ),
    );
    expect(report.accuracy.value).toBe(0.95);
    expect(report.balancedAccuracy).toBe(0.5);
    expect(report.classes[0]?.precision.defined).toBe(false);
    expect(report.mcc).toEqual({ defined: false, because: "one side is a single class throughout" });
    expect(classify(tableFromRows([[0]])).defined).toBe(false);
  });
});

describe("majorityVote", () => {
  const votes = codeRatings(
    [
      ["a", "a", "b"],
      ["a", "b", null],
      [null, null, null],
      ["c", "b", "a"],
    ],
    ["a", "b", "c"],
  );

  test("reports ties whatever the rule makes of them", () => {
    expect(majorityVote(votes)).toMatchObject({ units: 4, labeled: 1, ties: 2, unitsWithoutVotes: 1 });
    expect([...majorityVote(votes).codes]).toEqual([0, -1, -1, -1]);
    expect([...majorityVote(votes, { ties: "first" }).codes]).toEqual([0, 0, -1, 0]);
    expect([...majorityVote(votes, { ties: "last" }).codes]).toEqual([0, 1, -1, 2]);
    expect([...majorityVote(votes, { ties: { category: "c" } }).codes]).toEqual([0, 2, -1, 2]);
    expect([...majorityVote(votes).tied]).toEqual([0, 1, 0, 1]);
  });

  test("refuses a tie category that does not exist", () => {
    expect(() => majorityVote(votes, { ties: { category: "tie" } })).toThrow("majorityVote: tie is none");
  });
});

describe("humanCeiling", () => {
  const random = () => seededRandom(5);

  test("measures human and judge against the same leave-one-out majorities", () => {
    const humans = codeRatings(
      [
        ["a", "a", "b"],
        ["b", "b", "b"],
        ["a", "b", null],
      ],
      ["a", "b"],
    );
    const ceiling = requireDefined(humanCeiling(humans, Int32Array.of(0, 1, 0), { random: random() }));
    // Unit 0: the two who said a face a tie of the others; the third faces a, a. Unit 2 has too few others.
    expect(ceiling.leftOut).toEqual({ tooFewOthers: 2, tiedReference: 2, judgeMissing: 0 });
    expect(ceiling.comparisons).toBe(4);
    expect(ceiling.human.value).toBe(0.75);
    expect(ceiling.judge.value).toBe(1);
    expect(ceiling.difference.value).toBe(0.25);
    expect(ceiling.raters.map(({ rater, units, human, judge }) => [rater, units, human, judge])).toEqual([
      [0, 1, 1, 1],
      [1, 1, 1, 1],
      [2, 2, 0.5, 1],
    ]);
  });

  test("a judge that is one more human of the same kind does not beat the ceiling", () => {
    const chance = seededRandom(11);
    const rate = (truth: number) => (chance() < 0.75 ? truth : 1 - truth);
    const rows = Array.from({ length: 1500 }, (_, unit) => Array.from({ length: 4 }, () => rate(unit % 2)));
    const humans = codeRatings(
      rows.map((row) => row.slice(0, 3)),
      [0, 1],
    );
    const judge = Int32Array.from(rows, (row) => row[3]);
    const full = majorityVote(humans);
    const flattered = judge.filter((code, unit) => code === full.codes[unit]).length / rows.length;
    const ceiling = requireDefined(humanCeiling(humans, judge, { random: random(), replicates: 400 }));
    const interval = requireDefined(ceiling.difference.bootstrap).interval;
    expect(interval.low).toBeLessThan(0);
    expect(interval.high).toBeGreaterThan(0);
    expect(flattered).toBeGreaterThan(0.66);
    expect(ceiling.human.value).toBeCloseTo(ceiling.judge.value, 1);
  });

  test("says why there is none, and refuses a judge of another length", () => {
    const humans = codeRatings([["a", "b"]]);
    expect(humanCeiling(humans, Int32Array.of(0), { random: random() }).defined).toBe(false);
    expect(() => humanCeiling(humans, Int32Array.of(), { random: random() })).toThrow(
      "0 labels of the judge for 1 units",
    );
  });
});

describe("identifyRoles", () => {
  test("scores rank, Brier and chance over options that differ in number, and counts what could not be read", () => {
    const scores = requireDefined(
      identifyRoles([
        { probabilities: [0.7, 0.2, 0.1], truth: 0 },
        { probabilities: [0.1, 0.3, 0.2, 0.4], truth: 1 },
        null,
        { probabilities: [0.5, 0.5], truth: 1 },
      ]),
    );
    expect(scores).toMatchObject({ units: 3, missing: 1 });
    expect(scores.top1.value).toBeCloseTo((1 + 0 + 0.5) / 3, 12);
    expect(scores.top2.value).toBe(1);
    expect(scores.meanRankOfTruth.value).toBeCloseTo((1 + 2 + 1.5) / 3, 12);
    expect(scores.brier.value).toBeCloseTo((0.09 + 0.04 + 0.01 + (0.01 + 0.49 + 0.04 + 0.16) + 0.5) / 3, 12);
    const answers = [
      { probabilities: [0.7, 0.2, 0.1], truth: 2 },
      { probabilities: [0.1, 0.3, 0.2, 0.4], truth: 2 },
    ];
    const top = (places: number) => requireDefined(topShare(answers, places)).value;
    expect([1, 2, 3, 4].map(top)).toEqual([0, 0, 1, 1]);
    expect(() => topShare(answers, 0)).toThrow("topShare: 0");
    expect(scores.chance).toBeCloseTo((1 / 3 + 1 / 4 + 1 / 2) / 3, 12);
  });

  test("refuses probabilities that do not sum to 1, by function", () => {
    expect(() => identifyRoles([{ probabilities: [0.7, 0.4], truth: 0 }])).toThrow("identifyRoles: probabilities");
    expect(() => identifyRoles([{ probabilities: [1], truth: 1 }])).toThrow("none of 1 options");
    expect(identifyRoles([null])).toEqual({ defined: false, because: "no answer could be read" });
  });
});

describe("calibration", () => {
  test("a bin holds its upper edge", () => {
    const result = requireDefined(calibration([0, 0.5, 0.51, 1], [false, true, false, true], { bins: 2 }));
    expect(result.bins.map(({ count }) => count)).toEqual([2, 2]);
    expect(result.ece).toBeCloseTo(0.5 * 0.25 + 0.5 * 0.255, 12);
    expect(result.bins[0]?.interval).toEqual(proportionInterval(1, 2));
    expect(result.brier).toBeCloseTo((0.25 + 0.51 ** 2) / 4, 12);
  });

  test("refuses what is no probability", () => {
    expect(() => calibration([1.2], [true])).toThrow("calibration: 1.2 is no probability");
    expect(() => calibration([0.2], [])).toThrow("1 probabilities for 0 outcomes");
    expect(calibration([], []).defined).toBe(false);
  });
});

test("prevalence shows declared categories that nobody used", () => {
  const shares = requireDefined(
    prevalence(
      codeRatings(
        [
          ["a", "a"],
          ["b", null],
        ],
        ["a", "b", "c"],
      ),
    ),
  );
  expect(shares.categories).toEqual([
    { category: "a", ratings: 2, shareOfRatings: 2 / 3, meanUnitShare: 0.5 },
    { category: "b", ratings: 1, shareOfRatings: 1 / 3, meanUnitShare: 0.5 },
    { category: "c", ratings: 0, shareOfRatings: 0, meanUnitShare: 0 },
  ]);
});
