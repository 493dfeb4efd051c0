import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { requireDefined } from "@/lib/stats/require-defined";
import { type FacetLabels, manyFacetRasch } from "./many-facet-rasch";

/* Labels and what a plain implementation in R makes of them: see references.md. */

type Reference = {
  /** By criterion and output, a digit for each rater. */
  labels: string[][];
  mean: number;
  sd: number;
  raters: number[];
  errors: number[];
  criteria: number[];
  steps: number[][];
  logLikelihood: number;
  infit: number[];
  outfit: number[];
  firstOutputs: number[];
};

const references: Record<string, Reference> = JSON.parse(
  readFileSync(new URL("references.json", import.meta.url), "utf8"),
);

function read({ labels, raters, steps }: Pick<Reference, "labels" | "raters" | "steps">): FacetLabels {
  const cells = labels.flatMap((rows, criterion) =>
    rows.flatMap((row, output) =>
      [...row].flatMap((label, rater) => (label === "." ? [] : [{ criterion, output, rater, label: Number(label) }])),
    ),
  );
  const criteria = {
    name: "criterion",
    levels: labels.length,
    codes: Int32Array.from(cells, ({ criterion }) => criterion),
  };
  return {
    categories: steps[0].length + 1,
    codes: Int32Array.from(cells, ({ label }) => label),
    objects: labels[0].length,
    object: Int32Array.from(cells, ({ output }) => output),
    facets: [
      { name: "rater", levels: raters.length, codes: Int32Array.from(cells, ({ rater }) => rater) },
      ...(labels.length > 1 ? [criteria] : []),
    ],
    stepsOf: steps.length > 1 ? 1 : null,
  };
}

const near = (found: readonly number[], expected: readonly number[], within = 1e-4) => {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(within);
};

describe("severity, steps and fit agree with a plain implementation in R", () => {
  test.each(Object.entries(references))("%s", (_, reference) => {
    const { facets, objects, ...model } = requireDefined(manyFacetRasch(read(reference)));
    const [raters, criteria] = facets;
    expect(model.logLikelihood).toBeCloseTo(reference.logLikelihood, 6);
    near([model.mean, model.sd], [reference.mean, reference.sd]);
    near(
      raters.levels.map(({ value }) => value),
      reference.raters,
    );
    near(
      raters.levels.map(({ standardError }) => standardError),
      reference.errors,
    );
    near(
      raters.levels.map(({ fit }) => fit.infit),
      reference.infit,
    );
    near(
      raters.levels.map(({ fit }) => fit.outfit),
      reference.outfit,
      1e-3,
    );
    near(criteria?.levels.map(({ value }) => value) ?? [0], reference.criteria);
    for (const [i, steps] of reference.steps.entries()) near(model.steps[i], steps);
    near([...objects.value.subarray(0, 4)], reference.firstOutputs);
  });
});

const scale = { raters: [0, 0], steps: [[0, 0]] };

test("a rater who gives only the highest label has no severity, and it is said whose facet it is", () => {
  const model = manyFacetRasch(read({ ...scale, labels: [["02", "12", "22", "02", "12"]] }));
  expect(model).toEqual({ defined: false, because: expect.stringContaining("a level of rater has only the lowest") });
});

test("a label that nobody gave has no step", () => {
  const model = manyFacetRasch(read({ ...scale, labels: [["02", "20", "22", "00"]] }));
  expect(model).toEqual({ defined: false, because: expect.stringContaining("a label was never given") });
});

test("a rater who is one label below another throughout is the severer by more than error, and the two are separated", () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${1 + (i % 2)}${i % 2}`);
  const labels = [[...rows, "22", "00", "11", "12", "01"]];
  const { facets } = requireDefined(manyFacetRasch(read({ ...scale, labels })));
  const [lenient, severe] = facets[0].levels;
  expect(severe.value).toBe(-lenient.value);
  expect(severe.value).toBeGreaterThan(5 * severe.standardError);
  expect(requireDefined(facets[0].separation).reliability).toBeGreaterThan(0.9);
});
