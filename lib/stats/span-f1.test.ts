import { describe, expect, test } from "vitest";
import { requireDefined } from "./require-defined";
import { seededRandom } from "./seeded-random";
import { type MarkedUnit, spanF1 } from "./span-f1";

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
