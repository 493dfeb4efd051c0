import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { besidePeople } from "@/lib/measure/beside-people";
import { tableGround } from "@/lib/measure/table";
import { pairwiseKappas } from "@/lib/stats/agreement/pairwise-kappas";
import { requireDefined } from "@/lib/stats/require-defined";
import { makeFolder } from "../testing/make-folder";
import { measureComparison } from "./measure-comparison";
import { readComparisonFile } from "./read-comparison-file";
import { readScale } from "./scale";

/*
 * Ratings of empathic communication by three experts, three models and a crowd, published with the study that compared them
 * (two of its four sets). What was recomputed from them elsewhere has to come out of the app to 1e-6.
 */

const folder = join(import.meta.dirname, "../../../shared/data/empathic");
const experts = ["expert1", "expert2", "expert3"];
const models = ["gpt", "claude", "gemini"];

type Expected = {
  expert_pairs_quadratic_kappa: Record<string, number>;
  mean_quadratic_kappa_with_the_two_other_experts: Record<string, number[]>;
  "alternative_annotator_test_epsilon_0.2": Record<string, { omega: number; rho: number }>;
};

const sets = existsSync(folder)
  ? (JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Record<string, Record<string, Expected>>)
  : {};
const cases = Object.entries(sets).flatMap(([set, dimensions]) =>
  Object.entries(dimensions).map(([dimension, expected]) => ({ set, dimension, expected })),
);

const terms = { isEpsilonSet: true, rare: "none", margin: null } as const;

const { makeFile } = makeFolder();

/** What one of them said of each conversation on one dimension. */
function readRatings(set: string, who: string, dimension: string): Map<string, number> {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, set, `${who}_ratings.csv`)), {
    columns: true,
  });
  return new Map(rows.map((row) => [row.conv_id ?? row.sp_id ?? "", Number(row[dimension])]));
}

/** A crowd's mean of 3.5 is a point of the scale only where it is rounded, half to even. */
const roundEven = (value: number) => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

const middleOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function mostCommon(values: readonly number[]): number {
  const counts = [...new Set(values)].map((value) => ({ value, count: values.filter((own) => own === value).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.value ?? Number.NaN;
}

/** All conversations, with a column for everybody, one for the median of the models, and constants. */
function readTable(set: string, dimension: string) {
  const who = [...experts, ...models, "crowd"];
  const ratings = who.map((own) => readRatings(set, own, dimension));
  const ids = [...(ratings[0]?.keys() ?? [])];
  const rows = ids.map((id) => ratings.map((own) => own.get(id) ?? Number.NaN));
  const given = rows.flatMap((row) => row.slice(0, experts.length));
  const mean = Math.round(given.reduce((sum, value) => sum + value, 0) / given.length);
  const more = (row: readonly number[]) => [
    ...[middleOf(row.slice(experts.length, experts.length + models.length)), roundEven(row.at(-1) ?? Number.NaN)],
    ...[mean, mostCommon(given)],
  ];
  const header = ["item", ...who, "median_of_llms", "crowd_rounded", "rmse_constant", "acc_constant"].join();
  const lines = rows.map((row, place) => [ids[place], ...row, ...more(row)].join());
  return makeFile(`${set}-${dimension}.csv`, [header, ...lines]);
}

async function readJudge(path: string, judge: string, level: "nominal" | "ordinal") {
  const scale = readScale({ level, ...(level === "ordinal" && { weights: "quadratic" }) });
  const columns = { humans: experts, judge, unit: "item", cluster: null };
  const rules = { level: scale.level, weights: scale.weights, seed: 1, epsilon: 0.2 };
  return { rules, comparison: await readComparisonFile(path, columns, scale) };
}

describe.skipIf(cases.length === 0)("ratings of empathic communication (skipped without ../shared/data)", () => {
  test.each(cases)(
    "$set, $dimension: experts and models on the same references",
    async ({ set, dimension, expected }) => {
      const path = readTable(set, dimension);
      const { comparison, rules } = await readJudge(path, "gpt", "ordinal");
      for (const { first, second, kappa } of pairwiseKappas(comparison.humans, { weights: "quadratic" })) {
        const pair = `${experts[first]}-${experts[second]}`;
        expect(requireDefined(kappa).value).toBeCloseTo(expected.expert_pairs_quadratic_kappa[pair] ?? Number.NaN, 6);
      }
      const means = expected.mean_quadratic_kappa_with_the_two_other_experts;
      for (const judge of [...models, "median_of_llms", "crowd"]) {
        const column = judge === "crowd" ? "crowd_rounded" : judge;
        const read = (await readJudge(path, column, "ordinal")).comparison;
        const { ground, codes } = tableGround(read.humans, read.judge, { ...rules, clusters: null });
        const { people } = requireDefined(besidePeople(ground, codes));
        for (const [place, own] of people.entries()) {
          expect(own.person).toBeCloseTo(means.expert?.[place] ?? Number.NaN, 6);
          expect(own.judge).toBeCloseTo(means[judge]?.[place] ?? Number.NaN, 6);
        }
      }
    },
  );

  test.each(cases)(
    "$set, $dimension: the test, and a constant that is refused",
    async ({ set, dimension, expected }) => {
      const path = readTable(set, dimension);
      for (const [name, { omega, rho }] of Object.entries(expected["alternative_annotator_test_epsilon_0.2"])) {
        const [alignment, judge = ""] = name.split(":");
        const column = judge === "constant" ? `${alignment}_constant` : judge;
        const { rules, comparison } = await readJudge(path, column, alignment === "acc" ? "nominal" : "ordinal");
        const figures = measureComparison(comparison, { ...rules, terms });
        const own = requireDefined(figures.test);
        expect([name, own.winningRate, own.advantage.value]).toEqual([
          name,
          expect.closeTo(omega, 6),
          expect.closeTo(rho, 6),
        ]);
        if (judge !== "constant") continue;
        const verdict = requireDefined(figures.verdict);
        expect(verdict.answer).not.toBe("may");
        expect(verdict.requirements.filter(({ isMet }) => !isMet).map(({ key }) => key)).toEqual(
          expect.arrayContaining(["chance", "variety"]),
        );
        const constant = figures.baselines.find((row) => row.key === "constant");
        expect(constant?.standIn).toMatchObject({ value: { winningRate: expect.closeTo(omega, 6) } });
      }
    },
  );
});
