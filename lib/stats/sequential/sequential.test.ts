import { describe, expect, test } from "vitest";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { anytimeAgreement } from "./anytime-agreement";
import { anytimeMean } from "./anytime-mean";

const hits = (n: number, rate: number, random: () => number) =>
  Array.from({ length: n }, () => (random() < rate ? 1 : 0));

describe("an interval that may be watched", () => {
  // An independent implementation with numpy 2.4.6 on a grid of 20,001 means.
  test("has the ends of a plain search", () => {
    const values = Array.from({ length: 60 }, (_, i) => ((i * 7) % 10) / 9);
    const { value, interval } = anytimeMean(values);
    expect(value).toBeCloseTo(0.5, 12);
    expect([interval.low, interval.high].map((end) => end.toFixed(4))).toEqual(["0.3661", "0.6186"]);
  });

  test.each([0.5, 0.1, 0.9])(
    "false-alarms in fewer than 5 of 100 studies at a rate of %s, where one for a single look does in about half",
    (rate) => {
      const random = seededRandom(77);
      let [fixed, anytime] = [0, 0];
      const [studies, labels] = [400, 600];
      for (let study = 0; study < studies; study++) {
        const values = hits(labels, rate, random);
        let [sum, isAlarmed] = [0, false];
        for (const [i, hit] of values.entries()) {
          sum += hit;
          const z = (sum / (i + 1) - rate) / Math.sqrt((rate * (1 - rate)) / (i + 1));
          if (Math.abs(z) > 1.959964) isAlarmed = true;
        }
        if (isAlarmed) fixed++;
        const { low, high } = anytimeMean(values).interval;
        if (!(low <= rate && rate <= high)) anytime++;
      }
      expect(fixed / studies).toBeGreaterThan(0.4);
      expect(anytime / studies).toBeLessThan(0.05);
    },
  );

  test("only ever narrows, holds the mean, and costs twice the width of one look", () => {
    const values = hits(800, 0.7, seededRandom(3));
    const widths = [0, 10, 50, 200, 800].map((n) => anytimeMean(values.slice(0, n)).interval);
    expect(widths[0]).toMatchObject({ low: 0, high: 1 });
    for (const [i, { low, high }] of widths.slice(1).entries()) {
      expect(low).toBeGreaterThanOrEqual(widths[i].low - 1e-9);
      expect(high).toBeLessThanOrEqual(widths[i].high + 1e-9);
    }
    const { value, interval } = anytimeMean(values);
    const single = proportionInterval(Math.round(800 * value), 800);
    expect(interval.low).toBeLessThan(value);
    expect((interval.high - interval.low) / (single.high - single.low)).toBeLessThan(2.5);
  });

  test("turns with the values, and refuses what does not lie between 0 and 1", () => {
    const values = hits(100, 0.2, seededRandom(8));
    const own = anytimeMean(values).interval;
    const turned = anytimeMean(values.map((hit) => 1 - hit)).interval;
    expect(turned.low).toBeCloseTo(1 - own.high, 9);
    expect(() => anytimeMean([0.2, 1.2])).toThrow("anytimeMean: 1.2 does not lie between 0 and 1");
  });
});

describe("agreement that may be watched", () => {
  test("holds Fleiss' kappa within sure bounds, in fewer than 5 of 100 studies outside", () => {
    const random = seededRandom(5);
    // Two raters right on 85 of 100: agreement .745, and kappa .49 where both labels are as frequent.
    const study = () =>
      codeRatings(
        Array.from({ length: 300 }, () => {
          const truth = random() < 0.5;
          return [0, 1].map(() => (random() < 0.85 ? truth : !truth));
        }),
        [false, true],
      );
    const outside = Array.from({ length: 60 }, () => {
      const { percent, fleiss } = requireDefined(anytimeAgreement(study()));
      const { interval } = requireDefined(fleiss);
      expect([interval.low > -1, percent.interval.low > interval.low]).toEqual([true, true]);
      return Number(!(interval.low <= 0.49 && 0.49 <= interval.high));
    });
    expect(outside.reduce((sum, own) => sum + own, 0) / outside.length).toBeLessThan(0.05);
  });

  test("says what cannot be said", () => {
    expect(anytimeAgreement(codeRatings([["a", null]]))).toMatchObject({ because: "no unit has two ratings" });
    const few = requireDefined(anytimeAgreement(codeRatings([["a", "b"]], ["a", "b"])));
    expect(few.fleiss).toMatchObject({ defined: false });
    expect(few.percent.interval).toMatchObject({ low: 0, high: 1 });
  });
});
