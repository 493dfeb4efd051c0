import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { analysisKeys } from "@/lib/analysis/analyses";
import { noFilter } from "@/lib/analysis/filter";
import { readLabelTable } from "@/lib/analysis/label-queries";
import { headlineRule } from "@/lib/analysis/named-version";
import { getLabelingProgress, listConditionProgress, listRaterProgress } from "@/lib/analysis/overview-queries";
import { findFigures, getAnalysisFrame } from "@/lib/analysis/queries";
import { closeAnalysis, runAnalysis } from "@/lib/analysis/run-analysis";
import { db } from "@/lib/db/client";
import { exportFiles } from "@/lib/exports/make-export";
import { exportOptionsSchema } from "@/lib/formats/contract/export-options";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { getFingerprint } from "@/lib/studies/fingerprint";
import {
  makeItem,
  makeJudgment,
  makeMember,
  makePublishedStudy,
  makeRater,
  makeRaterRow,
  makeVersion,
} from "@/prisma/factories";

async function makeLabeled() {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  const { access } = await makeMember(study, "VIEWER");
  const people = [await makeRater(study), await makeRater(study)] as const;
  const judge = await makeRaterRow(study, { kind: "JUDGE", sourceName: "a model" });
  const items = [];
  for (const verdict of ["safe", "unsafe", "safe"]) {
    const item = await makeItem(study, { factors: { style: verdict }, openSlots: 0 });
    for (const rater of people) await makeJudgment(rater, item, study.version, { verdict });
    await makeJudgment(judge, item, study.version, { verdict: "safe" }, { purpose: "IMPORTED" });
    items.push(item);
  }
  return { study, access, people, items };
}

const filter = { ...noFilter, question: "verdict" };

