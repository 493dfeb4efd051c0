import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { noFilter } from "@/lib/analysis/filter";
import { findFigures } from "@/lib/analysis/queries";
import { closeAnalysis } from "@/lib/analysis/run-analysis";
import { db } from "@/lib/db/client";
import { coefficientOf, keys } from "@/lib/measure/measured";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeRaterRow } from "@/prisma/factories";
import { GET } from "./route";

afterAll(closeAnalysis);

const ask = (studyId: string, analysis: string, query = "question=verdict") =>
  GET(new Request(`http://app.test/api?${query}`), { params: Promise.resolve({ studyId, analysis }) });

/** Three people and a judge on so many items, of which they dispute one; whoever reads may see no more than results. */
async function makeCompared(items = 6) {
  const study = await makePublishedStudy({ labelsPerItem: 3 });
  const { access, user } = await makeMember(study, "VIEWER");
  const people = [await makeRater(study), await makeRater(study), await makeRater(study)];
  const judge = await makeRaterRow(study, { kind: "JUDGE", sourceName: "=a model", origin: "IMPORTED" });
  for (let place = 0; place < items; place++) {
    const item = await makeItem(study);
    for (const [k, rater] of people.entries())
      await makeJudgment(rater, item, study.version, {
        verdict: place < 3 || (place === 4 && k > 0) ? "safe" : "unsafe",
      });
    await makeJudgment(judge, item, study.version, { verdict: "safe" }, { purpose: "IMPORTED" });
  }
  await signIn(user);
  return { study, access };
}

const read = async (answer: Response): Promise<Record<string, string>[]> =>
  parse(await answer.text(), { columns: true });

test("every figure of a question is in the file, unrounded, with its interval and what it is over", async () => {
  const { study, access } = await makeCompared(20);
  const answer = await ask(study.id, "agreement");
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="agreement-${study.id.slice(0, 8)}.csv"`,
  );
  const rows = await read(answer);
  const figures = await findFigures("agreement", access, { ...noFilter, question: "verdict" });
  const alpha = coefficientOf(figures?.coefficients ?? [], keys.alpha);
  if (!alpha.defined || !alpha.value.interval.defined) throw new Error("alpha has no interval");
  const written = rows.find(({ figure }) => figure === "Krippendorff's alpha, nominal");
  expect(Number(written?.value)).toBe(alpha.value.value);
  expect(Number(written?.low)).toBe(alpha.value.interval.value.low);
  const { seed } = await db.study.findUniqueOrThrow({ where: { id: study.id }, select: { seed: true } });
  expect(written).toMatchObject({ of: "people", on: "20 items", because: "", draws: "1000", seed: String(seed) });
  const percent = rows.find(({ figure }) => figure === "Percent agreement");
  expect(percent).toMatchObject({ interval_by: "Wilson, clustered", draws: "", seed: "" });
  expect(rows.filter(({ figure }) => figure === "Cohen's kappa")).toHaveLength(3);
  expect(rows.filter(({ figure }) => figure === "share of an item's labels")).toHaveLength(2);
});

test("a judge's file says why a figure is missing, and runs nothing in a spreadsheet", async () => {
  const { study } = await makeCompared();
  const rows = await read(await ask(study.id, "judges"));
  const own = rows.filter(({ of }) => of === "'=a model");
  expect(own.find(({ figure }) => figure === "accuracy against the majority")).toMatchObject({ on: "6 comparisons" });
  expect(own.find(({ figure }) => figure === "agreement with the other people")).toMatchObject({
    value: "",
    because: expect.stringContaining("fewer than 20 make no ceiling"),
  });
});

test("no other analysis, no question that is not asked, no study of others", async () => {
  const { study } = await makeCompared();
  const unknown = await ask(study.id, "constructor");
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toEqual({
    error: 'There is no analysis "constructor": there are agreement, judges, models, pairs',
  });
  expect((await ask(study.id, "agreement", "question=nobody-asks")).status).toBe(404);
  const rater = await makeMember(study, "RATER");
  await signIn(rater.user);
  expect((await ask(study.id, "agreement")).status).toBe(404);
  await signIn(null);
  expect((await ask(study.id, "agreement")).status).toBe(401);
});
