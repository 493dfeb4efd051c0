import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { releaseLeases, skipItem } from "@/lib/labeling/claim/mutations";
import { countsTowardK, policies, policyKeys, readPolicies } from "@/lib/labeling/policies/policies";
import type { RaterSeat } from "@/lib/labeling/seat";
import { explainEmptyQueue } from "@/lib/labeling/show/queries";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItem, makePublishedStudy, makeSeat, reseat } from "@/prisma/factories";

const answers = { verdict: { item: { value: "safe" } } };

type Stored = { key: string; settings: Record<string, string[]> };
const inFileOrder = { key: "file-order", settings: {} };
const first = (...items: string[]) => ({ key: "named-first", settings: { items } });

/** Items "a" to "f" in the file, of a study that gives them out like this. */
async function makeNamed(given: readonly Stored[], labelsPerItem = 2) {
  const study = await makePublishedStudy({ labelsPerItem });
  await db.study.update({ where: { id: study.id }, data: { policies: [...given] } });
  for (const externalId of "abcdef") await makeItem(study, { externalId });
  return study;
}

const nameOf = async (itemId: string) => (await db.item.findUniqueOrThrow({ where: { id: itemId } })).externalId;

/** Labels so many items, one after another; what they are called. */
async function walk(seat: RaterSeat, count: number): Promise<string> {
  let seen = "";
  for (let labeled = 0; labeled < count; labeled++) {
    const [lease] = (await claimItems(seat, 1)).leases;
    if (!lease) break;
    seen += await nameOf(lease.itemId);
    const times = { activeMs: 1, elapsedMs: 1 };
    await submitJudgment(
      seat,
      { assignmentId: lease.assignmentId, key: randomUUID(), answers, ...times },
      { want: null },
    );
  }
  return seen;
}

