import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { changeEpsilon, changeQuestionTerms, changeStrata } from "@/lib/judge-terms/change-terms";
import { getJudgeTermsForm } from "@/lib/judge-terms/queries";
import { questionTermsInput, strataInput } from "@/lib/judge-terms/schema";
import { publishDraft, saveDraft } from "@/lib/protocol/mutations";
import { protocolDigest } from "@/lib/protocol/protocol-digest";
import { findPublished } from "@/lib/protocol/queries";
import { makeItem, makeMember, makePublishedStudy } from "@/prisma/factories";

const never = (): never => {
  throw new Error("no version is published");
};

let study: Awaited<ReturnType<typeof makePublishedStudy>>;
let access: Awaited<ReturnType<typeof makeMember>>["access"];
beforeAll(async () => {
  study = await makePublishedStudy();
  access = (await makeMember(study, "RESEARCHER")).access;
  await makeItem(study, { factors: { role: "nurse" } });
});
afterAll(() => db.study.deleteMany({ where: { id: study.id } }));

const rare = { value: "unsafe", sensitivityFloor: 0.8, specificityFloor: 0.7 };
const revision = async () => (await db.study.findUniqueOrThrow({ where: { id: study.id } })).revision;

test("terms of a question are kept, with what stood before, when and in which role", async () => {
  const first = (await getJudgeTermsForm(access)).questions[0];
  expect(first).toMatchObject({ key: "verdict", terms: null, changed: null });
  const before = await revision();
  await changeQuestionTerms(access, "verdict", { rare, margin: 0.05 });
  await changeQuestionTerms(access, "verdict", { rare: "none", margin: null });
  expect(await revision()).toBe(before + 2);
  expect((await getJudgeTermsForm(access)).questions[0]).toMatchObject({
    terms: { rare: "none", margin: null },
    changed: { role: "RESEARCHER", before: { rare, margin: 0.05 } },
  });
});

test("epsilon is chosen by whoever saves it, also where it was the default", async () => {
  expect((await getJudgeTermsForm(access)).epsilonRecord).toBe("the default, chosen by nobody");
  const before = await revision();
  await changeEpsilon(access, 0.2);
  await changeEpsilon(access, 0.2);
  expect(await revision()).toBe(before + 1);
  expect((await getJudgeTermsForm(access)).epsilonRecord).toMatch(/^set on .* by researcher/);
  await changeEpsilon(access, 0.1);
  const kept = await db.studyChange.findMany({ where: { studyId: study.id, what: "epsilon" }, orderBy: { id: "asc" } });
  expect(kept.map((change) => [change.before, change.after])).toEqual([
    [null, 0.2],
    [0.2, 0.1],
  ]);
});

test("what says the same as before is no change, as the form sends it", async () => {
  const [before, kept] = [await revision(), await db.studyChange.count({ where: { studyId: study.id } })];
  const fields = { studyId: study.id, question: "verdict", rare: "none", margin: "" };
  const { question, studyId: _, ...terms } = questionTermsInput.parse(fields);
  await changeQuestionTerms(access, question, terms);
  expect(await revision()).toBe(before);
  expect(await db.studyChange.count({ where: { studyId: study.id } })).toBe(kept);
});

test("factors are kept beside the questions' terms", async () => {
  const [factor] = (await getJudgeTermsForm(access)).factors;
  expect(factor).toMatchObject({ name: "role", isStratum: false });
  await changeStrata(access, [factor?.id ?? ""]);
  const { factors, questions } = await getJudgeTermsForm(access);
  expect(factors).toMatchObject([{ isStratum: true }]);
  expect(questions[0]?.terms).toEqual({ rare: "none", margin: null });
});

test("a floor is asked for with an answer, and is a share below 1", () => {
  const fields = { studyId: study.id, question: "verdict", margin: "", rare: "=unsafe" };
  const problems = (more: object) =>
    questionTermsInput.safeParse({ ...fields, ...more }).error?.issues.map(({ path }) => path.join("."));
  expect(problems({})).toEqual(["sensitivityFloor", "specificityFloor"]);
  expect(problems({ sensitivityFloor: ".8", specificityFloor: "1" })).toEqual(["specificityFloor"]);
  expect(problems({ rare: "" })).toContain("rare");
  expect(
    questionTermsInput.parse({ ...fields, sensitivityFloor: ",8", specificityFloor: ".7", margin: ".05" }),
  ).toEqual({
    studyId: study.id,
    question: "verdict",
    rare,
    margin: 0.05,
  });
  expect(questionTermsInput.parse({ ...fields, rare: "none" })).toMatchObject({ rare: "none", margin: null });
  const boxes = strataInput.parse({ studyId: study.id, "stratum-a": "on", other: "on" });
  expect(boxes).toEqual({ studyId: study.id, strata: ["a"] });
});

test("terms follow a question that is renamed, and the change is kept; those of the new key are not written over", async () => {
  const own = await makePublishedStudy();
  const { access: editor } = await makeMember(own, "RESEARCHER");
  await changeQuestionTerms(editor, "verdict", { rare, margin: null });
  const rename = async (from: string, to: string) => {
    const { questions, ...protocol } = (await findPublished(editor))?.protocol ?? never();
    const renamed = questions.map((question) => (question.key === from ? { ...question, key: to } : question));
    const kept = (await findPublished(editor))?.protocol ?? never();
    const saved = await saveDraft(editor, { ...protocol, questions: renamed }, protocolDigest(kept));
    if (!saved.ok) throw new Error(saved.reason);
    expect(await publishDraft(editor, saved.value.digest)).toMatchObject({ ok: true });
  };
  await rename("verdict", "safe");
  const [asked] = (await getJudgeTermsForm(editor)).questions;
  expect(asked).toMatchObject({
    key: "safe",
    terms: { rare, margin: null },
    changed: { role: "RESEARCHER", before: { rare, margin: null } },
  });
  await changeQuestionTerms(editor, "later", { rare: "none", margin: null });
  await rename("safe", "later");
  expect((await getJudgeTermsForm(editor)).questions[0]).toMatchObject({ key: "later", terms: { rare: "none" } });
  await db.study.delete({ where: { id: own.id } });
});
