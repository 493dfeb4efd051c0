import { describe, expect, test } from "vitest";
import { pearson } from "@/lib/stats/comparison/correlation";
import { stratifiedCorrelation } from "@/lib/stats/comparison/stratified-correlation";
import { groupWeights } from "@/lib/stats/resampling/unit-statistic";

const level = Array.from({ length: 20 }, (_, unit) => Math.floor(unit / 5));
const reference = [
  0, 0.3, -0.27, -0.89, -0.45, 1.01, 2.06, 3.34, 1.51, 1.38, 4.49, 4.36, 4.11, 3.07, 3.97, 6.7, 4.66, 5.54, 4.1, 4.71,
];
const score = [
  -0.92, 0.03, -0.77, -0.31, -0.15, -1.59, -2.23, -0.6, -1.27, -1.25, -2.52, -2.06, -2.43, -2.87, -1.48, -3.05, -3.69,
  -2.79, -4.24, -3.7,
];
const unit = [...level.keys()];
const given = { unit, reference, score };

const valuesOf = (...asked: Parameters<typeof stratifiedCorrelation>) => {
  const { within, between, levels } = stratifiedCorrelation(...asked);
  return { within: within.evaluate(groupWeights(within)), between: between.evaluate(groupWeights(between)), levels };
};

describe("stratifiedCorrelation", () => {
  test("tells items of a level apart from levels, where one pooled r says the contrary (numpy 2.4.6)", () => {
    const pooled = pearson(reference, score);
    expect(pooled.defined && pooled.value.value).toBeCloseTo(-0.792669459421098, 12);
    const { within, between, levels } = valuesOf(given, level);
    expect(within).toBeCloseTo(0.5312057592594533, 12);
    expect(between).toBeCloseTo(-0.9799726656230757, 12);
    expect(levels).toBe(4);
  });

  test("does not mind where a scale begins, and is pooled r where there is one level", () => {
    const far = { unit, reference: reference.map((x) => x + 1e6), score: score.map((y) => 3 * y - 1e6) };
    expect(valuesOf(far, level).within).toBeCloseTo(0.5312057592594533, 6);
    const one = valuesOf(given, new Array(20).fill(0));
    expect(one.within).toBeCloseTo(-0.792669459421098, 12);
    expect(one.between).toBeNaN();
  });

  test("a weight is how often a unit counts", () => {
    const { within, between } = stratifiedCorrelation(given, level);
    const weights = Float64Array.from({ length: within.groups }, (_, group) => 1 + (group % 3));
    const copies = unit.flatMap((own) => Array.from({ length: 1 + ((within.groupOf[own] ?? 0) % 3) }, () => own));
    const pick = <T>(values: readonly T[]) => copies.map((own) => values[own] as T);
    const copied = valuesOf(
      { unit: copies.map((_, place) => place), reference: pick(reference), score: pick(score) },
      pick(level),
    );
    expect(within.evaluate(weights)).toBeCloseTo(copied.within, 12);
    expect(between.evaluate(weights)).toBeCloseTo(copied.between, 12);
  });

  test("units of no level are left out, and between two levels there is nothing to correlate", () => {
    const two = valuesOf(
      given,
      level.map((own) => (own < 2 ? own : -1)),
    );
    const alone = valuesOf(
      { unit: unit.slice(0, 10), reference: reference.slice(0, 10), score: score.slice(0, 10) },
      level.slice(0, 10),
    );
    expect(two.within).toBeCloseTo(alone.within, 12);
    expect(two).toMatchObject({ levels: 2, between: Number.NaN });
  });

  test("is undefined where nothing differs within any level, and between levels that are alike", () => {
    const means = [1, 5, 2, 9];
    const flat = { unit, reference: level.map((own) => means[own] ?? 0), score };
    expect(valuesOf(flat, level).within).toBeNaN();
    const alike = { unit, reference: unit.map((own) => own % 5), score };
    expect(valuesOf(alike, level).between).toBeNaN();
  });

  test("refuses lists of different length, units that are not there, and what is no number", () => {
    expect(() => stratifiedCorrelation({ ...given, score: [1] }, level)).toThrow(RangeError);
    expect(() => stratifiedCorrelation({ ...given, unit: unit.map((own) => own + 1) }, level)).toThrow(RangeError);
    expect(() => stratifiedCorrelation({ ...given, score: score.map(() => Number.NaN) }, level)).toThrow(RangeError);
  });
});