test("chosen items come before all others in the order in which they are named, to everybody", async () => {
  const study = await makeNamed([first("e", "b"), inFileOrder]);
  for (let person = 0; person < 2; person++) expect(await walk((await makeSeat(study)).seat, 9)).toBe("ebacdf");
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("a chosen item that is full or skipped is passed over, and what is left comes from the next policy", async () => {
  const study = await makeNamed([first("e", "b"), inFileOrder], 1);
  expect(await walk((await makeSeat(study)).seat, 1)).toBe("e");
  const { seat } = await makeSeat(study);
  const [lease] = (await claimItems(seat, 1)).leases;
  expect(await nameOf(lease?.itemId ?? "")).toBe("b");
  await skipItem(seat, { assignmentId: lease?.assignmentId ?? "", reason: "cut off" });
  expect(await walk(seat, 9)).toBe("acdf");
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("an assignment says which policy gave it out, and each policy keeps a place of its own", async () => {
  const study = await makeNamed([first("e"), inFileOrder]);
  const { seat, id: raterId } = await makeSeat(study);
  await walk(seat, 3);
  const given = await db.assignment.findMany({
    where: { raterId },
    select: { policy: true, purpose: true, item: { select: { externalId: true } } },
    orderBy: { claimedAt: "asc" },
  });
  expect(given.map(({ policy, item }) => `${item.externalId} ${policy}`)).toEqual([
    "e named-first",
    "a file-order",
    "b file-order",
  ]);
  expect(new Set(given.map(({ purpose }) => purpose))).toEqual(new Set(["PRIMARY"]));
  const { cursors } = await db.rater.findUniqueOrThrow({ where: { id: raterId } });
  expect(cursors).toEqual({ "named-first": -1, "file-order": 1 });
});

test("only the policy that gave an item takes its walk back when the item is released", async () => {
  const study = await makeNamed([first("e"), { key: "shuffled", settings: {} }]);
  const rater = await makeSeat(study);
  await walk(rater.seat, 3);
  const more = [first("e", "a", "b", "c", "d", "f"), { key: "shuffled", settings: {} }];
  await db.study.update({ where: { id: study.id }, data: { policies: more } });
  const seat = await reseat(rater.user, study);
  const [lease] = (await claimItems(seat, 1)).leases;
  const told = { assignmentId: lease?.assignmentId ?? "", leaseExpiresAt: lease?.leaseExpiresAt.toISOString() ?? "" };
  expect(await releaseLeases(seat, [told])).toBe(1);
  const { cursors } = await db.rater.findUniqueOrThrow({ where: { id: rater.id } });
  expect(cursors).toEqual({ "named-first": -1, shuffled: 1 });
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("an item released from behind the one where a file's walk stands leaves the walk there", async () => {
  const study = await makeNamed([inFileOrder]);
  const { seat, id: raterId } = await makeSeat(study);
  const [earlier] = (await claimItems(seat, 2)).leases;
  const told = { assignmentId: earlier?.assignmentId ?? "", leaseExpiresAt: "" };
  const [now] = (await claimItems(seat, 2)).leases;
  expect(await releaseLeases(seat, [{ ...told, leaseExpiresAt: now?.leaseExpiresAt.toISOString() ?? "" }])).toBe(1);
  expect((await db.rater.findUniqueOrThrow({ where: { id: raterId } })).cursors).toEqual({ "file-order": 1 });
});

test("a released item of a file is the next one again, a skipped one is passed by", async () => {
  const study = await makeNamed([inFileOrder]);
  const { seat, id: raterId } = await makeSeat(study);
  await walk(seat, 1);
  const cursorAfter = async (giveUp: (lease: { assignmentId: string; leaseExpiresAt: string }) => Promise<unknown>) => {
    const [lease] = (await claimItems(seat, 1)).leases;
    await giveUp({
      assignmentId: lease?.assignmentId ?? "",
      leaseExpiresAt: lease?.leaseExpiresAt.toISOString() ?? "",
    });
    return (await db.rater.findUniqueOrThrow({ where: { id: raterId } })).cursors;
  };
  expect(await cursorAfter((lease) => releaseLeases(seat, [lease]))).toEqual({ "file-order": 0 });
  expect(await cursorAfter(({ assignmentId }) => skipItem(seat, { assignmentId, reason: "cut off" }))).toEqual({
    "file-order": 1,
  });
});

test("the queue is explained by the policy that gives everything, whatever was tried before it", async () => {
  const study = await makeNamed([first("e"), inFileOrder], 1);
  const [worker, waiting] = [await makeSeat(study), await makeSeat(study)];
  await walk(worker.seat, 5);
  await claimItems(worker.seat, 1);
  const why = async () => (await explainEmptyQueue(waiting.seat, (await claimItems(waiting.seat, 1)).stoppedBy)).reason;
  expect(await why()).toBe("reserved");
  await db.assignment.updateMany({
    where: { studyId: study.id, state: "LEASED" },
    data: { leaseExpiresAt: new Date(0) },
  });
  expect(await walk(waiting.seat, 9)).toHaveLength(1);
  expect(await why()).toBe("all-full");
});

test("an item that is given out again says which policy gave it last", async () => {
  const study = await makeNamed([inFileOrder]);
  const { seat, user, id: raterId } = await makeSeat(study);
  const [lease] = (await claimItems(seat, 1)).leases;
  const told = { assignmentId: lease?.assignmentId ?? "", leaseExpiresAt: lease?.leaseExpiresAt.toISOString() ?? "" };
  await releaseLeases(seat, [told]);
  await db.study.update({ where: { id: study.id }, data: { policies: [first("a"), inFileOrder] } });
  await claimItems(await reseat(user, study), 1);
  const given = await db.assignment.findMany({ where: { raterId }, select: { id: true, policy: true, state: true } });
  expect(given).toEqual([{ id: told.assignmentId, policy: "named-first", state: "LEASED" }]);
});

test("a label under another purpose than the primary one keeps it and takes no slot", async () => {
  const study = await makeNamed([inFileOrder]);
  const { seat, id: raterId } = await makeSeat(study);
  const gold = await makeItem(study, { externalId: "gold", openSlots: 2 });
  const { id: assignmentId } = await db.assignment.create({
    data: {
      studyId: study.id,
      itemId: gold.id,
      raterId,
      versionId: study.version.id,
      // One that ran out: a primary label would now take a slot that is free.
      purpose: "GOLD",
      state: "EXPIRED",
      shownOrder: ["1"],
      leaseExpiresAt: new Date(Date.now() + 60_000),
    },
    select: { id: true },
  });
  const times = { activeMs: 1, elapsedMs: 1 };
  const result = await submitJudgment(seat, { assignmentId, key: randomUUID(), answers, ...times }, { want: null });
  expect(result).toMatchObject({ ok: true, value: { surplus: false } });
  const stored = await db.judgment.findMany({ where: { assignmentId }, select: { purpose: true } });
  expect(stored).toEqual([{ purpose: "GOLD" }]);
  expect((await db.item.findUniqueOrThrow({ where: { id: gold.id } })).openSlots).toBe(2);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("an order that nobody knows is no order: it is refused rather than taken for another", () => {
  expect(() => readPolicies([{ key: "round-robin-of-tomorrow", settings: {} }])).toThrow();
  expect(() => readPolicies([])).toThrow();
  expect(() => readPolicies("SHUFFLED")).toThrow();
});

test("a label counts toward k as the policy says that gave its item, and by its purpose where none did", () => {
  for (const key of policyKeys)
    expect(countsTowardK({ policy: key, purpose: "PRIMARY" })).toBe(policies[key].countsTowardK);
  expect(countsTowardK({ policy: null, purpose: "PRIMARY" })).toBe(true);
  expect(countsTowardK({ policy: null, purpose: "GOLD" })).toBe(false);
});
