import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { fewestForRisk, selectiveRisk } from "./selective-risk";

/** Confidence, and whether the judge is wrong: nearly never above .8, ever more often below. */
function draw(seed: number, items: number) {
  const random = seededRandom(seed);
  const confidence = new Float64Array(items);
  const isWrong = new Uint8Array(items);
  for (let i = 0; i < items; i++) {
    confidence[i] = random();
    isWrong[i] = random() < chanceOfError(confidence[i]) ? 1 : 0;
  }
  return { confidence, isWrong };
}

const chanceOfError = (confidence: number) => 0.4 * (1 - confidence) ** 1.5;

/** The true share of wrong labels among those of a confidence of t or more: the integral of the chances over [t, 1]. */
const trueRisk = (t: number) => (0.4 * (1 - t) ** 1.5) / 2.5;

describe("what is kept is wrong no more often than said", () => {
  test("in 200 studies of 400 items the risk is passed in no more than the 5 % that certainty leaves, give or take chance", () => {
    let [kept, broken, share] = [0, 0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const { confidence, isWrong } = draw(seed, 400);
      const found = selectiveRisk(confidence, isWrong, { risk: 0.05 });
      if (!found.defined) continue;
      kept++;
      share += found.value.kept / 400;
      if (trueRisk(found.value.threshold) > 0.05) broken++;
    }
    expect(kept).toBeGreaterThan(100);
    expect(share / kept).toBeGreaterThan(0.2);
    // 10 expected at most; 18 is the 99.5 % point of a binomial of 200 and .05.
    expect(broken).toBeLessThanOrEqual(18);
  });
});

test("59 items without an error are the fewest that show 5 % with 95 %, and one fewer are told so", () => {
  expect(fewestForRisk(0.05, 0.95)).toBe(59);
  const all = (items: number) =>
    selectiveRisk(new Float64Array(items).fill(0.9), new Uint8Array(items), { risk: 0.05 });
  const { threshold, kept, upperBound, toPeople } = requireDefined(all(59));
  expect([threshold, kept, toPeople.value]).toEqual([0.9, 59, 0]);
  expect(upperBound).toBeCloseTo(1 - 0.05 ** (1 / 59), 10);
  expect(all(58)).toEqual({ defined: false, because: expect.stringContaining("it takes 59") });
});

test("labels of one confidence are kept together or not at all", () => {
  const confidence = Float64Array.from({ length: 120 }, (_, i) => (i < 60 ? 0.9 : 0.5));
  const isWrong = Uint8Array.from({ length: 120 }, (_, i) => (i >= 60 && i % 4 === 0 ? 1 : 0));
  const { threshold, kept, toPeople } = requireDefined(selectiveRisk(confidence, isWrong, { risk: 0.05 }));
  expect([threshold, kept, toPeople.value]).toEqual([0.9, 60, 0.5]);
});

test("a judge that is wrong where it is sure keeps nothing", () => {
  const confidence = Float64Array.from({ length: 100 }, (_, i) => 1 - i / 100);
  const isWrong = Uint8Array.from({ length: 100 }, (_, i) => (i < 20 ? 1 : 0));
  expect(selectiveRisk(confidence, isWrong, { risk: 0.1 })).toEqual({
    defined: false,
    because: expect.stringContaining("wrong too often"),
  });
});
