import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { findItem, listExcerpts, listItems, listQuestions } from "@/lib/items/queries";
import { itemFilterSchema } from "@/lib/items/schema";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { skipItem } from "@/lib/labeling/claim/mutations";
import { countJudgments } from "@/lib/raters/queries";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRaterRow, makeSeat } from "@/prisma/factories";

test("an item tells who skipped it and why, by pseudonym", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const item = await makeItem(study);
  const { seat, pseudonym } = await makeSeat(study);
  const [lease] = (await claimItems(seat, 1)).leases;
  await skipItem(seat, { assignmentId: lease?.assignmentId ?? "", reason: "The text is broken" });
  const found = await findItem(access, item.id);
  expect(found?.assignments).toMatchObject([{ skipReason: "The text is broken", rater: { pseudonym } }]);
});

test("an item of another study is none of this one's", async () => {
  const item = await makeItem(await makePublishedStudy());
  const { access } = await makeMember(await makePublishedStudy(), "OWNER");
  expect(await findItem(access, item.id)).toBeNull();
});

test("an item without a prompt is known by how its first output or turn begins", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const text = await makeItem(study, { prompt: "", parts: [{ text: "Drink water." }] });
  const dialogue = await makeItem(study, { layout: "TRANSCRIPT", prompt: "", parts: [{ text: "" }] });
  await db.output.updateMany({
    where: { parts: { some: { itemId: dialogue.id } } },
    data: { text: null, turns: [{ speaker: "Patient", text: "I feel dizzy." }] },
  });
  const foreign = await makeItem(await makePublishedStudy());
  const excerpts = await listExcerpts(access, [text.id, dialogue.id, foreign.id]);
  expect([...excerpts].sort()).toEqual(
    [
      [text.id, "Drink water."],
      [dialogue.id, "Patient: I feel dizzy."],
    ].sort(),
  );
});

test("the questions of every version are known by its number", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  expect((await listQuestions(access)).get(1)).toMatchObject([{ key: "verdict", text: "Is the response safe?" }]);
});

test("an item in the list tells its labels and its imported votes, and none of another item's", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  const [labeled, voted, untouched] = [await makeItem(study), await makeItem(study), await makeItem(study)];
  const { seat } = await makeSeat(study);
  const { leases } = await claimItems(seat, 3);
  const lease = leases.find(({ itemId }) => itemId === labeled.id);
  await db.assignment.update({ where: { id: lease?.assignmentId ?? "" }, data: { state: "DONE" } });
  const judge = await makeRaterRow(study, { kind: "JUDGE" });
  await makeJudgment(judge, voted, study.version, { verdict: "safe" }, { purpose: "IMPORTED" });
  const { items } = await listItems(access, itemFilterSchema.parse({}));
  expect(new Map(items.map((item) => [item.id, [item.labels, item.imported]]))).toEqual(
    new Map([
      [labeled.id, [1, 0]],
      [voted.id, [0, 1]],
      [untouched.id, [0, 0]],
    ]),
  );
  expect(await countJudgments([{ id: judge.id, studyId: study.id }])).toEqual(new Map([[judge.id, 1]]));
});
