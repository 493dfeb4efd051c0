import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { percentAgreement } from "@/lib/stats/agreement/percent-agreement";
import { alphaByRaters, percentByRaters } from "@/lib/stats/agreement/two-way-agreement";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "./seeded-random";
import { type ResampledOver, type TwoWayStatistic, twoWayBootstrap } from "./two-way-bootstrap";

const ones = ({ units, raters, evaluate }: TwoWayStatistic) =>
  evaluate(new Float64Array(units).fill(1), new Float64Array(raters).fill(1));

/** Raters who are right with a chance of their own. */
function simulate(units: number, skills: readonly number[], seed: number) {
  const random = seededRandom(seed);
  return codeRatings(
    Array.from({ length: units }, () => {
      const truth = Math.floor(random() * 3);
      return skills.map((skill) => (random() < skill ? truth : Math.floor(random() * 3)));
    }),
  );
}

const width = (over: ResampledOver, statistic: TwoWayStatistic) => {
  const options = { over, random: seededRandom(3), replicates: 400 };
  const { interval } = requireDefined(twoWayBootstrap(statistic, options));
  return interval.high - interval.low;
};

describe("a statistic by weights of units and raters", () => {
  const tables = fc.array(fc.array(fc.option(fc.constantFrom(1, 2, 4)), { minLength: 4, maxLength: 4 }), {
    minLength: 2,
  });

  test.each(["nominal", "ordinal", "interval", "ratio"] as const)("is alpha where all weigh 1: %s", (level) => {
    fc.assert(
      fc.property(tables, (rows) => {
        const ratings = codeRatings(rows);
        const alpha = krippendorffAlpha(ratings, { level });
        const own = ones(alphaByRaters(ratings, { level }));
        if (alpha.defined) expect(own).toBeCloseTo(alpha.value.value, 10);
        else expect(own).toBeNaN();
      }),
    );
  });

  test("is percent agreement where all weigh 1", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const agreement = percentAgreement(codeRatings(rows));
        const own = ones(percentByRaters(codeRatings(rows)));
        if (agreement.defined) expect(own).toBeCloseTo(agreement.value.value, 10);
        else expect(own).toBeNaN();
      }),
    );
  });

  test("does not take a rater drawn twice for two who agree", () => {
    const ratings = codeRatings([
      ["a", "b"],
      ["b", "a"],
    ]);
    const { evaluate } = percentByRaters(ratings);
    expect(evaluate(Float64Array.of(1, 1), Float64Array.of(2, 1))).toBe(0);
    expect(evaluate(Float64Array.of(1, 1), Float64Array.of(2, 0))).toBeNaN();
  });
});

describe("the bootstrap over units, raters or both", () => {
  test("is wider over both than over either, where raters differ", () => {
    const statistic = alphaByRaters(simulate(60, [0.95, 0.9, 0.85, 0.7, 0.5, 0.4, 0.2, 0.1], 1));
    const both = width("both", statistic);
    expect(both).toBeGreaterThan(width("units", statistic));
    expect(both).toBeGreaterThan(width("raters", statistic));
  });

  test("draws whole clusters, which widens the interval where they hang together", () => {
    const once = simulate(30, [0.8, 0.7, 0.6], 2);
    const rows = Array.from({ length: 30 }, (_, unit) => [...once.codes.subarray(unit * 3, unit * 3 + 3)]);
    const statistic = percentByRaters(codeRatings([...rows, ...rows, ...rows, ...rows]));
    const unitClusters = Array.from({ length: 120 }, (_, unit) => unit % 30);
    const options = () => ({ over: "units" as const, random: seededRandom(4), replicates: 400 });
    const plain = requireDefined(twoWayBootstrap(statistic, options())).standardError;
    const clustered = requireDefined(twoWayBootstrap(statistic, { ...options(), unitClusters })).standardError;
    expect(clustered / plain).toBeGreaterThan(1.6);
    expect(clustered / plain).toBeLessThan(2.4);
  });

  test("counts the resamples that leave nothing to compare", () => {
    const { undefinedReplicates } = requireDefined(
      twoWayBootstrap(percentByRaters(simulate(20, [0.8, 0.7, 0.6], 5)), { over: "raters", random: seededRandom(1) }),
    );
    // All three draws are the same rater once in nine times.
    expect(undefinedReplicates).toBeGreaterThan(70);
    expect(undefinedReplicates).toBeLessThan(160);
  });

  test("is repeatable by its seed, and undefined for one rater or one unit", () => {
    const statistic = alphaByRaters(simulate(20, [0.8, 0.7, 0.6, 0.5], 6));
    const draw = () => twoWayBootstrap(statistic, { over: "both", random: seededRandom(9), replicates: 100 });
    expect(draw()).toEqual(draw());
    const lone = percentByRaters(codeRatings([["a"], ["b"]]));
    expect(twoWayBootstrap(lone, { over: "raters", random: seededRandom(1) }).defined).toBe(false);
    const single = percentByRaters(codeRatings([["a", "b"]]));
    expect(twoWayBootstrap(single, { over: "units", random: seededRandom(1) }).defined).toBe(false);
  });
});
