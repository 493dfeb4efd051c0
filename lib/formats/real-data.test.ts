import { createReadStream, existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyMapping } from "@/lib/formats/contract/mapping";
import type { ItemRecord, LabelRecord } from "@/lib/formats/contract/records";
import { detectFormat } from "@/lib/formats/detect/detect-format";
import { formats } from "@/lib/formats/formats";
import type { Problem } from "@/lib/text/rows/problem";

const folder = join(import.meta.dirname, "../../../shared/data");

/** Reads a real file as an import would, and sorts what comes out of it. */
async function readFile(path: string) {
  const file = join(folder, path);
  const detected = await detectFormat(basename(file), readFileSync(file).subarray(0, 262_144));
  const format = detected.format ?? "outputs";
  const read = formats[format].read;
  const items: ItemRecord[] = [];
  const labels: LabelRecord[] = [];
  const problems: Problem[] = [];
  if (!read) throw new Error(`${format} is no single file`);
  const source = { kind: "file", name: basename(file), bytes: createReadStream(file) } as const;
  for await (const found of read(source, { mapping: emptyMapping, table: detected.table })) {
    if ("problem" in found) problems.push(found.problem);
    else if (found.record.kind === "item") items.push(found.record);
    else if (found.record.kind === "label") labels.push(found.record);
  }
  return { format: detected.format, items, labels, problems };
}

const countBy = <T>(list: readonly T[], key: (entry: T) => string) =>
  list.reduce<Record<string, number>>((counts, entry) => {
    counts[key(entry)] = (counts[key(entry)] ?? 0) + 1;
    return counts;
  }, {});

// The files are not part of this project: where they are not there, these tests are reported as skipped.
describe.skipIf(!existsSync(folder))("the public files", () => {
  test("PersonaEval Expertise has 16 items of five options and a truth each", async () => {
    const { format, items, labels, problems } = await readFile("personaeval/Expertise.csv");
    expect({ format, problems, labels }).toEqual({ format: "personaeval", problems: [], labels: [] });
    expect(items).toHaveLength(16);
    expect(items.every(({ parts, truth, task }) => parts.length === 5 && truth && task.track === "Expertise")).toBe(
      true,
    );
    expect(items[0]?.truth).toEqual({ speaker: "2" });
  });

  test("its judge has 15 parsed answers, 9 of them right, and one that is not parsed", async () => {
    const { format, items, labels, problems } = await readFile("personaeval/Expertise_Qwen3-4B-Instruct-2507.csv");
    const own = await readFile("personaeval/Expertise.csv");
    expect({ format, problems }).toEqual({ format: "personaeval-result", problems: [] });
    expect(items).toEqual(own.items);
    expect(countBy(labels, ({ state }) => state)).toEqual({ GIVEN: 15, UNPARSED: 1 });
    expect(labels[0]).toMatchObject({ rater: "Qwen3-4B-Instruct-2507", raterKind: "JUDGE", value: "2" });
    expect(labels[0]?.probabilities).toEqual({ "1": 0.15, "2": 0.35, "3": 0.05, "4": 0.25, "5": 0.2 });
    const truths = new Map(items.map((item) => [item.externalId, item.truth?.speaker]));
    expect(labels.filter(({ item, value }) => value !== null && value === truths.get(item))).toHaveLength(9);
    expect(labels.find(({ state }) => state === "UNPARSED")).toMatchObject({ value: null, raw: expect.any(String) });
  });

  test("MT-bench has 3,355 votes of 65 people and 2,400 verdicts, on pairs in one order", async () => {
    const human = await readFile("mt-bench/human.jsonl");
    const gpt4 = await readFile("mt-bench/gpt4_pair.jsonl");
    expect([human.format, gpt4.format, human.problems, gpt4.problems]).toEqual(["mt-bench", "mt-bench", [], []]);
    expect(human.labels).toHaveLength(3355);
    expect(new Set(human.labels.map(({ rater }) => rater)).size).toBe(65);
    expect(countBy(human.labels, ({ occurrence }) => String(occurrence))).toEqual({ "1": 3354, "2": 1 });
    expect(gpt4.labels).toHaveLength(2400);
    expect(countBy(gpt4.labels, ({ value }) => value ?? "").tie).toBe(600);
    const judged = new Set(gpt4.items.map(({ externalId }) => externalId));
    expect(human.items.filter(({ externalId }) => judged.has(externalId))).toHaveLength(1814);
    expect(human.items.every(({ isServable }) => !isServable)).toBe(true);
  });

  test("the gallery has 60 pairs with text and both verdicts", async () => {
    const { format, items, labels, problems } = await readFile("mt-bench/disagreements/gallery.json");
    expect({ format, problems }).toEqual({ format: "mt-bench-gallery", problems: [] });
    expect(items).toHaveLength(60);
    expect(countBy(labels, ({ rater }) => rater)).toEqual({ "human majority": 60, gpt4_pair: 60 });
  });

  test("DICES-350 has 123 stable raters, its experts' file one, and they share their items", async () => {
    const crowd = await readFile("dices/dices_350_crowdsourced.json");
    const expert = await readFile("dices/dices_350_expert.json");
    expect([crowd.format, crowd.problems, expert.problems]).toEqual(["dices", [], []]);
    expect([crowd.items.length, crowd.labels.length, expert.labels.length]).toEqual([350, 350 * 123, 350]);
    expect(new Set(crowd.labels.map(({ rater }) => rater)).size).toBe(123);
    expect(countBy(crowd.labels, ({ value }) => value ?? "")).toEqual({ No: 26292, Yes: 14064, Unsure: 2694 });
    expect(expert.items.map(({ externalId }) => externalId)).toEqual(crowd.items.map(({ externalId }) => externalId));
    expect(countBy(crowd.items, ({ fileMajority }) => fileMajority?.unsafe ?? "")).toEqual({ No: 270, Yes: 80 });
  });

  test("DICES-990 has 72,103 labels of nobody in particular", async () => {
    const { items, labels, problems } = await readFile("dices/dices_990.json");
    expect(problems).toEqual([]);
    expect([items.length, labels.length]).toEqual([990, 72103]);
    expect(labels.every(({ isAnonymous }) => isAnonymous)).toBe(true);
  });

  test("HealthBench has 120 items, 107 physicians and a judge with reasons", async () => {
    const gold = await readFile("healthbench-meta/healthbench_meta_gold.jsonl");
    const judge = await readFile("healthbench-meta/healthbench_meta_strongmodel_labels.jsonl");
    expect([gold.format, gold.problems, judge.format, judge.problems]).toEqual([
      "healthbench",
      [],
      "healthbench-judge",
      [],
    ]);
    expect(gold.items).toHaveLength(120);
    expect(gold.labels).toHaveLength(250);
    expect(new Set(gold.labels.map(({ rater }) => rater)).size).toBe(107);
    expect(judge.labels).toHaveLength(120);
    expect(judge.labels[0]).toMatchObject({ rater: "strongmodel", value: "met", rationale: expect.any(String) });
  });
});
