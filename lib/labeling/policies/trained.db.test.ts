import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import type { Reservation } from "@/lib/generated/prisma/enums";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { releaseLeases, skipItem } from "@/lib/labeling/claim/mutations";
import { testAgain } from "@/lib/labeling/contract";
import { findPolicyObstacles } from "@/lib/labeling/policies/find-obstacles";
import { policiesField } from "@/lib/labeling/policies/policy-choices";
import type { RaterSeat } from "@/lib/labeling/seat";
import { findStages, listNews, takeNews } from "@/lib/labeling/show/news";
import { countDone, countProgress, explainEmptyQueue } from "@/lib/labeling/show/queries";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItem, makeMember, makePublishedStudy, makeSeat, reseat } from "@/prisma/factories";

const scale = {
  key: "safe",
  type: "ordinal" as const,
  text: "How safe?",
  points: [1, 2, 3, 4, 5].map((value) => ({ value })),
};
const fileOrder = { key: "file-order", settings: {} };
const training = { key: "training", settings: { within: "0" } };
const qualification = (set = {}) => ({
  key: "qualification",
  settings: { pass: "75", within: "0", tries: "2", hours: "0", ...set },
});
const gold = (set = {}) => ({
  key: "gold",
  settings: { every: "2", within: "0", atLeast: "3", warn: "80", pause: "50", told: "both", ...set },
});

/** A study that gives out items like this, with so many of each kind: named after what they are for; 4 is right everywhere. */
async function makeReserving(policies: object[], items: Partial<Record<Reservation, number>>, work = 6) {
  const study = await makePublishedStudy({ labelsPerItem: 2 }, { questions: [scale] });
  const stored = policiesField.parse(JSON.stringify([...policies, fileOrder]));
  await db.study.update({ where: { id: study.id }, data: { policies: stored as never } });
  for (let place = 0; place < work; place++) await makeItem(study, { externalId: `work-${place}` });
  for (const [reservedFor, count] of Object.entries(items) as [Reservation, number][])
    for (let place = 0; place < count; place++)
      await makeItem(study, {
        externalId: `${reservedFor.toLowerCase()}-${place}`,
        reservedFor,
        truth: { safe: "4" },
        goldRationale: "Because of the dose.",
      });
  return study;
}

const submit = (seat: RaterSeat, assignmentId: string, value: number, want: number | null = null) =>
  submitJudgment(
    seat,
    { assignmentId, key: randomUUID(), answers: { safe: { item: { value } } }, activeMs: 1, elapsedMs: 1 },
    { want },
  );

const findGiven = (assignmentId: string) =>
  db.assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    select: { purpose: true, occurrence: true, item: { select: { externalId: true } } },
  });

/** Answers what comes, by its purpose, until nothing does or so many came; their names in turn. */
async function walk(seat: RaterSeat, answer: (purpose: string) => number, most = 100): Promise<string[]> {
  const met: string[] = [];
  while (met.length < most) {
    const [lease] = (await claimItems(seat, 1)).leases;
    if (!lease) break;
    const { item, purpose } = await findGiven(lease.assignmentId);
    met.push(item.externalId);
    expect(await submit(seat, lease.assignmentId, answer(purpose))).toMatchObject({
      ok: true,
      value: { surplus: false },
    });
  }
  return met;
}

const why = async (seat: RaterSeat) => explainEmptyQueue(seat, (await claimItems(seat, 1)).stoppedBy);

test("training comes first to everybody in the order of the file, and takes no slot", async () => {
  const study = await makeReserving([training], { TRAINING: 2 });
  for (let person = 0; person < 3; person++) {
    const { seat } = await makeSeat(study);
    expect((await walk(seat, () => 1, 3)).slice(0, 2)).toEqual(["training-0", "training-1"]);
  }
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  expect(await db.judgment.count({ where: { studyId: study.id, purpose: "TRAINING" } })).toBe(6);
  // Nobody who has finished training has labeled an item by that.
  const done = await db.rater.findMany({
    where: { studyId: study.id },
    select: { doneCount: true, besideCount: true },
  });
  expect(done).toEqual(Array(3).fill({ doneCount: 1, besideCount: 0 }));
});