/** The fingerprint is remembered for two seconds; a test is quicker than that. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
const later = () => vi.advanceTimersByTime(2500);

afterAll(async () => {
  vi.useRealTimers();
  await closeAnalysis();
});

test("a thread of its own measures agreement and judges", async () => {
  const { access } = await makeLabeled();
  expect(await findFigures("agreement", access, filter)).toMatchObject({ counts: { items: 3, raters: 2, labels: 6 } });
  const judges = await findFigures("judges", access, filter);
  expect(judges?.rows[0]).toMatchObject({ name: "a model", majority: { value: { n: 3 } } });
  expect(await findFigures("agreement", access, { ...filter, question: "nobody asks this" })).toBeNull();
});

test("a result stays until the data change: a label, a skip, a withdrawal", async () => {
  const { study, access, people, items } = await makeLabeled();
  const [first] = items;
  const fingerprints = [await getFingerprint(access)];
  const measured = await findFigures("agreement", access, filter);
  expect(await findFigures("agreement", access, filter)).toBe(measured);
  const newcomer = await makeRater(study);
  await makeJudgment(newcomer, first ?? { id: "" }, study.version, { verdict: "unsafe" });
  later();
  fingerprints.push(await getFingerprint(access));
  expect((await findFigures("agreement", access, filter))?.counts.labels).toBe(7);
  await db.rater.update({ where: { id: newcomer.id }, data: { status: "WITHDRAWN" } });
  later();
  fingerprints.push(await getFingerprint(access));
  const without = await findFigures("agreement", access, filter);
  expect(without).toMatchObject({ counts: { labels: 6 }, leftOut: { withdrawn: 1 } });
  await db.assignment.create({
    data: {
      studyId: study.id,
      itemId: first?.id ?? "",
      raterId: people[0].id,
      versionId: study.version.id,
      state: "SKIPPED",
      leaseExpiresAt: new Date(),
      shownOrder: ["1"],
    },
  });
  await db.rater.update({ where: { id: people[0].id }, data: { changes: { increment: 1 } } });
  later();
  fingerprints.push(await getFingerprint(access));
  expect((await findFigures("agreement", access, filter))?.counts.skips).toBe(1);
  expect(new Set(fingerprints).size).toBe(4);
});

test("pages, commands and files show the version with most labels that count", async () => {
  const { study, access, people, items } = await makeLabeled();
  const second = await makeVersion(study, { number: 2 });
  for (const rater of people)
    await makeJudgment(rater, items[0] ?? { id: "" }, second, { verdict: "safe" }, { occurrence: 1, revision: 2 });
  later();
  const frame = await getAnalysisFrame(access, "");
  expect(frame.versions).toEqual([
    { number: 1, isUsed: true, labels: 4 },
    { number: 2, isUsed: true, labels: 2 },
  ]);
  expect(frame.version).toBe(1);
  expect((await getAnalysisFrame(access, "latest")).version).toBe(2);
  const table = await readLabelTable(access);
  expect(headlineRule(table, noFilter).version).toBe(1);
  expect(headlineRule(table, { ...noFilter, version: "latest" }).version).toBe(2);
  for await (const { path, chunks } of exportFiles(access, "x6", exportOptionsSchema.parse({}))) {
    let text = "";
    for await (const chunk of chunks) text += Buffer.from(chunk).toString("utf8");
    if (path === "manifest.json") expect(JSON.parse(text)).toMatchObject({ rule: { protocolVersion: 1 } });
  }
  expect(await findFigures("agreement", access, filter)).toMatchObject({ counts: { labels: 4 }, rule: { version: 1 } });
});

test("a study that is deleted while its figures are asked for is not found, and a command says so in a sentence", async () => {
  const { access } = await makeLabeled();
  await db.study.delete({ where: { id: access.studyId } });
  for (const key of analysisKeys)
    await expect(findFigures(key, access, filter)).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  await expect(getAnalysisFrame(access, "")).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
  await expect(readLabelTable(access)).rejects.toThrow("This study was deleted while its labels were being read");
});

test("figures that take too long are given up in a sentence, and are computed when asked for again", async () => {
  const { access } = await makeLabeled();
  later();
  const job = { key: "agreement", studyId: access.studyId, fingerprint: await getFingerprint(access), filter } as const;
  await expect(runAnalysis(job, { patienceMs: 0 })).rejects.toThrow(
    "These figures took longer than three minutes and were given up",
  );
  expect((await runAnalysis(job))?.counts.labels).toBe(6);
});

test("figures whose page has gone are given up, and whoever else asks has them", async () => {
  const { access } = await makeLabeled();
  later();
  const job = { key: "agreement", studyId: access.studyId, fingerprint: await getFingerprint(access), filter } as const;
  const page = new AbortController();
  const left = runAnalysis(job, { signal: page.signal });
  const stays = runAnalysis(job);
  page.abort(new Error("gone"));
  await expect(left).rejects.toThrow("gone");
  expect((await stays)?.counts.labels).toBe(6);
});

test("labels that were erased when people withdrew stand beside the headline figures", async () => {
  const { study, access, people } = await makeLabeled();
  await withdrawRater((await makeMember(study, "OWNER")).access, people[0].id);
  later();
  expect((await getAnalysisFrame(access, "")).study.erased).toBe(3);
  expect(await findFigures("agreement", access, filter)).toMatchObject({ counts: { labels: 3, erased: 3 } });
  expect(await findFigures("judges", access, filter)).toMatchObject({ counts: { erased: 3 } });
});

test("the frame names the version with labels, and the one asked for", async () => {
  const { study, access } = await makeLabeled();
  await makeVersion(study, { number: 2 });
  const frame = await getAnalysisFrame(access, "");
  expect(frame).toMatchObject({ version: 1, questions: [{ key: "verdict", hasOwnOptions: false }] });
  expect(frame.versions).toEqual([
    { number: 1, isUsed: true, labels: 6 },
    { number: 2, isUsed: false, labels: 0 },
  ]);
  expect(frame.factors).toMatchObject([{ name: "style", levels: [{ name: "safe" }, { name: "unsafe" }] }]);
  expect((await getAnalysisFrame(access, 2)).version).toBe(2);
  expect((await getAnalysisFrame(access, "all")).version).toBe("all");
});

test("progress says how many labels are wanted, filled and reserved, by rater and by condition", async () => {
  const { study, access, people } = await makeLabeled();
  const open = await makeItem(study, { factors: { style: "safe" }, openSlots: 1 });
  await db.assignment.create({
    data: {
      studyId: study.id,
      itemId: open.id,
      raterId: people[0].id,
      versionId: study.version.id,
      leaseExpiresAt: new Date(Date.now() + 60_000),
      shownOrder: ["1"],
    },
  });
  await db.rater.update({ where: { id: people[1].id }, data: { doneCount: 3 } });
  expect(await getLabelingProgress(access)).toMatchObject({ items: 4, wanted: 8, filled: 6, reserved: 1, skips: 0 });
  const raters = await listRaterProgress(access);
  expect(raters.map(({ done }) => done)).toEqual([0, 3]);
  expect(Object.keys(raters[0] ?? {})).not.toContain("user");
  expect(await listConditionProgress(access)).toMatchObject([
    { items: 3, wanted: 6, filled: 4 },
    { items: 1, wanted: 2, filled: 2 },
  ]);
});
