import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { labelEntropy, softLabelDistances } from "@/lib/stats/comparison/soft-labels";
import { generalizability } from "@/lib/stats/generalizability/generalizability";
import { fewestForRisk } from "@/lib/stats/judges/selective-risk";
import { manyFacetRasch } from "@/lib/stats/rasch/many-facet-rasch";
import { requireDefined } from "@/lib/stats/require-defined";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";
import { contrastColumns } from "./mixed-data";
import { mixedLogisticModel } from "./mixed-logistic-model";

/* docs/methods/models.md prints what is computed. */

const page = readFileSync("docs/methods/models.md", "utf8");
const three = (value: number) => value.toFixed(3).replace(/^(-?)0/, "$1");
const row = (...cells: readonly (string | number)[]) =>
  `| ${cells.map((cell) => (typeof cell === "number" ? three(cell) : cell)).join(" | ")} |`;

/** A digit for each rater, "." for none. */
const cellsOf = (rows: readonly string[]) =>
  rows.flatMap((labels, output) =>
    [...labels].flatMap((label, rater) => (label === "." ? [] : [{ output, rater, label: Number(label) }])),
  );

test("the effects of conditions, with outputs and raters", () => {
  const sets: Record<string, { labels: string[]; condition: number[] }> = JSON.parse(
    readFileSync(new URL("references.json", import.meta.url), "utf8"),
  );
  const { labels, condition } = sets["logistic, crossed"];
  const cells = cellsOf(labels);
  const fixed = contrastColumns(
    Int32Array.from(cells, ({ output }) => condition[output]),
    ["0", "1", "2"],
  );
  const factors = [
    { name: "output", levels: 30, codes: Int32Array.from(cells, ({ output }) => output) },
    { name: "rater", levels: 6, codes: Int32Array.from(cells, ({ rater }) => rater) },
  ];
  const model = requireDefined(
    mixedLogisticModel(
      Float64Array.from(cells, ({ label }) => label),
      { fixed, factors },
    ),
  );
  for (const { name, value, standardError } of model.fixed) expect(page).toContain(row(name, value, standardError));
  const [outputs, raters] = model.components;
  expect(page).toContain(
    `The variance of outputs is ${three(outputs.variance)}, of raters ${three(raters.variance)}, the log-likelihood ${three(model.logLikelihood)}. Condition 2 multiplies the odds by ${Math.exp(model.fixed[2].value).toFixed(2)}`,
  );
});

test("the severity of four raters", () => {
  const sets: Record<string, { labels: string[][] }> = JSON.parse(
    readFileSync(new URL("../rasch/references.json", import.meta.url), "utf8"),
  );
  const cells = cellsOf(sets["rating scale"].labels[0]);
  const model = requireDefined(
    manyFacetRasch({
      categories: 4,
      codes: Int32Array.from(cells, ({ label }) => label),
      objects: 40,
      object: Int32Array.from(cells, ({ output }) => output),
      facets: [{ name: "rater", levels: 4, codes: Int32Array.from(cells, ({ rater }) => rater) }],
      stepsOf: null,
    }),
  );
  for (const [i, { value, standardError, fit }] of model.facets[0].levels.entries())
    expect(page).toContain(row(String(i + 1), value, standardError, fit.infit, fit.outfit));
});

test("how many judges the six targets take", () => {
  const cells = cellsOf(["8147", "5021", "7357", "6015", "9458", "5136"]);
  const study = requireDefined(
    generalizability(
      {
        score: Float64Array.from(cells, ({ label }) => label),
        codes: [Int32Array.from(cells, ({ output }) => output), Int32Array.from(cells, ({ rater }) => rater)],
        sizes: [6, 4],
      },
      { random: seededRandom(1) },
    ),
  );
  expect(page).toContain(row("1 judge", study.single.phi.value, study.single.rho.value));
  expect(page).toContain(row("4 judges", study.observed.phi.value, study.observed.rho.value));
  expect(page).toContain(
    `For a phi of .80 it takes ${study.needed.phi} judges, for a rho of .80 only ${study.needed.rho}`,
  );
});

test("the distances of two soft labels, and the fewest items that show a risk", () => {
  const people = [0.5, 0.5, 0];
  const { jensenShannon, manhattan, wasserstein } = softLabelDistances(people, [0, 0.5, 0.5], [1, 2, 4]);
  expect(page).toContain(
    `Jensen-Shannon ${three(jensenShannon)} bits, Manhattan ${three(manhattan)}, Wasserstein ${three(wasserstein)}, entropy of the people's labels ${three(labelEntropy(people))} bit`,
  );
  expect(page).toContain(`${fewestForRisk(0.05, 0.95)} items without an error are the fewest that show 5 %`);
});
