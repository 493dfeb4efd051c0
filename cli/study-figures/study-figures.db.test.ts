import { expect, test } from "vitest";
import type { AnalysisKey } from "@/lib/analysis/analyses";
import { db } from "@/lib/db/client";
import {
  makeItem,
  makeJudgment,
  makeMember,
  makePublishedStudy,
  makeRater,
  makeRaterRow,
  makeVersion,
} from "@/prisma/factories";
import { saidBy } from "../testing/said-by";
import { figuresOfStudy } from "./figures-of-study";
import type { StudyOptions } from "./read-study-figures";

async function listen(key: AnalysisKey, given: Partial<StudyOptions> & { study: string }) {
  return saidBy((output) =>
    figuresOfStudy(key)({ output, url: "", dataDir: "" }, { protocolVersion: "most", ...given }),
  );
}

/** Four prompts of two items each; two people, a file of one more, a judge that is always right but for one answer. */
async function makeCompared() {
  const study = await makePublishedStudy();
  await makeMember(study, "OWNER");
  const [ann, ben] = [await makeRater(study), await makeRater(study)];
  const imported = await makeRaterRow(study, { origin: "IMPORTED" });
  const judge = await makeRaterRow(study, { kind: "JUDGE", sourceName: "gpt-j", origin: "IMPORTED" });
  let prompt = "";
  for (let place = 0; place < 8; place++) {
    const verdict = place % 3 === 0 ? "unsafe" : "safe";
    const item = await makeItem(study, { truth: { verdict } });
    const { taskId } = await db.item.findUniqueOrThrow({ where: { id: item.id }, select: { taskId: true } });
    if (place % 2 === 1) await db.item.update({ where: { id: item.id }, data: { taskId: prompt } });
    else prompt = taskId;
    await makeJudgment(ann, item, study.version, { verdict });
    await makeJudgment(ben, item, study.version, { verdict: place === 1 ? "unsafe" : verdict });
    await makeJudgment(imported, item, study.version, { verdict }, { purpose: "IMPORTED" });
    await makeJudgment(
      judge,
      item,
      study.version,
      { verdict: place === 3 ? "safe" : verdict },
      { purpose: "IMPORTED" },
    );
  }
  return { study, ann };
}

test("agreement of a study says clusters, what came from files, how intervals are drawn and other versions", async () => {
  const { study, ann } = await makeCompared();
  const second = await makeVersion(study, { number: 2 });
  await makeJudgment(ann, await makeItem(study), second, { verdict: "safe" });
  const { text, value } = await listen("agreement", { study: study.id });
  expect(text).toContain("Version 1: 24 labels. Version 2 has 1.");
  expect(text).toContain("24 labels (8 from files)");
  expect(text).toContain("4 prompts");
  // A draw weights every prompt, so that none is without a value.
  expect(text).toContain("for the rest 1,000 draws of the Bayesian bootstrap with the study's seed.");
  expect(text).not.toContain("resamples without a value");
  expect(value).toMatchObject({
    version: 1,
    versions: [
      { number: 1, labels: 24 },
      { number: 2, labels: 1 },
    ],
    erased: 0,
    questions: [{ over: { by: "prompts", count: 4 }, counts: { imported: 8, labels: 24 } }],
  });
  expect((await listen("agreement", { study: study.id, protocolVersion: "latest" })).value).toMatchObject({
    version: 2,
  });
  await expect(listen("agreement", { study: study.id, protocolVersion: "9" })).rejects.toThrow(
    "This study has no protocol version 9: it has 1, 2.",
  );
});

test("judges of a study are measured as on their page", async () => {
  const { study } = await makeCompared();
  const { text, value } = await listen("judges", { study: study.id });
  expect(text).toMatch(/People \(ceiling\)\s+\d+/);
  expect(text).toMatch(/gpt-j\s+8\s+88 % /);
  expect(text).toContain("8 of 8 items");
  expect(text).toContain("against the truth");
  expect(value).toMatchObject({
    questions: [
      {
        question: { key: "verdict" },
        rows: [{ name: "gpt-j", majority: { value: { n: 8, accuracy: { value: 0.875 } } } }, { kind: "truth" }],
      },
    ],
  });
});

/** A scale of points, items of two styles, and a judge that gives a point more than people. */
async function makeScored() {
  const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: "" }));
  const study = await makePublishedStudy(
    {},
    { questions: [{ key: "clarity", type: "ordinal", text: "How clear?", points }] },
  );
  await makeMember(study, "OWNER");
  const people = [await makeRater(study), await makeRater(study)];
  const judge = await makeRaterRow(study, { kind: "JUDGE", sourceName: "gpt-j", origin: "IMPORTED" });
  for (let place = 0; place < 8; place++) {
    const item = await makeItem(study, { factors: { style: place % 2 === 0 ? "plain" : "ornate" } });
    const value = 1 + (place % 4);
    for (const rater of people) await makeJudgment(rater, item, study.version, { clarity: String(value) });
    await makeJudgment(judge, item, study.version, { clarity: String(value + 1) }, { purpose: "IMPORTED" });
  }
  return study;
}

test("answers, points and levels of a judge stand in the text as on the page", async () => {
  const { study } = await makeCompared();
  const { text } = await listen("judges", { study: study.id });
  expect(text).toMatch(/gpt-j: answer\s+items of it\s+found \(sensitivity\)/);
  expect(text).toMatch(/Unsafe\s+3 of 8\s+67 % \[\d+, \d+\]/);
  const scored = await listen("judges", { study: (await makeScored()).id });
  expect(scored.text).toMatch(/judge minus people\s+1\.00.*\s8\n/);
  expect(scored.text).toMatch(/gpt-j: factor\s+level\s+majority n/);
  expect(scored.text).toMatch(/style\s+ornate\s+4\s+0 %/);
  expect(scored.text).toMatch(/no interval: |not defined: /);
});

test("a study that no judge has labeled says so", async () => {
  const study = await makePublishedStudy();
  await makeMember(study, "OWNER");
  await makeJudgment(await makeRater(study), await makeItem(study), study.version, { verdict: "safe" });
  expect((await listen("judges", { study: study.id })).text).toContain("No judge has labels for this question.");
});
