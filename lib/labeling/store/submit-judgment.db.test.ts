import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { db, pool } from "@/lib/db/client";
import { pgTransaction } from "@/lib/db/pg-transaction";
import { findSeat } from "@/lib/labeling/access";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { releaseLeases, saveDraft, skipItem } from "@/lib/labeling/claim/mutations";
import { sweepLeases } from "@/lib/labeling/claim/sweep-leases";
import type { RaterSeat } from "@/lib/labeling/seat";
import { listFinished } from "@/lib/labeling/show/queries";
import { type Submission, submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { log } from "@/lib/log/log";
import type { AnswersInput } from "@/lib/protocol/schema";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { ok } from "@/lib/result";
import { makeItem, makeItems, makeMember, makePersona, makePublishedStudy, makeSeat } from "@/prisma/factories";

const safe = { verdict: { item: { value: "safe" } } };
const unsafe = { verdict: { item: { value: "unsafe" } } };
const body = (assignmentId: string, answers: AnswersInput = safe, key = randomUUID()) => ({
  assignmentId,
  key,
  answers,
  activeMs: 1500,
  elapsedMs: 4000,
});
const edit = (assignmentId: string, edits: number, answers: AnswersInput) => ({
  ...body(assignmentId, answers),
  edits,
});
const submit = (seat: RaterSeat, submission: Submission) => submitJudgment(seat, submission, { want: 2 });

async function claimOne(seat: RaterSeat) {
  const [lease] = (await claimItems(seat, 1)).leases;
  if (!lease) throw new Error("nothing to claim");
  return lease;
}

async function makeLabeling(given: Parameters<typeof makePublishedStudy>[0] = {}, items = 1) {
  const study = await makePublishedStudy(given);
  await makeItems(study, items);
  const rater = await makeSeat(study);
  return { study, ...rater, lease: await claimOne(rater.seat) };
}

const reseat = async (user: { id: string }, study: { id: string }) => {
  const seat = await findSeat({ userId: user.id, signedAt: Date.now(), sessionId: randomUUID() }, study.id);
  if (!seat.ok) throw new Error(seat.reason);
  return seat.value;
};

async function expireAndGiveAway(study: { id: string }) {
  await db.assignment.updateMany({ where: { studyId: study.id }, data: { leaseExpiresAt: new Date(0) } });
  await sweepLeases(study.id);
}

const stored = (study: { id: string }) =>
  db.judgment.findMany({
    where: { studyId: study.id },
    select: { purpose: true, revision: true, raterId: true, answers: { select: { questionKey: true, value: true } } },
    orderBy: { revision: "asc" },
  });

test("a label keeps in which view its texts were read, and a page that does not tell leaves it open", async () => {
  const { study, seat, lease } = await makeLabeling();
  const first = body(lease.assignmentId);
  await submitJudgment(seat, { ...first, view: "both" }, { want: 2 });
  await submitJudgment(seat, { ...body(lease.assignmentId, unsafe), edits: 1 }, { want: 2 });
  const shown = await db.judgment.findMany({
    where: { studyId: study.id },
    select: { shown: true },
    orderBy: { revision: "asc" },
  });
  expect(shown.map((one) => one.shown)).toEqual([{ order: ["1"], view: "both" }, { order: ["1"] }]);
});

test("a label keeps what was shown, under which version, and the time it took", async () => {
  const study = await makePublishedStudy(
    {},
    {
      questions: [{ key: "better", type: "preference", text: "Which?" }],
    },
  );
  const item = await makeItem(study, { layout: "PAIR" });
  const { seat, id: raterId } = await makeSeat(study);
  const lease = await claimOne(seat);
  const second = item.parts[1];
  const answers = { better: { item: { value: second?.id } } };
  expect(await submit(seat, body(lease.assignmentId, answers))).toMatchObject({
    ok: true,
    value: { revision: 1, surplus: false },
  });
  const judgment = await db.judgment.findFirstOrThrow({ where: { raterId }, include: { answers: true } });
  expect(judgment).toMatchObject({
    studyId: study.id,
    itemId: item.id,
    versionId: study.version.id,
    assignmentId: lease.assignmentId,
    purpose: "PRIMARY",
    shown: { order: lease.shownOrder },
    activeMs: 1500,
    elapsedMs: 4000,
    answers: [{ questionKey: "better", target: "item", state: "GIVEN", value: "2", number: null, probabilities: null }],
  });
  expect(await db.assignment.findUnique({ where: { id: lease.assignmentId } })).toMatchObject({
    state: "DONE",
    draft: null,
  });
});

test("active time is never longer than all time, and neither is negative or endless", async () => {
  const { seat, lease, id: raterId } = await makeLabeling();
  await submit(seat, { ...body(lease.assignmentId), activeMs: 9e15, elapsedMs: 8e15 });
  expect(await db.judgment.findFirst({ where: { raterId } })).toMatchObject({
    activeMs: 2147483647,
    elapsedMs: 2147483647,
  });
});

test("eight submits at once with one key store one label, and all eight are acknowledged alike", async () => {
  const { study, seat, lease, id } = await makeLabeling();
  const one = body(lease.assignmentId);
  const answers = await Promise.all(Array.from({ length: 8 }, () => submit(seat, one)));
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { revision: 1, surplus: false } });
  expect(await stored(study)).toHaveLength(1);
  expect(await db.rater.findUnique({ where: { id } })).toMatchObject({ doneCount: 1 });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("a retry that measured a little more time is the same label", async () => {
  const { study, seat, lease } = await makeLabeling();
  const one = body(lease.assignmentId);
  await submit(seat, one);
  expect(await submit(seat, { ...one, elapsedMs: 60_000 })).toMatchObject({ ok: true, value: { revision: 1 } });
  expect(await stored(study)).toHaveLength(1);
});

test("the same key with other answers is refused and stores nothing", async () => {
  const { study, seat, lease } = await makeLabeling();
  const one = body(lease.assignmentId);
  await submit(seat, one);
  expect(await submit(seat, { ...one, answers: unsafe })).toMatchObject({ ok: false, reason: "key-reused" });
  expect(await stored(study)).toMatchObject([{ revision: 1, answers: [{ value: "safe" }] }]);
});

test("the key of one item cannot be used for another", async () => {
  const { study, seat, lease } = await makeLabeling({}, 2);
  const one = body(lease.assignmentId);
  await submit(seat, one);
  const other = await claimOne(seat);
  expect(await submit(seat, { ...one, assignmentId: other.assignmentId })).toMatchObject({
    ok: false,
    reason: "key-reused",
  });
  expect(await stored(study)).toHaveLength(1);
  expect(await db.assignment.findUnique({ where: { id: other.assignmentId } })).toMatchObject({ state: "LEASED" });
});

test("two people may happen to use the same key", async () => {
  const { study, seat, lease } = await makeLabeling();
  const second = await makeSeat(study);
  const one = body(lease.assignmentId);
  await submit(seat, one);
  const theirs = await claimOne(second.seat);
  expect((await submit(second.seat, { ...one, assignmentId: theirs.assignmentId })).ok).toBe(true);
  expect(await stored(study)).toHaveLength(2);
});

test("an edit is a new revision with the same purpose, and uses no second slot", async () => {
  const { study, seat, lease, id } = await makeLabeling({ labelsPerItem: 2 });
  await submit(seat, body(lease.assignmentId));
  expect(await submit(seat, edit(lease.assignmentId, 1, unsafe))).toMatchObject({ ok: true, value: { revision: 2 } });
  expect(await submit(seat, edit(lease.assignmentId, 2, safe))).toMatchObject({ ok: true, value: { revision: 3 } });
  expect(await stored(study)).toMatchObject([
    { revision: 1, purpose: "PRIMARY", answers: [{ value: "safe" }] },
    { revision: 2, purpose: "PRIMARY", answers: [{ value: "unsafe" }] },
    { revision: 3, purpose: "PRIMARY", answers: [{ value: "safe" }] },
  ]);
  expect(await db.rater.findUnique({ where: { id } })).toMatchObject({ doneCount: 1 });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("of edits of one revision at once, one is stored and the others are conflicts", async () => {
  const { study, seat, lease } = await makeLabeling();
  await submit(seat, body(lease.assignmentId));
  const edits = await Promise.all([1, 2, 3, 4].map(() => submit(seat, edit(lease.assignmentId, 1, unsafe))));
  expect(edits.map((edit) => (edit.ok ? "stored" : edit.reason)).sort()).toEqual([
    ...["conflict", "conflict", "conflict", "stored"],
  ]);
  expect((await stored(study)).map(({ revision }) => revision)).toEqual([1, 2]);
});

test("a second first answer, from another device, is a conflict and stores nothing", async () => {
  const { study, seat, lease } = await makeLabeling();
  const both = [body(lease.assignmentId, safe), body(lease.assignmentId, unsafe)];
  const answers = await Promise.all(both.map((one) => submit(seat, one)));
  expect(answers.map((answer) => (answer.ok ? answer.value.revision : answer.reason)).sort()).toEqual([1, "conflict"]);
  expect(await stored(study)).toMatchObject([{ revision: 1 }]);
  const lost = both[answers.findIndex(({ ok }) => !ok)];
  if (!lost) throw new Error("nothing was refused");
  expect(await submit(seat, { ...lost, edits: 1 })).toMatchObject({ ok: true, value: { revision: 2 } });
});

test("an edit of what is not stored finds nothing to edit", async () => {
  const { study, seat, lease } = await makeLabeling();
  expect(await submit(seat, edit(lease.assignmentId, 1, safe))).toMatchObject({ ok: false, reason: "not-found" });
  expect(await stored(study)).toEqual([]);
});

test("labels keep the order in which they were answered, whatever the order in which they came", async () => {
  const { study, seat, lease, id } = await makeLabeling({}, 2);
  await db.rater.update({ where: { id }, data: { createdAt: new Date(Date.now() - 3_600_000) } });
  const second = (await claimItems(seat, 2)).leases.find(({ itemId }) => itemId !== lease.itemId);
  await submit(seat, { ...body(second?.assignmentId ?? ""), answeredMsAgo: 60_000 });
  await submit(seat, { ...body(lease.assignmentId), answeredMsAgo: 120_000 });
  const inOrder = await db.judgment.findMany({ where: { studyId: study.id }, orderBy: { answeredAt: "asc" } });
  expect(inOrder.map(({ itemId }) => itemId)).toEqual([lease.itemId, second?.itemId]);
  const page = await listFinished(seat, { before: null, limit: 5 });
  expect(page.items.map(({ assignmentId }) => assignmentId)).toEqual([second?.assignmentId, lease.assignmentId]);
});

test("a list of finished items calls them by their prompt as raters read it", async () => {
  const { study, seat, lease } = await makeLabeling();
  await makePersona(study, { name: "Mira Vance" });
  const { taskId } = await db.item.findUniqueOrThrow({ where: { id: lease.itemId } });
  await db.task.update({ where: { id: taskId }, data: { prompt: "System: Be Mira.\nMira Vance: Hm?\nPatient: Oh." } });
  await submit(seat, body(lease.assignmentId));
  const page = await listFinished(seat, { before: null, limit: 5 });
  expect(page.items.map(({ excerpt }) => excerpt)).toEqual(["Patient: Oh."]);
});

test("nobody answered before they joined, nor after now", async () => {
  const { seat, lease, id } = await makeLabeling();
  await submit(seat, { ...body(lease.assignmentId), answeredMsAgo: 9e15 });
  const { createdAt } = await db.rater.findUniqueOrThrow({ where: { id } });
  expect(await db.judgment.findFirst({ where: { raterId: id } })).toMatchObject({ answeredAt: createdAt });
});

test("a label that comes after its lease ran out takes the slot if it is still free", async () => {
  const { study, seat, lease } = await makeLabeling({ labelsPerItem: 1 });
  await expireAndGiveAway(study);
  expect(await submit(seat, body(lease.assignmentId))).toMatchObject({ ok: true, value: { surplus: false } });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  expect(await db.item.findFirst({ where: { studyId: study.id } })).toMatchObject({ openSlots: 0 });
});

test("a label whose slot somebody else took meanwhile is kept as surplus and acknowledged", async () => {
  const { study, seat, lease } = await makeLabeling({ labelsPerItem: 1 });
  await expireAndGiveAway(study);
  const other = await makeSeat(study);
  const theirs = await claimOne(other.seat);
  expect(await submit(seat, body(lease.assignmentId))).toMatchObject({
    ok: true,
    value: { surplus: true, surplusReason: "EXPIRED", revision: 1 },
  });
  expect(await submit(other.seat, body(theirs.assignmentId))).toMatchObject({ ok: true, value: { surplus: false } });
  expect((await stored(study)).map(({ purpose }) => purpose).sort()).toEqual(["PRIMARY", "SURPLUS"]);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  expect(await submit(seat, edit(lease.assignmentId, 1, unsafe))).toMatchObject({
    ok: true,
    value: { surplus: true, surplusReason: "EXPIRED", revision: 2 },
  });
});

test("of many late labels for one free slot exactly one counts", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 8 });
  await makeItem(study);
  const raters = await Promise.all(Array.from({ length: 8 }, () => makeSeat(study)));
  const leases = await Promise.all(raters.map(({ seat }) => claimOne(seat)));
  await expireAndGiveAway(study);
  await db.study.update({ where: { id: study.id }, data: { labelsPerItem: 1 } });
  await db.item.updateMany({ where: { studyId: study.id }, data: { openSlots: 1 } });
  const late = await Promise.all(
    raters.map(({ seat }, place) => submit(seat, body(leases[place]?.assignmentId ?? ""))),
  );
  expect(late.every(({ ok }) => ok)).toBe(true);
  const purposes = (await stored(study)).map(({ purpose }) => purpose);
  expect(purposes.filter((purpose) => purpose === "PRIMARY")).toHaveLength(1);
  expect(purposes).toHaveLength(8);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("a label for an item that was released or skipped on the way is kept all the same", async () => {
  const { study, seat, lease } = await makeLabeling({}, 2);
  await releaseLeases(seat, [{ ...lease, leaseExpiresAt: lease.leaseExpiresAt.toISOString() }]);
  expect(await submit(seat, body(lease.assignmentId))).toMatchObject({ ok: true, value: { surplus: false } });
  const next = await claimOne(seat);
  await skipItem(seat, { assignmentId: next.assignmentId, reason: "unclear" });
  expect(await submit(seat, body(next.assignmentId))).toMatchObject({ ok: true, value: { surplus: false } });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("another person's assignment, one of another study and one that never was look alike", async () => {
  const { study, lease } = await makeLabeling();
  const elsewhere = await makeLabeling();
  const { seat } = await makeSeat(study);
  for (const id of [lease.assignmentId, elsewhere.lease.assignmentId, randomUUID()])
    expect(await submit(seat, body(id))).toMatchObject({ ok: false, reason: "not-found" });
  expect(await stored(study)).toEqual([]);
});

test("answers the protocol does not offer are refused question by question, and nothing is stored", async () => {
  const { study, seat, lease } = await makeLabeling();
  const foreign = await makeItem(study, { layout: "PAIR" });
  const refused: AnswersInput[] = [
    {},
    { verdict: { item: { value: "maybe" } } },
    { verdict: { item: { value: foreign.parts[0]?.id } } },
    { ...safe, mood: { item: { value: 1 } } },
    { ...safe, verdict: { ...safe.verdict, t4: { value: "safe" } } },
  ];
  for (const answers of refused)
    expect(await submit(seat, body(lease.assignmentId, answers))).toMatchObject({ ok: false, reason: "answers" });
  expect(await stored(study)).toEqual([]);
  expect(await db.assignment.findUnique({ where: { id: lease.assignmentId } })).toMatchObject({ state: "LEASED" });
});

test("a part of another item is no answer", async () => {
  const study = await makePublishedStudy({}, { questions: [{ key: "better", type: "preference", text: "Which?" }] });
  await makeItem(study, { layout: "PAIR" });
  const other = await makeItem(study, { layout: "PAIR" });
  const { seat } = await makeSeat(study);
  const lease = await claimOne(seat);
  const answers = { better: { item: { value: other.parts[0]?.id } } };
  expect(await submit(seat, body(lease.assignmentId, answers))).toMatchObject({
    ok: false,
    fieldErrors: { better: "Choose one of the options offered" },
  });
});

test("while a study is paused, what is on the screen can be finished and nothing new comes", async () => {
  const { study, seat, user, lease } = await makeLabeling({}, 3);
  await db.study.update({ where: { id: study.id }, data: { state: "PAUSED" } });
  const paused = await reseat(user, study);
  expect(await submit(paused, body(lease.assignmentId))).toMatchObject({
    ok: true,
    value: { surplus: false, held: { leases: [], stoppedBy: "closed" } },
  });
  expect(seat.raterId).toBe(paused.raterId);
});

test("after a study is closed labels on their way are surplus, and given ones stay as they are", async () => {
  const { study, user, seat, lease } = await makeLabeling({}, 2);
  await submit(seat, body(lease.assignmentId));
  const open = await claimOne(seat);
  await db.study.update({ where: { id: study.id }, data: { state: "CLOSED" } });
  const closed = await reseat(user, study);
  expect(await submit(closed, body(open.assignmentId))).toMatchObject({
    ok: true,
    value: { surplus: true, surplusReason: "CLOSED" },
  });
  expect(await submit(closed, edit(lease.assignmentId, 1, unsafe))).toMatchObject({
    ok: false,
    reason: "study-closed",
  });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("where the persona is shown after the answer, the answer stays", async () => {
  const study = await makePublishedStudy({}, { personaVisibility: "AFTER_ANSWER" });
  await makeItem(study);
  const { seat } = await makeSeat(study);
  const lease = await claimOne(seat);
  const one = body(lease.assignmentId);
  await submit(seat, one);
  expect(await submit(seat, edit(lease.assignmentId, 1, unsafe))).toMatchObject({ ok: false, reason: "revealed" });
  expect((await submit(seat, one)).ok).toBe(true);
});

test("a draft is kept with its lease renewed, and goes when the label is stored", async () => {
  const { study, seat, lease } = await makeLabeling();
  const held = await saveDraft(seat, { assignmentId: lease.assignmentId, answers: safe });
  expect(held).toMatchObject({ ok: true, value: [{ assignmentId: lease.assignmentId }] });
  expect((await claimOne(seat)).draft).toEqual(safe);
  await expireAndGiveAway(study);
  expect(await saveDraft(seat, { assignmentId: lease.assignmentId, answers: unsafe })).toEqual(ok([]));
  expect((await claimOne(seat)).draft).toEqual(unsafe);
  await submit(seat, body(lease.assignmentId));
  await saveDraft(seat, { assignmentId: lease.assignmentId, answers: unsafe });
  expect(await db.assignment.findUnique({ where: { id: lease.assignmentId } })).toMatchObject({ draft: null });
});

test("nobody writes into another person's draft", async () => {
  const { study, lease } = await makeLabeling();
  const { seat } = await makeSeat(study);
  expect(await saveDraft(seat, { assignmentId: lease.assignmentId, answers: safe })).toMatchObject({
    reason: "not-found",
  });
  expect(await db.assignment.findUnique({ where: { id: lease.assignmentId } })).toMatchObject({ draft: null });
});

test("whoever withdraws in the middle stores nothing afterwards", async () => {
  const { study, seat, lease } = await makeLabeling();
  const { access } = await makeMember(study, "COORDINATOR");
  await withdrawRater(access, seat.raterId);
  expect(await submit(seat, body(lease.assignmentId))).toMatchObject({ ok: false, reason: "withdrawn" });
  expect(await claimItems(seat, 2)).toMatchObject({ leases: [] });
});

test("when what comes next cannot be claimed, the label is stored all the same", async () => {
  const { study, seat, lease } = await makeLabeling({}, 3);
  const silent = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const cannotClaim = { ...seat, versionId: randomUUID() };
  expect(await submit(cannotClaim, body(lease.assignmentId))).toMatchObject({ ok: true, value: { held: null } });
  expect(silent).toHaveBeenCalledOnce();
  silent.mockRestore();
  expect(await stored(study)).toHaveLength(1);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test.each([
  [
    "asks nothing the protocol knows",
    { invented: { item: { value: "x" } } },
    { reason: "answers", fieldErrors: { invented: expect.any(String) } },
  ],
  ["is a megabyte", { verdict: { item: { value: "x".repeat(1_000_000) } } }, { reason: "too-large" }],
])("a draft that %s is not kept", async (_, answers, refusal) => {
  const { seat, lease } = await makeLabeling();
  expect(await saveDraft(seat, { assignmentId: lease.assignmentId, answers })).toMatchObject(refusal);
  expect(await db.assignment.findUnique({ where: { id: lease.assignmentId } })).toMatchObject({ draft: null });
});

/** Labels are append-only, which the database sees to: a test has to ask it to look away. */
const letAMinutePass = ({ id }: { id: string }) =>
  pgTransaction(async (client) => {
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(`UPDATE "Judgment" SET "createdAt" = now() - interval '61 s' WHERE "studyId" = $1`, [id]);
  });

test("one answer is changed ten times in a minute and a hundred times in all, and a change sent too early is taken later", async () => {
  const { study, seat, lease } = await makeLabeling();
  await submit(seat, body(lease.assignmentId));
  for (let revision = 1; revision < 10; revision++)
    expect(await submit(seat, edit(lease.assignmentId, revision, safe))).toMatchObject({ ok: true });
  const early = edit(lease.assignmentId, 10, unsafe);
  expect(await submit(seat, early)).toMatchObject({ ok: false, reason: "too-often" });
  await letAMinutePass(study);
  expect(await submit(seat, early)).toMatchObject({ ok: true, value: { revision: 11 } });
  // As if ninety more had followed, in their time.
  await letAMinutePass(study);
  const [latest] = await db.judgment.findMany({ where: { studyId: study.id }, orderBy: { revision: "desc" }, take: 1 });
  if (!latest) throw new Error("there is no label");
  const { id: _, shown: __, ...row } = latest;
  const later = Array.from({ length: 89 }, (___, more) => ({
    ...row,
    revision: 12 + more,
    idempotencyKey: randomUUID(),
  }));
  await db.judgment.createMany({ data: later });
  expect(await submit(seat, edit(lease.assignmentId, 100, safe))).toMatchObject({ reason: "too-many-edits" });
  // What was stored is still told again.
  expect(await submit(seat, early)).toMatchObject({ ok: true, value: { revision: 11 } });
});

test("staying keeps a lease for eight of its terms, an hour at least, and not for ever", async () => {
  const { seat, lease } = await makeLabeling({ leaseMinutes: 1 });
  const claimedBefore = (minutes: number) =>
    db.assignment.update({
      where: { id: lease.assignmentId },
      data: {
        claimedAt: new Date(Date.now() - minutes * 60_000),
        leaseExpiresAt: new Date(Date.now() + 10_000),
      },
    });
  const stay = async () => {
    const held = await saveDraft(seat, { assignmentId: lease.assignmentId });
    return held.ok ? Math.round((Number(held.value[0]?.leaseExpiresAt) - Date.now()) / 10_000) * 10 : null;
  };
  await claimedBefore(55);
  expect(await stay()).toBe(60);
  await claimedBefore(61);
  expect(await stay()).toBe(10);
  expect((await claimOne(seat)).leaseExpiresAt.getTime()).toBeLessThan(Date.now() + 30_000);
});
