import { beforeAll, describe, expect, test } from "vitest";
import { measureAgreement } from "@/lib/analysis/agreement/detail";
import { noFilter } from "@/lib/analysis/filter";
import { measureJudges } from "@/lib/analysis/judges/figures";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { countLabels, type LabelTable } from "@/lib/analysis/label-table";
import { headlineRule, listComparableQuestions } from "@/lib/analysis/named-version";
import { db } from "@/lib/db/client";
import { coefficientOf, keys } from "@/lib/measure/measured";
import {
  makeItem,
  makeJudgment,
  makePublishedStudy,
  makeRater,
  makeRaterRow,
  makeStudy,
  makeVersion,
} from "@/prisma/factories";

const find = (table: LabelTable, key: string) => {
  const { version } = headlineRule(table, noFilter);
  const question = listComparableQuestions(table, version).find((candidate) => candidate.key === key);
  if (!question) throw new Error(`no question ${key}`);
  return question;
};

describe("a study's labels", () => {
  let table: LabelTable;

  beforeAll(async () => {
    const study = await makePublishedStudy();
    const { version } = study;
    const [bold, calm] = [{ style: "bold" }, { style: "calm" }];
    const items = [
      await makeItem(study, { factors: bold, tier: "hard", truth: { verdict: "safe" } }),
      await makeItem(study, { factors: calm, fileMajority: { verdict: "unsafe" } }),
    ] as const;
    const group = await db.raterGroup.create({ data: { studyId: study.id, name: "clinician" } });
    const [anna, ben] = [await makeRater(study, { group }), await makeRater(study)];
    const owner = await makeRaterRow(study);
    await db.rater.update({ where: { id: owner.id }, data: { sawConditions: true } });
    const judge = await makeRaterRow(study, { kind: "JUDGE", sourceName: "a model", origin: "IMPORTED" });
    await makeJudgment(anna, items[0], version, { verdict: "unsafe" });
    await makeJudgment(anna, items[0], version, { verdict: "safe" }, { revision: 2 });
    await makeJudgment(ben, items[0], version, { verdict: "safe" });
    await makeJudgment(anna, items[1], version, { verdict: "safe" });
    await makeJudgment(ben, items[1], version, { verdict: "unsafe" });
    await makeJudgment(ben, items[1], version, { verdict: "safe" }, { purpose: "SURPLUS" });
    await makeJudgment(owner, items[1], version, { verdict: "safe" });
    await makeJudgment(judge, items[0], version, { verdict: "safe" }, { purpose: "IMPORTED" });
    await db.assignment.create({
      data: {
        studyId: study.id,
        itemId: items[1].id,
        raterId: anna.id,
        versionId: version.id,
        state: "SKIPPED",
        leaseExpiresAt: new Date(),
        shownOrder: ["1"],
      },
    });
    const other = await makePublishedStudy();
    await makeJudgment(await makeRater(other), await makeItem(other), other.version, { verdict: "safe" });
    const { id: factorId, levels } = await db.factor.findFirstOrThrow({
      where: { studyId: study.id },
      select: { id: true, levels: { where: { name: "calm" }, select: { id: true } } },
    });
    await db.factor.update({ where: { id: factorId }, data: { baselineLevelId: levels[0]?.id } });
    table = await readLabelTable({ studyId: study.id });
  });

  test("are read with everything the rule of what counts needs, and no other study's", () => {
    expect(countLabels(table)).toBe(8);
    expect(table.raters.filter(({ sawConditions }) => sawConditions)).toHaveLength(1);
    expect(table.raters.find(({ kind }) => kind === "JUDGE")).toMatchObject({ modelName: "a model" });
    expect(table.items.tiers).toEqual(["hard", null]);
    expect(table.items.truth).toEqual([{ verdict: "safe" }, null]);
  });

  test("count once: not the replaced revision, the surplus, or who saw the conditions, and each is said", () => {
    const figures = measureAgreement(table, find(table, "verdict"), noFilter);
    expect(figures.counts).toMatchObject({ items: 2, raters: 2, labels: 4, pairs: 2, skips: 1 });
    expect(coefficientOf(figures.coefficients, keys.percent)).toMatchObject({ value: { value: 0.5 } });
    expect(figures.leftOut).toMatchObject({ replaced: 1, surplus: 1, sawConditions: 1, repeat: 0 });
  });

  test("know the level that was declared as baseline of a factor", () => {
    const [factor] = table.factors;
    expect(factor?.levels.find(({ id }) => id === factor.baselineLevelId)?.name).toBe("calm");
  });

  test("can be narrowed to a level, a tier or a group", () => {
    const level = table.factors[0]?.levels.find(({ name }) => name === "bold")?.id ?? "";
    const question = find(table, "verdict");
    expect(measureAgreement(table, question, { ...noFilter, level }).counts.items).toBe(1);
    expect(measureAgreement(table, question, { ...noFilter, tier: "hard" }).counts.items).toBe(1);
    expect(measureAgreement(table, question, { ...noFilter, group: "clinician" }).counts).toMatchObject({
      raters: 1,
      pairs: 0,
    });
  });

  test("hold a judge against people and the truth", () => {
    const [judge] = measureJudges(table, find(table, "verdict"), noFilter).rows;
    expect(judge).toMatchObject({ name: "a model", asked: 2, answered: 1, silent: 1 });
    expect(judge?.truth).toMatchObject({ value: { n: 1, accuracy: { value: 1 } } });
  });
});

