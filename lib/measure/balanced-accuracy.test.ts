import { expect, test } from "vitest";
import { balancedAccuracy } from "@/lib/measure/balanced-accuracy";
import { tableGround } from "@/lib/measure/table";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { requireDefined } from "@/lib/stats/require-defined";

function ask(truths: readonly number[], said: readonly number[], clusters: string[] | null = null, classes = [0, 1]) {
  const table = {
    ...codeRatings(
      truths.map((truth) => [truth, truth, truth]),
      classes,
    ),
    names: ["a", "b", "c"],
  };
  const rules = { level: "nominal", weights: "unweighted", seed: 1, clusters, epsilon: 0.2 } as const;
  const { ground, codes } = tableGround(table, Int32Array.from(said), rules);
  return balancedAccuracy(ground, codes);
}

/** 8 of 10 unsafe and 81 of 90 safe items are called so. */
const truths = Array.from({ length: 100 }, (_, unit) => Number(unit < 10));
const said = truths.map((truth, unit) => (unit < 2 || unit >= 91 ? 1 - truth : truth));

test("is the mean of recalls, with the interval of Wilson's of each", () => {
  const { value, interval } = requireDefined(ask(truths, said));
  expect(value).toBeCloseTo((0.8 + 0.9) / 2, 12);
  const [rare, common] = [proportionInterval(8, 10), proportionInterval(81, 90)];
  const { low, high } = requireDefined(interval);
  expect(low).toBeCloseTo(0.85 - Math.hypot(0.8 - rare.low, 0.9 - common.low) / 2, 12);
  expect(high).toBeCloseTo(0.85 + Math.hypot(rare.high - 0.8, common.high - 0.9) / 2, 12);
});

test("three classes of which one is rare have an interval as wide as the rare one asks for", () => {
  const three = Array.from({ length: 60 }, (_, unit) => (unit < 3 ? 2 : unit % 2));
  const { low, high } = requireDefined(requireDefined(ask(three, three, null, [0, 1, 2])).interval);
  expect(high).toBe(1);
  expect(low).toBeCloseTo(1 - Math.hypot(1 - proportionInterval(3, 3).low, 0.12, 0.12) / 3, 1);
});

test("prompts that are hard for all their items make it wider", () => {
  const prompts = truths.map((_, unit) => `p${unit % 10}`);
  const hard = truths.map((truth, unit) => (unit % 10 < 3 ? 1 - truth : truth));
  const width = (clusters: string[] | null) => {
    const { low, high } = requireDefined(requireDefined(ask(truths, hard, clusters)).interval);
    return high - low;
  };
  expect(width(prompts)).toBeGreaterThan(1.3 * width(null));
});

test("of one class there is none", () => {
  expect(ask([0, 0, 0], [0, 0, 1])).toMatchObject({ defined: false });
});
