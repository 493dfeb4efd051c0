import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countConcordance, placeScores } from "./concordance";
import { kendallTau, kendallValue } from "./correlation";

/** By the definition: every pair of places. */
function scoresOfPairs(x: readonly number[], y: readonly number[]): number[] {
  return x.map((own, i) => x.reduce((sum, other, j) => sum + Math.sign(own - other) * Math.sign(y[i] - y[j]), 0));
}

const pairs = (least: number, most: number) =>
  fc.array(fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most })), { maxLength: 100 });

describe("concordance", () => {
  test.each([
    ["many ties", pairs(0, 3)],
    ["hardly any", pairs(-1000, 1000)],
  ])("is that of all pairs of places, with %s", (_, given) => {
    fc.assert(
      fc.property(given, (places) => {
        const [x, y] = [places.map(([own]) => own), places.map(([, own]) => own)];
        const scores = scoresOfPairs(x, y);
        expect([...placeScores(x, y)]).toEqual(scores.map((score) => score + 0));
        const { concordant, discordant } = countConcordance(x, y);
        expect(2 * (concordant - discordant)).toBe(scores.reduce((sum, score) => sum + score, 0));
        const ordered = x.flatMap((own, i) => x.slice(0, i).filter((other, j) => own !== other && y[i] !== y[j]));
        expect(concordant + discordant).toBe(ordered.length);
      }),
    );
  });

  test("tells differences apart whose product is nothing to a computer", () => {
    expect(countConcordance([0, 1e-200, 2e-200], [0, 1e-200, 2e-200])).toMatchObject({ concordant: 3, discordant: 0 });
  });

  // y = x turned at every tenth place: of 100,000 places each ten have 45 pairs turned, all others are in order.
  test("of hundreds of thousands of places is exact", () => {
    const n = 100_000;
    const x = Float64Array.from({ length: n }, (_, i) => i);
    const y = Float64Array.from({ length: n }, (_, i) => 10 * Math.floor(i / 10) + 9 - (i % 10));
    const { concordant, discordant } = countConcordance(x, y);
    expect([concordant, discordant]).toEqual([(n * (n - 1)) / 2 - (n / 10) * 45, (n / 10) * 45]);
  });

  test("tau-b alone is that of the full test, and none where a side is constant", () => {
    const [x, y] = [
      [1, 2, 2, 4, 5, 6],
      [2, 1, 4, 4, 3, 6],
    ];
    const full = kendallTau(x, y);
    expect(full.defined && full.value.value).toBe(kendallValue(x, y));
    expect(kendallValue([1, 1], [1, 2])).toBeNaN();
  });
});
