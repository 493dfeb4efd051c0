import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { measureAgreement } from "@/lib/analysis/agreement-detail";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges";
import { labelTableFrom, type PlainLabel } from "@/lib/analysis/label-table-from";
import { type Question, questionSchema } from "@/lib/protocol/schema";

/*
 * Figures of published data sets, computed from their files without the database. The same through import and database
 * stands in published-figures.db.test.ts. Skipped where ../shared/data is absent.
 */

const folder = "../shared/data";
const read = (path: string) => readFileSync(`${folder}/${path}`, "utf8");
const readLines = (path: string) =>
  read(path)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const choice = (key: string, values: string[]): Question =>
  questionSchema.parse({
    key,
    type: "choice",
    text: key,
    options: values.map((value) => ({ key: value, label: value })),
  });

describe.skipIf(!existsSync(folder))("published figures, from ../shared/data", () => {
  test("DICES-350: alpha .161 and a mean kappa of .167 over 7,503 pairs of 123 people", { timeout: 60_000 }, () => {
    const { instances } = JSON.parse(read("dices/dices_350_crowdsourced.json"));
    const labels: PlainLabel[] = instances.flatMap(
      (instance: { id: number; annotations: { safety: { individual_human_scores: string[] } } }) =>
        instance.annotations.safety.individual_human_scores.map((value, place) => ({
          ...{ item: String(instance.id), rater: `rater ${place}`, question: "safety", value },
        })),
    );
    const question = choice("safety", ["Yes", "No", "Unsure"]);
    const figures = measureAgreement(labelTableFrom({ questions: [question], labels }), question, noFilter);
    expect(figures.counts).toMatchObject({ items: 350, raters: 123, labels: 43_050 });
    expect(figures.alpha).toMatchObject({ defined: true, value: { value: expect.closeTo(0.1609, 4) } });
    expect(figures.meanKappa).toMatchObject({
      defined: true,
      value: { value: expect.closeTo(0.1674, 4), pairs: 7503, fewest: 350 },
    });
    expect(figures.pairs).toMatchObject({ kind: "distribution", shown: 7503 });
  });

  test("HealthBench: a kappa of .437 pooled over 141 pairs of physicians on 120 items", () => {
    const labels: PlainLabel[] = readLines("healthbench-meta/healthbench_meta_gold.jsonl").flatMap(
      (line: { item_id: string; binary_labels: boolean[]; anonymized_physician_ids: string[] }) =>
        line.binary_labels.map((value, place) => ({
          ...{ item: line.item_id, rater: line.anonymized_physician_ids[place] ?? "", question: "met" },
          value: String(value),
        })),
    );
    const question = choice("met", ["true", "false"]);
    const figures = measureAgreement(labelTableFrom({ questions: [question], labels }), question, noFilter);
    expect(figures.counts).toMatchObject({ pairableItems: 120, raters: 107, pairs: 141 });
    expect(figures.pooledKappa).toMatchObject({ defined: true, value: { value: expect.closeTo(0.437, 3) } });
    expect(figures.alpha).toMatchObject({ defined: true, value: { value: expect.closeTo(0.4251, 4) } });
    expect(figures.meanKappa).toMatchObject({ because: expect.stringContaining("(3 at most)") });
    expect(figures.pairs).toMatchObject({ kind: "refused" });
  });

  test("MT-bench: GPT-4 against the majority .672 and .505, decisive .884 and .767, alpha .485", {
    timeout: 60_000,
  }, () => {
    type Vote = { judge: string; model_a: string; model_b: string; question_id: number; turn: number; winner: string };
    const labels: PlainLabel[] = [];
    const items: Record<string, { task: string; parts: number }> = {};
    const occurrences = new Map<string, number>();
    for (const vote of [...readLines("mt-bench/human.jsonl"), ...readLines("mt-bench/gpt4_pair.jsonl")] as Vote[]) {
      const isFlipped = vote.model_a > vote.model_b;
      const pair = isFlipped ? [vote.model_b, vote.model_a] : [vote.model_a, vote.model_b];
      const item = [vote.question_id, ...pair, vote.turn].join(" ");
      const side = (vote.winner === "model_a") !== isFlipped ? "1" : "2";
      items[item] = { task: String(vote.question_id), parts: 2 };
      const key = `${vote.judge} ${item}`;
      occurrences.set(key, (occurrences.get(key) ?? 0) + 1);
      labels.push({
        ...{ item, rater: vote.judge, question: "better", value: vote.winner.startsWith("tie") ? "tie" : side },
        occurrence: occurrences.get(key),
      });
    }
    const question = questionSchema.parse({ key: "better", type: "preference", text: "Which is better?", tie: true });
    const raters = { gpt4_pair: { kind: "JUDGE" as const } };
    const table = labelTableFrom({ questions: [question], labels, items, raters, study: { countRepeats: true } });
    const figures = measureJudges(table, question, noFilter);
    expect(figures.rows[0]?.majority).toMatchObject({
      value: {
        n: 1814,
        accuracy: { value: expect.closeTo(0.672, 3) },
        kappa: { value: { value: expect.closeTo(0.5047, 4) } },
      },
    });
    const decisive = measureJudges(table, question, { ...noFilter, decisive: "on" });
    expect(decisive.rows[0]?.majority).toMatchObject({
      value: {
        n: 1078,
        accuracy: { value: expect.closeTo(0.884, 3) },
        kappa: { value: { value: expect.closeTo(0.767, 3) } },
      },
    });
    const agreement = measureAgreement(table, question, noFilter);
    expect(agreement.counts).toMatchObject({ pairableUnits: 961, labels: 3355 });
    expect(agreement.alpha).toMatchObject({ value: { value: expect.closeTo(0.4855, 4) } });
    expect(measureAgreement(table, question, { ...noFilter, repeats: "off" }).leftOut.repeat).toBeGreaterThan(0);
  });

  test("HealthBench: the judge against each of 250 labels of physicians, kappa .394", () => {
    const people: PlainLabel[] = readLines("healthbench-meta/healthbench_meta_gold.jsonl").flatMap(
      (line: { item_id: string; binary_labels: boolean[]; anonymized_physician_ids: string[] }) =>
        line.binary_labels.map((value, place) => ({
          ...{ item: line.item_id, rater: line.anonymized_physician_ids[place] ?? "", question: "met" },
          value: String(value),
        })),
    );
    const judge: PlainLabel[] = readLines("healthbench-meta/healthbench_meta_strongmodel_labels.jsonl").map(
      (line: { item_id: string; criteria_met: boolean }) => ({
        ...{ item: line.item_id, rater: "judge", question: "met", value: String(line.criteria_met) },
      }),
    );
    const question = choice("met", ["true", "false"]);
    const raters = { judge: { kind: "JUDGE" as const } };
    const table = labelTableFrom({ questions: [question], labels: [...people, ...judge], raters });
    const figures = measureJudges(table, question, noFilter);
    expect(figures.rows[0]?.each).toMatchObject({
      value: {
        ...{ n: 250, items: 120, accuracy: { value: expect.closeTo(0.736, 4) } },
        kappa: { value: { value: expect.closeTo(0.3938, 4) } },
      },
    });
    expect(figures.ties.tiedUnits).toBeGreaterThan(0);
  });

  test("DICES-350: the expert against the file's own majority, .654 and .309", { timeout: 60_000 }, () => {
    type Instance = {
      id: number;
      annotations: { safety: { majority_human: string; individual_human_scores: string[] } };
    };
    const crowd: Instance[] = JSON.parse(read("dices/dices_350_crowdsourced.json")).instances;
    const experts: Instance[] = JSON.parse(read("dices/dices_350_expert.json")).instances;
    const labels = crowd.flatMap(({ id, annotations }) =>
      annotations.safety.individual_human_scores.map((value, place) => ({
        ...{ item: String(id), rater: `rater ${place}`, question: "safety", value },
      })),
    );
    const expertLabels = experts.map(({ id, annotations }) => ({
      ...{ item: String(id), rater: "expert", question: "safety" },
      value: annotations.safety.individual_human_scores[0] ?? null,
    }));
    const items = Object.fromEntries(
      crowd.map(({ id, annotations }) => [id, { fileMajority: { safety: annotations.safety.majority_human } }]),
    );
    const question = choice("safety", ["Yes", "No", "Unsure"]);
    const table = labelTableFrom({
      ...{ questions: [question], labels: [...labels, ...expertLabels], items },
      raters: { expert: { group: "expert" } },
    });
    const figures = measureJudges(table, question, { ...noFilter, tie: "FILE", held: "expert" });
    expect(figures.counts.people).toBe(123);
    expect(figures.rows).toHaveLength(1);
    expect(figures.rows[0]?.majority).toMatchObject({
      value: {
        ...{ n: 350, accuracy: { value: expect.closeTo(0.6543, 4) } },
        kappa: { value: { value: expect.closeTo(0.3086, 4) } },
      },
    });
  });
});
