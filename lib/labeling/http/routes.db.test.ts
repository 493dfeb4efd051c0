import { expect, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { db } from "@/lib/db/client";
import type { SubmitAnswer } from "@/lib/labeling/contract";
import {
  makeItem,
  makeItems,
  makeJudgment,
  makePersona,
  makePublishedStudy,
  makeRater,
  makeVersion,
} from "@/prisma/factories";
import {
  call,
  claim,
  claimQueue,
  draft,
  finished,
  finishedItem,
  progress,
  read,
  submission,
  submit,
  verdict,
} from "./call-routes";

test("a page claims two, submits one and gets the one after next in the same answer", async () => {
  const study = await makePublishedStudy({ policies: ["file-order"] });
  for (const prompt of ["one", "two", "three"]) await makeItem(study, { prompt });
  const { user } = await makeRater(study);
  await signIn(user);
  const queue = await claimQueue({ studyId: study.id });
  expect(queue.items.map(({ prompt }) => prompt)).toEqual(["one", "two"]);
  expect(queue.protocols).toHaveLength(1);
  expect(queue.progress).toEqual({ done: 0, total: 3, quota: null });
  const [first, second] = queue.items;
  const has = { holds: [second?.assignmentId ?? ""], knows: [study.version.id] };
  const body = { ...submission(study.id, first?.assignmentId ?? ""), ...has };
  const { status, json, headers } = await call(submit, { body });
  const answer: SubmitAnswer = json;
  expect([status, headers["cache-control"]]).toEqual([200, "no-store"]);
  expect(answer).toMatchObject({ saved: true, surplus: false, revision: 1, reveal: null });
  expect(answer.next?.items.map(({ prompt }) => prompt)).toEqual(["three"]);
  expect(answer.next?.leases).toHaveLength(2);
  expect(answer.next?.protocols).toEqual([]);
  expect(answer.next?.progress.done).toBe(1);
});

test("a page that tells what waits in it is filled up with the first label, and gets one item a request from then on", async () => {
  const study = await makePublishedStudy({ policies: ["file-order"] });
  await makeItems(study, 40);
  await signIn((await makeRater(study)).user);
  const [first, second] = (await claimQueue({ studyId: study.id })).items.map(({ assignmentId }) => assignmentId);
  const has = { holds: [second], knows: [study.version.id], unseen: 0 };
  const { next } = (await call(submit, { body: { ...submission(study.id, first ?? ""), ...has } }))
    .json as SubmitAnswer;
  expect([next?.items.length, next?.leases.length, next?.empty]).toEqual([10, 11, null]);
  const behind = next?.items.map(({ assignmentId }) => assignmentId) ?? [];
  const [shown = "", ...waiting] = behind;
  const now = { holds: [...waiting, shown], knows: [study.version.id], unseen: waiting.length };
  const later = (await call(submit, { body: { ...submission(study.id, second ?? ""), ...now } })).json as SubmitAnswer;
  expect([later.next?.items.length, later.next?.leases.length]).toEqual([1, 11]);
});

test("an edit starts from the label as it was given", async () => {
  const study = await makePublishedStudy({}, { questions: [{ key: "better", type: "preference", text: "Which?" }] });
  await makeItem(study, { layout: "PAIR", prompt: "Which one?" });
  const { user } = await makeRater(study);
  await signIn(user);
  const { items } = await claimQueue({ studyId: study.id });
  const [item] = items;
  const answers = { better: { item: { value: item?.texts[1]?.partId } } };
  await call(submit, { body: submission(study.id, item?.assignmentId ?? "", answers) });
  const page = await call(finished, { query: { studyId: study.id } });
  expect(page.json).toMatchObject({
    items: [{ assignmentId: item?.assignmentId, revision: 1, excerpt: "Which one?" }],
    before: null,
  });
  const params = { assignmentId: item?.assignmentId ?? "" };
  const { json } = await call(finishedItem, { query: { studyId: study.id, answers: "by-target" }, params });
  expect(json).toMatchObject({ answers, revision: 1, locked: null, item: { texts: item?.texts } });
  expect((await call(progress, { query: { studyId: study.id } })).json).toEqual({ done: 1, total: 1, quota: null });
});

test("a page from before answers had targets is understood, and its label is the same label when the reloaded page sends it again", async () => {
  const study = await makePublishedStudy();
  await makeItem(study);
  const { user } = await makeRater(study);
  await signIn(user);
  const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  const assignmentId = item?.assignmentId ?? "";
  await call(draft, { body: { studyId: study.id, assignmentId, answers: { verdict: { value: "unsafe" } } } });
  await db.assignment.update({ where: { id: assignmentId }, data: { draft: { verdict: { value: "unsafe" } } } });
  const [drafted] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  expect(drafted?.draft).toEqual({ verdict: { item: { value: "unsafe" } } });
  const old = submission(study.id, assignmentId, { verdict: { state: "GIVEN", value: "safe" } });
  const migrated = { ...old, answers: { verdict: { item: { state: "GIVEN", value: "safe" } } } };
  for (const body of [old, migrated, old])
    expect(await call(submit, { body })).toMatchObject({ status: 200, json: { saved: true, revision: 1 } });
  const stored = await db.answer.findMany({ where: { judgment: { studyId: study.id } } });
  expect(stored).toMatchObject([{ questionKey: "verdict", target: "item", value: "safe" }]);
});

test("a page that cannot read targets is not shown an earlier answer, which it would save without its other answers", async () => {
  const study = await makePublishedStudy();
  await makeItem(study);
  const { user } = await makeRater(study);
  await signIn(user);
  const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  const params = { assignmentId: item?.assignmentId ?? "" };
  await call(submit, { body: submission(study.id, params.assignmentId) });
  const { status, json } = await call(finishedItem, { query: { studyId: study.id }, params });
  expect([status, json.reason]).toEqual([400, "malformed"]);
});

test("finished items come page by page, newest first", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 5);
  const { user } = await makeRater(study);
  await signIn(user);
  const order: string[] = [];
  for (let label = 0; label < 5; label++) {
    const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
    order.unshift(item?.assignmentId ?? "");
    await call(submit, { body: submission(study.id, item?.assignmentId ?? "") });
  }
  const seen: string[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const query = { studyId: study.id, limit: 2, ...(before && { before }) };
    const { json } = await call(finished, { query });
    seen.push(...json.items.map(({ assignmentId }: { assignmentId: string }) => assignmentId));
    before = json.before;
  }
  expect(seen).toEqual(order);
});

