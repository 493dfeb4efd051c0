import { describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { alternativeAnnotatorTest } from "./alternative-annotator-test";

const random = seededRandom(4);
const flip = (label: string, chance: number) => (random() < chance ? (label === "a" ? "b" : "a") : label);
const rows = Array.from({ length: 40 }, () => {
  const truth = random() < 0.4 ? "a" : "b";
  return [0.1, 0.2, 0.3].map((chance) => flip(truth, chance));
});
const humans = codeRatings(rows, ["a", "b"]);
const judge = rows.map(([first = "a"]) => (flip(first, 0.2) === "a" ? 0 : 1));

describe("items that share prompts in the alternative-annotator test", () => {
  const test40 = requireDefined(alternativeAnnotatorTest(humans, judge, { epsilon: 0.2 }));
  const fourfold = codeRatings(
    rows.flatMap((row) => [row, row, row, row]),
    ["a", "b"],
  );
  const judged = judge.flatMap((code) => [code, code, code, code]);
  const clusters = judged.map((_, unit) => Math.floor(unit / 4));

  test("that say the same four times show no more than once", () => {
    const respecting = requireDefined(alternativeAnnotatorTest(fourfold, judged, { epsilon: 0.2, clusters }));
    const ignoring = requireDefined(alternativeAnnotatorTest(fourfold, judged, { epsilon: 0.2 }));
    for (const [place, { p }] of test40.raters.entries()) {
      expect(requireDefined(respecting.raters[place].p)).toBeCloseTo(requireDefined(p), 12);
      expect(requireDefined(ignoring.raters[place].p)).not.toBeCloseTo(requireDefined(p), 3);
    }
  });

  test("leave the test undefined, and lost, where they are all of one prompt", () => {
    const one = requireDefined(
      alternativeAnnotatorTest(humans, judge, { epsilon: 0.2, clusters: judge.map(() => "p") }),
    );
    expect(one.raters.map(({ p, isWon }) => [p.defined, isWon])).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ]);
  });

  test("the winning rate has an exact interval over people", () => {
    const { winningInterval } = requireDefined(alternativeAnnotatorTest(humans, judge, { epsilon: 0.9 }));
    // Clopper and Pearson: 3 of 3 people.
    expect(winningInterval.low).toBeCloseTo(0.025 ** (1 / 3), 9);
    expect(winningInterval.high).toBe(1);
  });
});
