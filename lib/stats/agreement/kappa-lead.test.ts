import { describe, expect, test } from "vitest";
import { kappaLeadStatistic } from "@/lib/stats/agreement/kappa-lead";
import { pooledKappaStatistic } from "@/lib/stats/agreement/pooled-kappa";
import { groupWeights } from "@/lib/stats/resampling/unit-statistic";

const range = (length: number) => Array.from({ length }, (_, unit) => unit);
const unit = range(40);
const reference = unit.map((own) => Number(own < 4));
const first = unit.map((own) => Number(own < 3 || own === 10));
const never = unit.map(() => 0);

describe("the lead of one kappa over another", () => {
  test("on the sample is the difference of the two, whatever is imagined", () => {
    const lead = kappaLeadStatistic({ unit, reference, first, second: never }, 40, 2);
    const alone = pooledKappaStatistic({ unit, reference, answer: first }, 40, 2);
    expect(lead.evaluate(groupWeights(lead))).toBeCloseTo(alone.evaluate(groupWeights(alone)), 12);
    expect(lead.groupOf).toHaveLength(40);
  });

  test.each([2, 3, 5])("with %i answers imagines of either what its kappa alone imagines", (categories) => {
    const codes = (by: number) => range(60).map((own) => Math.floor(own / by) % categories);
    const answers = { unit: range(60), reference: codes(1), first: codes(3), second: codes(7) };
    const lead = kappaLeadStatistic(answers, 60, categories);
    const given = { unit: answers.unit, reference: answers.reference, answer: answers.first, imagined: 1 };
    const alone = pooledKappaStatistic(given, 60, categories);
    // With no weight but that of what is imagined the first's kappa is that of its own imagined cells: both are right on half.
    const own = alone.evaluate(alone.imagined ?? new Float64Array());
    expect(lead.evaluate(lead.imagined ?? new Float64Array())).toBeCloseTo(0, 12);
    const sum = (weights?: Float64Array) => [...(weights ?? [])].reduce((total, weight) => total + weight, 0);
    expect(sum(lead.imagined)).toBeCloseTo(sum(alone.imagined), 12);
    expect(sum(lead.imagined)).toBeCloseTo(categories === 2 ? 2 : 1, 12);
    const same = kappaLeadStatistic({ ...answers, second: range(60).map(() => 0) }, 60, categories);
    expect(same.evaluate(same.imagined ?? new Float64Array())).toBeCloseTo(0, 12);
    expect(own).toBeCloseTo(1 - 0.5 / (1 - 1 / categories), 12);
  });

  test("units that look like what is imagined keep their own weight beside it", () => {
    const lead = kappaLeadStatistic({ unit, reference, first, second: never }, 40, 2);
    expect(groupWeights(lead).reduce((sum, own) => sum + own, 0)).toBe(40);
    expect(lead.imagined).toHaveLength(lead.groups);
    expect([...(lead.imagined ?? [])].every((weight) => weight === 0.25)).toBe(true);
    expect(lead.groups).toBe(8);
  });
});
