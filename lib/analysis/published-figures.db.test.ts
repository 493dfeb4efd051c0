import { createReadStream, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { AgreementDetail } from "@/lib/analysis/agreement/detail";
import type { AnalysisKey } from "@/lib/analysis/analyses";
import { runJob } from "@/lib/analysis/analysis-job";
import { type AnalysisFilter, noFilter } from "@/lib/analysis/filter";
import { readLabelTable } from "@/lib/analysis/label-queries";
import type { LabelTable } from "@/lib/analysis/label-table";
import { commitImport, startImport } from "@/lib/imports/mutations";
import { type CoefficientKey, coefficientOf, keys } from "@/lib/measure/measured";
import { makeMember, makeStudy } from "@/prisma/factories";

/*
 * Figures of published data sets, through the app's own import and analysis. The files are no part of this project: where
 * they are not there, these tests are reported as skipped. What each number is stands in docs/methods/agreement.md.
 */

const data = join(import.meta.dirname, "../../../shared/data");

async function load(...paths: string[]): Promise<LabelTable> {
  const study = await makeStudy();
  const { access } = await makeMember(study, "OWNER");
  for (const path of paths) {
    const started = await startImport(access, { fileName: basename(path) }, createReadStream(join(data, path)));
    if (!started.ok) throw new Error(started.reason);
    const committed = await commitImport(access, started.value.id);
    if (!committed.ok) throw new Error(committed.reason);
  }
  return readLabelTable(access);
}

function run<Key extends AnalysisKey>(table: LabelTable, key: Key, filter: Partial<AnalysisFilter>) {
  const result = runJob(table, { key, filter: { ...noFilter, ...filter } });
  if (!result) throw new Error("the question is not asked");
  return result;
}

const of = ({ coefficients }: AgreementDetail, key: CoefficientKey) => coefficientOf(coefficients, key);

const near = (value: number, digits = 3) => ({ value: expect.closeTo(value, digits) });
/** A defined estimate of this value that has an interval around it. */
const estimated = (value: number, digits = 3) => ({
  defined: true,
  value: { ...near(value, digits), interval: { defined: true } },
});

describe.skipIf(!existsSync(data))("published figures", () => {
  describe("MT-bench", () => {
    const question = { question: "preference", repeats: "on" } as const;
    let table: LabelTable;
    beforeAll(async () => {
      table = await load("mt-bench/human.jsonl", "mt-bench/gpt4_pair.jsonl");
    });

    test("GPT-4 against the majority, a tie being a category: 1,814 units, .672 and .505", () => {
      const { rows, ties, over } = run(table, "judges", { ...question, tie: "CATEGORY" });
      expect(rows[0]?.majority).toMatchObject({
        value: { n: 1814, accuracy: near(0.672), kappa: estimated(0.5047, 4) },
      });
      expect(ties).toMatchObject({ rule: "CATEGORY", hasNoTie: false });
      expect(over).toMatchObject({ by: "prompts", count: 80 });
    });

    test("decisive units: 1,078, .884 and .767", () => {
      const { rows } = run(table, "judges", { ...question, tie: "CATEGORY", decisive: "on" });
      expect(rows[0]?.majority).toMatchObject({ value: { n: 1078, accuracy: near(0.884), kappa: estimated(0.767) } });
    });

    test("alpha .485 over 961 units; without the repeated vote there is one label less", () => {
      const counted = run(table, "agreement", question);
      expect(counted.counts).toMatchObject({ labels: 3355, pairableUnits: 961, raters: 65 });
      expect(of(counted, keys.alpha)).toMatchObject(estimated(0.4855, 4));
      const once = run(table, "agreement", { ...question, repeats: "off" });
      expect(once.leftOut.repeat).toBe(1);
      expect(once.counts.labels).toBe(3354);
    });

    test("the human ceiling and GPT-4 are over the same references", () => {
      const { rows, ceiling } = run(table, "judges", question);
      const [row] = rows;
      if (!row?.sameReferences.defined || !ceiling.defined) throw new Error("undefined");
      expect(row.sameReferences.value.comparisons).toBe(ceiling.value.comparisons);
      expect(row.sameReferences.value.people).toEqual(ceiling.value.agreement);
    });

    test("each factor's levels are figures of their own", () => {
      const levels = run(table, "judges", question).rows[0]?.levels ?? [];
      expect(levels.filter(({ factor }) => factor === "model")).toHaveLength(6);
      const turns = levels.filter(({ factor }) => factor === "turn").map(({ majority }) => majority);
      expect(turns.reduce((sum, turn) => sum + (turn.defined ? turn.value.n : 0), 0)).toBe(1814);
    });
  });

  describe("DICES-350", () => {
    const question = { question: "unsafe", group: "crowd" } as const;
    let table: LabelTable;
    beforeAll(async () => {
      table = await load("dices/dices_350_crowdsourced.json", "dices/dices_350_expert.json");
    });

    test("alpha .161, and a mean kappa of .167 over 7,503 pairs of 123 people", () => {
      const figures = run(table, "agreement", question);
      const { counts, pairs, coefficients } = figures;
      expect(counts).toMatchObject({ items: 350, raters: 123, labels: 43_050 });
      expect(of(figures, keys.alpha)).toMatchObject(estimated(0.1609, 3));
      expect(of(figures, keys.meanOfPairs)).toMatchObject(estimated(0.1674, 4));
      expect(coefficients.find(({ key }) => key === keys.meanOfPairs)?.pairs).toEqual({
        used: 7503,
        withoutKappa: 0,
        fewest: 350,
        most: 350,
      });
      expect(pairs).toMatchObject({ kind: "distribution", shown: 7503 });
    });

    test("the expert against the file's own majority: .654 and .309", () => {
      const { rows, counts } = run(table, "judges", { ...question, held: "expert", tie: "FILE" });
      expect(counts.people).toBe(123);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.majority).toMatchObject({
        value: { n: 350, accuracy: near(0.6543, 4), kappa: estimated(0.3086, 4) },
      });
    });
  });

  // Its 72,103 labels are read once, on the embedded database: on another server they tell nothing that DICES-350 does not.
  test.skipIf(process.env.TEST_DATABASE_URL)(
    "DICES-990: alpha .143; its raters are anonymous, so pairs of them have no kappa",
    {
      timeout: 180_000,
    },
    async () => {
      const figures = run(await load("dices/dices_990.json"), "agreement", {
        question: "unsafe",
      });
      const { counts, pairs } = figures;
      expect(counts).toMatchObject({ items: 990, labels: 72_103 });
      expect(of(figures, keys.alpha)).toMatchObject(estimated(0.1432, 4));
      expect(of(figures, keys.meanOfPairs)).toMatchObject({
        defined: false,
        because: expect.stringContaining("anonymous"),
      });
      expect(pairs).toMatchObject({ kind: "refused", because: expect.stringContaining("anonymous") });
    },
  );

  test("HealthBench: physicians .437 over 141 pairs on 120 items, the judge .394 over 250 labels", async () => {
    const table = await load(
      "healthbench-meta/healthbench_meta_gold.jsonl",
      "healthbench-meta/healthbench_meta_strongmodel_labels.jsonl",
    );
    const question = { question: "criteria_met" };
    const physicians = run(table, "agreement", question);
    expect(physicians.counts).toMatchObject({ pairableItems: 120, raters: 107, pairs: 141, labels: 250 });
    expect(of(physicians, keys.pooled)).toMatchObject(estimated(0.437));
    expect(of(physicians, keys.alpha)).toMatchObject(estimated(0.4251, 4));
    expect(of(physicians, keys.meanOfPairs)).toMatchObject({
      defined: false,
      because: expect.stringContaining("(3 at most)"),
    });
    expect(physicians.over).toMatchObject({ by: "prompts", count: 118 });
    const [judge] = run(table, "judges", question).rows;
    expect(judge?.each).toMatchObject({
      value: { n: 250, items: 120, accuracy: near(0.736, 4), kappa: estimated(0.3938, 4) },
    });
  });

  test("PersonaEval: the judge's first choice is right on 9 of 15 parsed, and the unparsed one is shown as such", async () => {
    const table = await load("personaeval/Expertise.csv", "personaeval/Expertise_Qwen3-4B-Instruct-2507.csv");
    const [judge] = run(table, "judges", { question: "speaker" }).rows;
    expect(judge).toMatchObject({ asked: 16, answered: 15, silent: 0, tally: { given: 15, unparsed: 1 } });
    expect(judge?.identification).toMatchObject({
      value: { n: 15, top1: near(9 / 15, 12), chance: expect.closeTo(0.2, 12), probabilities: { value: { n: 15 } } },
    });
    expect(judge?.truth).toMatchObject({ value: { n: 15, kappa: { defined: false } } });
  });
});
