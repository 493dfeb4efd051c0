import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { cumulativeLinkMixedModel } from "./cumulative-link-mixed-model";
import { contrastColumns } from "./mixed-data";
import { mixedLinearModel } from "./mixed-linear-model";
import { mixedLogisticModel } from "./mixed-logistic-model";

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

describe("a mixed logistic model agrees with lme4", () => {
  test.each(named("logistic"))("%s", (_, reference) => {
    const { outcome, design } = read(reference, true);
    const fit = requireDefined(mixedLogisticModel(outcome, design, { points: reference.points }));
    expect(fit.logLikelihood).toBeCloseTo(reference.logLikelihood, 5);
    near(
      fit.fixed.map(({ value }) => value),
      reference.fixed,
      1e-4,
    );
    near(
      fit.fixed.map(({ standardError }) => standardError),
      reference.standardErrors,
      1e-4,
    );
    near(
      fit.components.map(({ variance }) => variance),
      reference.variances,
      1e-4,
    );
    expect(fit.components.map(({ isBoundary }) => isBoundary)).toEqual(reference.variances.map((v) => v < 1e-6));
  });
});

describe("a mixed linear model agrees with lme4", () => {
  test.each(named("linear"))("%s", (_, reference) => {
    const { outcome, design } = read(reference, true);
    const fit = requireDefined(mixedLinearModel(outcome, design, { method: reference.REML ? "REML" : "ML" }));
    expect(fit.logLikelihood).toBeCloseTo(reference.logLikelihood, 6);
    near(
      fit.fixed.map(({ value }) => value),
      reference.fixed,
      1e-5,
    );
    near(
      fit.fixed.map(({ standardError }) => standardError),
      reference.standardErrors,
      1e-5,
    );
    near(
      fit.components.map(({ variance }) => variance),
      reference.variances,
      1e-5,
    );
    expect(fit.residualVariance).toBeCloseTo(reference.residual ?? 0, 5);
  });
});

describe("a cumulative link mixed model agrees with ordinal", () => {
  test.each(named("ordinal"))("%s", (_, reference) => {
    const { outcome, design } = read(reference, false);
    const fit = requireDefined(cumulativeLinkMixedModel(Int32Array.from(outcome), 5, design));
    expect(fit.logLikelihood).toBeCloseTo(reference.logLikelihood, 5);
    near(
      fit.fixed.map(({ value }) => value),
      reference.fixed,
      1e-4,
    );
    near(
      fit.fixed.map(({ standardError }) => standardError),
      reference.standardErrors,
      1e-4,
    );
    near(
      fit.components.map(({ variance }) => variance),
      reference.variances,
      1e-4,
    );
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