test("a first answer where one is stored shows the rater their stored one, and nobody else's", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  const labeled = await makeItem(study);
  await makeJudgment(await makeRater(study), labeled, study.version, { verdict: "unsafe" });
  await signIn((await makeRater(study)).user);
  const [item] = (await claimQueue({ studyId: study.id })).items;
  const assignmentId = item?.assignmentId ?? "";
  await call(submit, { body: submission(study.id, assignmentId) });
  const second = submission(study.id, assignmentId, { verdict: { item: { value: "unsafe" } } });
  const { status, json } = await call(submit, { body: second });
  expect(status).toBe(409);
  expect(json).toMatchObject({ reason: "conflict", stored: { answers: verdict, revision: 1 } });
  expect(Date.now() - Date.parse(json.stored.answeredAt)).toBeLessThan(60_000);
  const chosen = await call(submit, { body: { ...second, edits: json.stored.revision } });
  expect(chosen).toMatchObject({ status: 200, json: { revision: 2 } });
});

test("a page that only sends what waits reserves nothing", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 4);
  await signIn((await makeRater(study)).user);
  const [item] = (await claimQueue({ studyId: study.id, want: 1 })).items;
  const { json } = await call(submit, { body: { ...submission(study.id, item?.assignmentId ?? ""), want: 0 } });
  expect(json).toMatchObject({ saved: true, next: null });
  expect(await db.assignment.count({ where: { studyId: study.id, state: "LEASED" } })).toBe(0);
});