test("sides of a pair are read in order of their model's name, wherever they stood", async () => {
  const study = await makeStudy();
  const version = await makeVersion(study, {
    questions: [{ key: "better", type: "preference", text: "Which is better?" }],
  });
  const side = (model: string) => ({ text: model, factors: { model } });
  const ordered = await makeItem(study, { layout: "PAIR", parts: [side("alpaca"), side("vicuna")] });
  const turned = await makeItem(study, { layout: "PAIR", parts: [side("vicuna"), side("alpaca")] });
  const rater = await makeRater(study);
  await makeJudgment(rater, ordered, version, { better: "1" });
  await makeJudgment(rater, turned, version, { better: "2" });
  const table = await readLabelTable({ studyId: study.id });
  expect([...table.items.isFlipped]).toEqual([0, 1]);
  const { prevalence } = measureAgreement(table, find(table, "better"), noFilter);
  expect(prevalence.map(({ labels, label }) => [label, labels])).toEqual([
    ["alpaca", 2],
    ["vicuna", 0],
  ]);
  await makeItem(study, { layout: "PAIR", parts: [side("alpaca"), side("dolly")] });
  const mixed = measureAgreement(await readLabelTable({ studyId: study.id }), find(table, "better"), noFilter);
  expect(mixed.scale.labels).toEqual(["First by name", "Second by name", "Equally good", "Both bad"]);
});

test("a disputed pair names the part that was chosen, as the item has it", async () => {
  const study = await makeStudy();
  const version = await makeVersion(study, {
    questions: [{ key: "better", type: "preference", text: "Which is better?" }],
  });
  const side = (model: string) => ({ text: model, factors: { model } });
  const item = await makeItem(study, { layout: "PAIR", parts: [side("vicuna"), side("alpaca")] });
  for (const better of ["1", "1", "2"]) await makeJudgment(await makeRater(study), item, version, { better });
  const table = await readLabelTable({ studyId: study.id });
  const [unit] = measureAgreement(table, find(table, "better"), noFilter).disputed;
  expect(unit?.votes).toEqual([
    { label: "alpaca", parts: ["2"], labels: 1 },
    { label: "vicuna", parts: ["1"], labels: 2 },
  ]);
});

test("a study without items or protocol has an empty table", async () => {
  const { id } = await makeStudy();
  expect(countLabels(await readLabelTable({ studyId: id }))).toBe(0);
});

test("baselines come from the items themselves: the first and the longer side of pairs, responses that refuse", async () => {
  const study = await makeStudy();
  const version = await makeVersion(study, {
    questions: [
      { key: "better", type: "preference", text: "Which is better?" },
      { key: "kind", type: "choice", text: "What is it?", options: ["no", "yes"].map((key) => ({ key, label: key })) },
    ],
  });
  const side = (model: string, text: string) => ({ text, factors: { model } });
  const [people, judge] = [
    [await makeRater(study), await makeRater(study), await makeRater(study)],
    await makeRaterRow(study, { kind: "JUDGE", sourceName: "a model", origin: "IMPORTED" }),
  ];
  const answer = async (item: { id: string }, values: Record<string, string>) => {
    for (const person of people) await makeJudgment(person, item, version, values);
    await makeJudgment(judge, item, version, values, { purpose: "IMPORTED" });
  };
  // The longer text stands first, then second, where its model's name comes second, too.
  await answer(
    await makeItem(study, { layout: "PAIR", parts: [side("alpaca", "Long enough."), side("vicuna", "Short.")] }),
    { better: "1" },
  );
  await answer(
    await makeItem(study, { layout: "PAIR", parts: [side("vicuna", "Short."), side("alpaca", "Long enough.")] }),
    { better: "2" },
  );
  await answer(await makeItem(study, { parts: [{ text: "I’m sorry, but I can’t help with that." }] }), { kind: "no" });
  await answer(await makeItem(study, { parts: [{ text: "Here is how." }] }), { kind: "yes" });
  const table = await readLabelTable({ studyId: study.id });
  expect([...table.items.longestSide]).toEqual([1, 2, 0, 0]);
  expect([...table.items.refuses]).toEqual([2, 2, 1, 0]);
  const accuracies = (key: string) =>
    measureJudges(table, find(table, key), noFilter).baselines.map(({ name, majority }) => [
      name,
      majority.defined ? majority.value.accuracy.value : null,
    ]);
  expect(accuracies("better")).toEqual(
    expect.arrayContaining([
      ["First side", 0.5],
      ["Longest side", 1],
    ]),
  );
  expect(accuracies("kind")).toEqual(expect.arrayContaining([["Refusal phrases", 1]]));
});