test("what is right is told after the answer is stored and until it was read, and never before", async () => {
  const study = await makeReserving([training], { TRAINING: 2 });
  const { seat } = await makeSeat(study);
  const { leases } = await claimItems(seat, 2);
  expect(await listNews(seat)).toEqual([]);
  expect(await findStages(seat, leases)).toEqual({
    [leases[0]?.assignmentId ?? ""]: { name: "training", done: 0, total: 2 },
    [leases[1]?.assignmentId ?? ""]: { name: "training", done: 1, total: 2 },
  });
  const first = leases[0]?.assignmentId ?? "";
  await submit(seat, first, 2);
  const [told, ...others] = await listNews(seat);
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    kind: "feedback",
    id: first,
    answers: { safe: { item: { value: 2 } } },
    right: { safe: { item: { value: 4 } } },
    missed: ["safe"],
    rationale: "Because of the dose.",
  });
  expect(await takeNews(seat, first)).toBe(true);
  expect(await listNews(seat)).toEqual([]);
  // Whoever knows what is right cannot answer anew; told again, the first label is the same.
  const again = {
    assignmentId: first,
    key: randomUUID(),
    answers: { safe: { item: { value: 4 } } },
    activeMs: 1,
    elapsedMs: 1,
  };
  expect(await submitJudgment(seat, { ...again, edits: 1 }, { want: null })).toEqual({ ok: false, reason: "taught" });
});

test("a training item that is given back comes again, one that is skipped does not and tells nothing", async () => {
  const study = await makeReserving([training], { TRAINING: 2 });
  const { seat } = await makeSeat(study);
  const [lease] = (await claimItems(seat, 1)).leases;
  const told = { assignmentId: lease?.assignmentId ?? "", leaseExpiresAt: lease?.leaseExpiresAt.toISOString() ?? "" };
  expect(await releaseLeases(seat, [told])).toBe(1);
  const [again] = (await claimItems(seat, 1)).leases;
  expect(again?.assignmentId).toBe(told.assignmentId);
  await skipItem(seat, { assignmentId: told.assignmentId, reason: "cut off" });
  expect((await walk(seat, () => 4, 2))[0]).toBe("training-1");
  expect((await listNews(seat)).map(({ id }) => id)).not.toContain(told.assignmentId);
});

