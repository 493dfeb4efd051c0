import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { bootstrapInterval } from "@/lib/stats/resampling/bootstrap-interval";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { alphaStatistic } from "./alpha-statistic";
import { krippendorffAlpha } from "./krippendorff-alpha";
import { percentAgreement } from "./percent-agreement";
import { codeMarkedTurns, type MarkedUnit, spanF1 } from "./span-f1";

const options = () => ({ random: seededRandom(1), replicates: 200 });
const units: MarkedUnit[] = [
  { first: [{ start: 0, end: 10 }], second: [{ start: 5, end: 15 }] },
  { first: [{ start: 3, end: 6, label: "slip" }], second: [{ start: 3, end: 6, label: "slip" }] },
  { first: [{ start: 3, end: 6, label: "slip" }], second: [{ start: 3, end: 6, label: "tone" }] },
  { first: [], second: [] },
  { first: null, second: [{ start: 0, end: 4 }] },
];

describe("spanF1", () => {
  test("counts places and spans that both marked with the same label", () => {
    const { overlap, exact, leftOut, units: used } = requireDefined(spanF1(units, options()));
    expect(overlap.value).toBeCloseTo((2 * (5 + 3)) / (20 + 6 + 6), 14);
    expect(exact.value).toBeCloseTo(2 / 6, 14);
    expect(leftOut).toEqual({ unseen: 1, unmarked: 1 });
    expect(used).toBe(3);
  });

  test("is the same whichever rater comes first, and for spans that overlap themselves", () => {
    const turned = units.map(({ first, second }) => ({ first: second, second: first }));
    expect(spanF1(turned, options())).toEqual(spanF1(units, options()));
    const doubled = units.map(({ first, second }) => ({ first: first && [...first, ...first], second }));
    expect(spanF1(doubled, options())).toEqual(spanF1(units, options()));
  });

  test("is undefined where nobody marked anything, and refuses what is no span", () => {
    expect(spanF1([{ first: [], second: [] }], options()).defined).toBe(false);
    expect(spanF1([], options()).defined).toBe(false);
    expect(() => spanF1([{ first: [{ start: 4, end: 4 }], second: [] }], options())).toThrow("4 to 4 is no span");
  });
});

describe("codeMarkedTurns", () => {
  const conversations = [
    { turns: 4, marks: [[{ start: 1, end: 3 }], [{ start: 2, end: 4, label: "slip" }], null] },
    { turns: 2, marks: [[], [], [{ start: 0, end: 1, label: "slip" }]] },
  ];

  test("says yes or no for every turn that a rater looked at", () => {
    const { ratings, clusters } = codeMarkedTurns(conversations);
    expect(ratings).toMatchObject({ units: 6, raters: 3, categories: [false, true] });
    expect([...ratings.codes]).toEqual([0, 0, -1, 1, 0, -1, 1, 1, -1, 0, 1, -1, 0, 0, 1, 0, 0, 0]);
    expect(clusters).toEqual([0, 0, 0, 0, 1, 1]);
    expect([...codeMarkedTurns(conversations, { label: "slip" }).ratings.codes.subarray(0, 12)]).toEqual([
      0, 0, -1, 0, 0, -1, 0, 1, -1, 0, 1, -1,
    ]);
  });

  // By hand: turns disagree by 0, 1, 0, 1 (of two raters), 2/3 and 0 (of three); five marks among 14 ratings.
  test("gives the alpha over turns that is computed by hand", () => {
    const { ratings, clusters } = codeMarkedTurns(conversations);
    expect(requireDefined(percentAgreement(ratings)).value).toBeCloseTo((3 + 1 / 3) / 6, 14);
    const observed = (2 + 2 + 4 / 2) / 14;
    const expected = (2 * 5 * 9) / (14 * 13);
    expect(requireDefined(krippendorffAlpha(ratings)).value).toBeCloseTo(1 - observed / expected, 14);
    const drawn = bootstrapInterval(alphaStatistic(ratings), { random: seededRandom(1), replicates: 50, clusters });
    expect(drawn.defined).toBe(true);
  });

  test("refuses a mark beyond the last turn, and takes no conversations", () => {
    expect(() => codeMarkedTurns([{ turns: 2, marks: [[{ start: 1, end: 3 }]] }])).toThrow("beyond the 2 turns");
    expect(() => codeMarkedTurns([{ turns: 2, marks: [[{ start: 1, end: 1 }]] }])).toThrow("is no span");
    expect(codeMarkedTurns([])).toMatchObject({ ratings: { units: 0 }, clusters: [] });
  });
});
