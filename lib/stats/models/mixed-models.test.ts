import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { cumulativeLinkMixedModel } from "./cumulative-link-mixed-model";
import { contrastColumns } from "./mixed-data";
import { mixedLinearModel } from "./mixed-linear-model";
import { type MixedLogisticModel, mixedLogisticModel } from "./mixed-logistic-model";

/* Labels and what R makes of them: references.md says how they were made, by which versions. */

type Reference = {
  labels: string[];
  condition: number[];
  prompt: number[];
  factors: ("output" | "rater" | "prompt")[];
  fixed: number[];
  standardErrors: number[];
  variances: number[];
  logLikelihood: number;
  points?: number;
  residual?: number;
  REML?: boolean;
  thresholds?: number[];
  thresholdErrors?: number[];
};

const references: Record<string, Reference> = JSON.parse(
  readFileSync(new URL("references.json", import.meta.url), "utf8"),
);
const named = (kind: string) => Object.entries(references).filter(([name]) => name.startsWith(kind));

function read({ labels, condition, prompt, factors }: Reference, intercept: boolean) {
  const cells = labels.flatMap((row, output) =>
    [...row].flatMap((label, rater) =>
      label === "." ? [] : [{ output, rater, prompt: prompt[output], y: Number(label) }],
    ),
  );
  const levels = { output: labels.length, rater: labels[0].length, prompt: new Set(prompt).size };
  const conditions = Int32Array.from(cells, ({ output }) => condition[output]);
  const names = [...new Set(condition)].sort().map(String);
  return {
    outcome: Float64Array.from(cells, ({ y }) => y),
    design: {
      fixed: contrastColumns(conditions, names, { intercept }),
      factors: factors.map((name) => ({
        name,
        levels: levels[name],
        codes: Int32Array.from(cells, (cell) => cell[name]),
      })),
    },
  };
}

const near = (found: readonly number[], expected: readonly number[], within: number) => {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(within);
};

type Fit = Pick<MixedLogisticModel, "fixed" | "components">;

/** What every kind of model has: effects with their errors, and variances. */
function agrees({ fixed, components }: Fit, { standardErrors, variances, ...reference }: Reference, within: number) {
  const [values, errors] = [fixed.map(({ value }) => value), fixed.map(({ standardError }) => standardError)];
  near(values, reference.fixed, within);
  near(errors, standardErrors, within);
  const found = components.map(({ variance }) => variance);
  near(found, variances, within);
}

describe("a mixed logistic model agrees with lme4", () => {
  test.each(named("logistic"))("%s", (_, reference) => {
    const { outcome, design } = read(reference, true);
    const fit = requireDefined(mixedLogisticModel(outcome, design, { points: reference.points }));
    expect(fit.logLikelihood).toBeCloseTo(reference.logLikelihood, 5);
    agrees(fit, reference, 1e-4);
    expect(fit.components.map(({ isBoundary }) => isBoundary)).toEqual(reference.variances.map((v) => v < 1e-6));
  });
});

describe("a mixed linear model agrees with lme4", () => {
  test.each(named("linear"))("%s", (_, reference) => {
    const { outcome, design } = read(reference, true);
    const fit = requireDefined(mixedLinearModel(outcome, design, { method: reference.REML ? "REML" : "ML" }));
    expect(fit.logLikelihood).toBeCloseTo(reference.logLikelihood, 6);
    agrees(fit, reference, 1e-5);
    expect(fit.residualVariance).toBeCloseTo(reference.residual ?? 0, 5);
  });
});

describe("a cumulative link mixed model agrees with ordinal", () => {
  test.each(named("ordinal"))("%s", (_, reference) => {
    const { outcome, design } = read(reference, false);
    const fit = requireDefined(cumulativeLinkMixedModel(Int32Array.from(outcome), 5, design));
    expect(fit.logLikelihood).toBeCloseTo(reference.logLikelihood, 5);
    agrees(fit, reference, 1e-4);
    near(
      fit.thresholds.map(({ value }) => value),
      reference.thresholds ?? [],
      1e-4,
    );
    near(
      fit.thresholds.map(({ standardError }) => standardError),
      reference.thresholdErrors ?? [],
      1e-4,
    );
  });
});

describe("where there is no model it is said why", () => {
  const factor = (name: string, codes: readonly number[]) => ({
    name,
    levels: Math.max(...codes) + 1,
    codes: Int32Array.from(codes),
  });
  const outputs = factor("output", [0, 0, 1, 1, 2, 2, 3, 3]);
  const conditions = contrastColumns(Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]), ["a", "b"]);
  const design = { fixed: conditions, factors: [outputs] };

  test("labels of one condition that are all alike separate it", () => {
    const model = mixedLogisticModel(Float64Array.from([0, 1, 1, 0, 1, 1, 1, 1]), design);
    expect(model).toEqual({ defined: false, because: expect.stringContaining("the effect of b grows without end") });
  });

  test("one rater alone has no variance", () => {
    const factors = [outputs, factor("rater", [0, 0, 0, 0, 0, 0, 0, 0])];
    const model = mixedLinearModel(Float64Array.from([1, 2, 3, 4, 2, 3, 4, 5]), { fixed: conditions, factors });
    expect(model).toEqual({ defined: false, because: expect.stringContaining("rater has one level only") });
  });

  test("labels that are all the same show nothing", () => {
    const because = "every label is the same";
    expect(mixedLinearModel(new Float64Array(8).fill(3), design)).toEqual({ defined: false, because });
    expect(mixedLogisticModel(new Float64Array(8), design)).toEqual({ defined: false, because });
    expect(cumulativeLinkMixedModel(new Int32Array(8), 3, design)).toEqual({ defined: false, because });
  });

  test("a condition named twice is collinear", () => {
    const [intercept, b] = conditions.columns;
    const fixed = { names: ["(intercept)", "b", "b again"], columns: [intercept, b, b] };
    const model = mixedLinearModel(Float64Array.from([1, 2, 3, 4, 2, 3, 4, 9]), { fixed, factors: [outputs] });
    expect(model).toEqual({ defined: false, because: expect.stringContaining("collinear") });
  });

  test("more than 1,000 levels beside the largest factor are refused", () => {
    const codes = Array.from({ length: 1500 }, (_, i) => i);
    const fixed = { names: ["(intercept)"], columns: [new Float64Array(1500).fill(1)] };
    const factors = [
      factor("output", codes),
      factor(
        "prompt",
        codes.map((i) => i % 1200),
      ),
    ];
    const model = mixedLinearModel(
      Float64Array.from(codes, (i) => i % 7),
      { fixed, factors },
    );
    expect(model).toEqual({ defined: false, because: expect.stringContaining("1200 levels beside") });
  });

  test("a scale with an unused label in its middle has no threshold there", () => {
    const model = cumulativeLinkMixedModel(Int32Array.from([0, 2, 0, 2, 2, 0, 2, 0]), 3, design);
    expect(model).toEqual({ defined: false, because: expect.stringContaining("a category without labels") });
  });

  test("quadrature of several factors is refused", () => {
    const factors = [outputs, factor("rater", [0, 1, 0, 1, 0, 1, 0, 1])];
    const fit = () =>
      mixedLogisticModel(Float64Array.from([0, 1, 0, 1, 0, 1, 1, 0]), { fixed: conditions, factors }, { points: 9 });
    expect(fit).toThrow("quadrature is for one factor");
  });
});