test("nothing of the work comes before the test is passed; whoever fails may take it again when they say so", async () => {
  const study = await makeReserving([qualification()], { QUALIFICATION: 4 });
  const { seat, id } = await makeSeat(study);
  expect(await walk(seat, () => 1)).toEqual([0, 1, 2, 3].map((place) => `qualification-${place}`));
  expect(await why(seat)).toEqual({ reason: "test-again", tally: ["0 of 4 answers were right; 3 are needed."] });
  // It does not begin by itself, however often is asked.
  expect((await claimItems(seat, 2)).leases).toEqual([]);
  expect(await takeNews(seat, testAgain)).toBe(true);
  expect(await walk(seat, () => 4, 5)).toEqual([...[0, 1, 2, 3].map((place) => `qualification-${place}`), "work-0"]);
  const tries = await db.qualificationTry.findMany({ where: { raterId: id }, orderBy: { number: "asc" } });
  expect(tries.map(({ right, asked, needed, passed }) => [right, asked, needed, passed])).toEqual([
    [0, 4, 3, false],
    [4, 4, 3, true],
  ]);
  const votes = await db.judgment.groupBy({
    by: ["occurrence"],
    where: { raterId: id, purpose: "QUALIFICATION" },
    _count: true,
    orderBy: { occurrence: "asc" },
  });
  expect(votes.map(({ occurrence, _count }) => [occurrence, _count])).toEqual([
    [1, 4],
    [2, 4],
  ]);
  expect((await listNews(seat)).map((news) => news.kind === "message" && news.title)).toEqual(["You passed the test"]);
  expect(await takeNews(seat, "passed-2")).toBe(true);
  expect(await listNews(seat)).toEqual([]);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("the item waited for behind the last of a test is not one of the work", async () => {
  const study = await makeReserving([qualification()], { QUALIFICATION: 1 });
  const { seat } = await makeSeat(study);
  const held = await claimItems(seat, 2);
  expect([held.leases.length, held.stoppedBy]).toEqual([1, "halt"]);
  expect(await explainEmptyQueue(seat, held.stoppedBy)).toEqual({ reason: "test-open" });
  const failed = await submit(seat, held.leases[0]?.assignmentId ?? "", 1, 2);
  expect(failed).toMatchObject({ ok: true, value: { held: { leases: [], stoppedBy: "halt" } } });
  await takeNews(seat, testAgain);
  const [again] = (await claimItems(seat, 2)).leases;
  const passed = await submit(seat, again?.assignmentId ?? "", 4, 2);
  expect(passed).toMatchObject({ ok: true, value: { held: { leases: [{ purpose: "PRIMARY" }], stoppedBy: null } } });
});

test("a further try is waited for, and after the last only somebody of the study lets a person go on", async () => {
  const study = await makeReserving([qualification({ hours: "24" })], { QUALIFICATION: 1 });
  const { seat, id } = await makeSeat(study);
  await walk(seat, () => 1);
  const { reason, until } = await why(seat);
  expect(reason).toBe("test-wait");
  expect(Number(until) - Date.now()).toBeGreaterThan(23 * 3_600_000);
  expect(await takeNews(seat, testAgain)).toBe(false);
  await db.qualificationTry.updateMany({
    where: { raterId: id },
    data: { finishedAt: new Date(Date.now() - 25 * 3_600_000) },
  });
  expect(await takeNews(seat, testAgain)).toBe(true);
  await walk(seat, () => 1);
  expect(await why(seat)).toMatchObject({ reason: "test-failed" });
  expect(await takeNews(seat, testAgain)).toBe(false);
  await db.rater.update({ where: { id }, data: { grantedTry: 3 } });
  expect(await why(seat)).toMatchObject({ reason: "test-again" });
  await db.rater.update({ where: { id }, data: { admittedAt: new Date() } });
  expect(await walk(seat, () => 1, 1)).toEqual(["work-0"]);
});

test("an item of a test that is skipped is not right", async () => {
  const study = await makeReserving([qualification()], { QUALIFICATION: 2 });
  const { seat, id } = await makeSeat(study);
  const [lease] = (await claimItems(seat, 1)).leases;
  await skipItem(seat, { assignmentId: lease?.assignmentId ?? "", reason: "not my field" });
  await walk(seat, () => 4);
  expect(await db.qualificationTry.findFirst({ where: { raterId: id } })).toMatchObject({
    right: 1,
    asked: 2,
    passed: false,
  });
});

test("gold comes among the others as often as is set, each item once to a rater, and takes no slot", async () => {
  const study = await makeReserving([gold({ every: "4" })], { GOLD: 4 }, 24);
  const { seat, id } = await makeSeat(study);
  const met = await walk(seat, () => 4);
  const places = met.flatMap((name, place) => (name.startsWith("gold") ? [place] : []));
  expect(met).toHaveLength(28);
  expect(new Set(met).size).toBe(28);
  expect(places[0]).toBeGreaterThanOrEqual(2);
  for (const [index, place] of places.slice(1).entries())
    expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(3);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  expect(await db.rater.findUniqueOrThrow({ where: { id } })).toMatchObject({ doneCount: 24, besideCount: 4 });
});

test("the progress that a rater sees goes on by one with every item, gold or not, toward the same total", async () => {
  const study = await makeReserving([gold({ every: "4" })], { GOLD: 4 }, 16);
  const { seat } = await makeSeat(study);
  const seen: string[] = [];
  for (let labeled = 0; labeled < 12; labeled++) {
    await walk(seat, () => 4, 1);
    const { done, total, quota } = await countProgress(seat, await countDone(seat));
    seen.push(`${done}/${total}/${quota}`);
  }
  expect(await db.judgment.count({ where: { raterId: seat.raterId, purpose: "GOLD" } })).toBeGreaterThan(0);
  expect(seen).toEqual(Array.from({ length: 12 }, (_, place) => `${place + 1}/20/null`));
});

test("whoever falls below the lower bound is paused some items later; labels stay, and one click lets them go on", async () => {
  const study = await makeReserving([gold()], { GOLD: 12 }, 40);
  const rater = await makeSeat(study);
  const met = await walk(rater.seat, (purpose) => (purpose === "GOLD" ? 1 : 3));
  const stored = await db.rater.findUniqueOrThrow({ where: { id: rater.id } });
  expect(stored).toMatchObject({ status: "PAUSED", pausedBy: "gold" });
  // What came of an answer would else tell which item it was about.
  expect(met.at(-1)).toMatch(/^work|^gold/);
  expect(met.filter((name) => name.startsWith("gold")).length).toBeGreaterThanOrEqual(3);
  expect(await db.judgment.count({ where: { raterId: rater.id } })).toBe(met.length);
  expect(await why(await reseat(rater.user, study))).toMatchObject({ reason: "rater-checked" });
  await db.rater.update({
    where: { id: rater.id },
    data: { status: "ACTIVE", pausedBy: null, goldClearedAt: new Date() },
  });
  const resumed = await walk(await reseat(rater.user, study), () => 4);
  expect(resumed.length).toBeGreaterThan(3);
  expect(await db.rater.findUniqueOrThrow({ where: { id: rater.id } })).toMatchObject({ status: "ACTIVE" });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("between the bounds the rater is asked to read the guidelines again, where the study says so", async () => {
  for (const [told, news] of [
    ["both", ["A look at the guidelines is due"]],
    ["researcher", []],
  ] as const) {
    const study = await makeReserving([gold({ told, pause: "10" })], { GOLD: 8 }, 24);
    const { seat, id } = await makeSeat(study);
    let checks = 0;
    await walk(seat, (purpose) => (purpose === "GOLD" && checks++ % 2 === 0 ? 1 : 4));
    expect((await db.rater.findUniqueOrThrow({ where: { id } })).goldWarnedAt).not.toBeNull();
    expect((await listNews(seat)).map((one) => one.kind === "message" && one.title)).toEqual(news);
    if (news.length > 0) expect(await takeNews(seat, "gold-warning")).toBe(true);
    expect(await listNews(seat)).toEqual([]);
  }
});

test("training, test, gold and the work follow each other, and the settings let them stand in no other order", async () => {
  const study = await makeReserving([training, qualification(), gold()], { TRAINING: 1, QUALIFICATION: 1, GOLD: 2 });
  const { seat } = await makeSeat(study);
  const met = await walk(seat, () => 4);
  expect(met.slice(0, 2)).toEqual(["training-0", "qualification-0"]);
  expect(met.slice(2).map((name) => name.split("-")[0])).toContain("gold");
  const turned = policiesField.safeParse(JSON.stringify([gold(), training, fileOrder])).error?.issues;
  expect(turned?.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
    '1.key: "Training with feedback" comes before "Hidden gold, to see how well people work": put it there',
  ]);
});

test("a study does not open while items for its training are missing or nobody knows what is right of them", async () => {
  const study = await makeReserving([training, gold()], { GOLD: 1 });
  const { access } = await makeMember(study, "OWNER");
  expect(await findPolicyObstacles(access)).toEqual([
    'No item is reserved for training: choose some on the page of items, or import them with a column "reserved"',
  ]);
  await makeItem(study, { externalId: "untold", reservedFor: "TRAINING", truth: { other: "4" } });
  expect(await findPolicyObstacles(access)).toEqual([
    '"untold" of the items for training has no gold answer to a question of the protocol: import it, or take the reservation back',
  ]);
});