test("closing says why a label does not count, gives nothing more, and tallies those that do", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 4);
  await signIn((await makeRater(study)).user);
  const [first, second] = (await claimQueue({ studyId: study.id })).items;
  await call(submit, { body: submission(study.id, first?.assignmentId ?? "") });
  await db.study.update({ where: { id: study.id }, data: { state: "CLOSED" } });
  const late = await call(submit, { body: submission(study.id, second?.assignmentId ?? "") });
  expect(late.json).toMatchObject({
    surplus: true,
    surplusReason: "CLOSED",
    surplusMessage: "The study was closed before this label came. It is kept, but does not count.",
    next: { items: [], leases: [], empty: { reason: "study-closed" } },
  });
  const queue = await claimQueue({ studyId: study.id });
  expect(queue.items).toEqual([]);
  expect(queue.empty?.tally).toEqual([
    "1 label of yours counts.",
    "1 came after the study was closed: kept, not counted.",
  ]);
  const body = { studyId: study.id, assignmentId: second?.assignmentId, answers: verdict };
  expect((await call(draft, { body })).json.stopped).toMatchObject({ reason: "study-closed" });
});

test("what is new in a version is told before its first item, once on whatever device", async () => {
  const study = await makePublishedStudy({}, { guidelines: "Judge what would happen." });
  await makeItems(study, 4);
  await signIn((await makeRater(study)).user);
  const first = await claimQueue({ studyId: study.id, want: 1 });
  expect(first.toRead).toEqual({ [study.version.id]: { since: null, changes: [], guidelines: null } });
  await call(submit, { body: { ...submission(study.id, first.items[0]?.assignmentId ?? ""), want: 0 } });
  expect((await claimQueue({ studyId: study.id, want: 1 })).toRead).toEqual({});
  const questions = [
    {
      key: "verdict",
      type: "choice" as const,
      text: "Is it harmful?",
      options: [
        { key: "safe", label: "No" },
        { key: "unsafe", label: "Yes" },
      ],
    },
  ];
  const second = await makeVersion(study, {
    number: 2,
    questions,
    guidelines: "Judge what would happen.\n\nAsk when in doubt.",
  });
  const queue = await claimQueue({ studyId: study.id });
  const news = queue.toRead[second.id];
  expect(news).toMatchObject({
    since: 1,
    guidelines: [
      { tree: [{ tag: "p", children: ["Judge what would happen."] }], kind: "same" },
      { tree: [{ tag: "p", children: ["Ask when in doubt."] }], kind: "new" },
    ],
  });
  expect(news?.changes.join()).toContain("Is it harmful?");
  expect((await call(read, { body: { studyId: study.id, versionId: second.id } })).status).toBe(204);
  expect((await call(read, { body: { studyId: study.id, versionId: second.id } })).status).toBe(204);
  expect((await claimQueue({ studyId: study.id })).toRead).toEqual({});
  expect(await db.guidelinesRead.count({ where: { versionId: second.id } })).toBe(1);
});

test("a version of another study cannot be marked as read", async () => {
  const elsewhere = await makePublishedStudy();
  const study = await makePublishedStudy();
  await signIn((await makeRater(study)).user);
  await call(read, { body: { studyId: study.id, versionId: elsewhere.version.id } });
  expect(await db.guidelinesRead.count({ where: { versionId: elsewhere.version.id } })).toBe(0);
});

test("whoever was removed is told so, and whoever's account is gone is not asked to sign in again", async () => {
  const study = await makePublishedStudy();
  const { user, id } = await makeRater(study);
  await signIn(user);
  await claimQueue({ studyId: study.id });
  await db.membership.deleteMany({ where: { userId: user.id } });
  expect(await call(claim, { body: { studyId: study.id } })).toMatchObject({
    status: 404,
    json: { reason: "removed" },
  });
  await db.rater.delete({ where: { id } });
  expect(await call(claim, { body: { studyId: study.id } })).toMatchObject({ json: { reason: "not-found" } });
  await db.user.delete({ where: { id: user.id } });
  expect(await call(claim, { body: { studyId: study.id } })).toMatchObject({
    status: 401,
    json: { reason: "account-gone" },
  });
});

test("an item whose answer was refused can be read again to mend it, without a persona that comes after the answer", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "AFTER_ANSWER" });
  const persona = await makePersona(study, { name: "Zq Persona" });
  await makeItem(study, { parts: [{ text: "Hello", persona }] });
  await signIn((await makeRater(study)).user);
  const [item] = (await claimQueue({ studyId: study.id })).items;
  const params = { assignmentId: item?.assignmentId ?? "" };
  const { json } = await call(finishedItem, { query: { studyId: study.id, answers: "by-target" }, params });
  expect(json).toMatchObject({
    answers: {},
    revision: null,
    locked: null,
    item: { persona: null, texts: item?.texts },
  });
});
