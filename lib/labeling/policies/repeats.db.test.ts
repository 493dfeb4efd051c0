import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { findSeat } from "@/lib/labeling/access";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { releaseLeases, skipItem } from "@/lib/labeling/claim/mutations";
import { findPolicyProblems, policiesField } from "@/lib/labeling/policies/policy-choices";
import type { RaterSeat } from "@/lib/labeling/seat";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItem, makePublishedStudy, makeSeat } from "@/prisma/factories";

type Set = { every?: string; apart?: string; days?: string; order?: string };
const filled = (set: Set = {}) => [
  { key: "repeats", settings: { every: "4", apart: "3", days: "0", order: "same", ...set } },
  { key: "file-order", settings: {} },
];
const parse = (given: unknown) => policiesField.parse(JSON.stringify(given));

async function makeRepeating(
  set: Set = {},
  {
    items = 24,
    layout = "PAIR",
    personaVisibility = "HIDDEN",
  }: { items?: number; layout?: "PAIR" | "SINGLE"; personaVisibility?: "HIDDEN" | "AFTER_ANSWER" } = {},
) {
  const options = ["yes", "no"].map((key) => ({ key, label: key, description: "" }));
  const questions = [{ key: "ok", type: "choice" as const, text: "Fine?", options }];
  const study = await makePublishedStudy({ labelsPerItem: 1 }, { questions, personaVisibility });
  await db.study.update({ where: { id: study.id }, data: { policies: parse(filled(set)) as never } });
  for (let place = 0; place < items; place++) await makeItem(study, { layout, externalId: String(place) });
  return study;
}

const answers = { ok: { item: { value: "yes" } } };
const submit = (seat: RaterSeat, assignmentId: string) =>
  submitJudgment(seat, { assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 }, { want: null });

/** Labels until nothing more comes; what came, in turn. */
async function labelAll(seat: RaterSeat) {
  for (;;) {
    const [lease] = (await claimItems(seat, 1)).leases;
    if (!lease) break;
    expect(await submit(seat, lease.assignmentId)).toMatchObject({ ok: true, value: { surplus: false } });
  }
  const met = await db.assignment.findMany({ where: { raterId: seat.raterId }, orderBy: { claimedAt: "asc" } });
  return met.map(({ itemId, purpose, shownOrder }, place) => ({ itemId, purpose, shownOrder, place }));
}
type Met = Awaited<ReturnType<typeof labelAll>>;

/** Each repeat beside the first time. */
const pairUp = (met: Met) =>
  met
    .filter(({ purpose }) => purpose === "REPEAT")
    .map((again) => {
      const first = met.find(({ itemId, purpose }) => itemId === again.itemId && purpose === "PRIMARY");
      if (!first) throw new Error("an item came again that never came");
      return { first, again };
    });

/** Labels until an item comes again. */
async function untilRepeat(seat: RaterSeat) {
  for (;;) {
    const [lease] = (await claimItems(seat, 1)).leases;
    if (!lease) throw new Error("no repeat came");
    const { purpose } = await db.assignment.findUniqueOrThrow({ where: { id: lease.assignmentId } });
    if (purpose === "REPEAT") return lease;
    await submit(seat, lease.assignmentId);
  }
}

test("items come again about as often as is set, once each, and never too soon; none takes a slot", async () => {
  const study = await makeRepeating();
  const { seat } = await makeSeat(study);
  const met = await labelAll(seat);
  const pairs = pairUp(met);
  expect(met.length - pairs.length).toBe(24);
  expect(pairs.length).toBeGreaterThanOrEqual(4);
  expect(pairs.length).toBeLessThanOrEqual(12);
  expect(new Set(pairs.map(({ again }) => again.itemId)).size).toBe(pairs.length);
  for (const { first, again } of pairs) {
    expect(again.place - first.place).toBeGreaterThan(3);
    expect(again.shownOrder).toEqual(first.shownOrder);
  }
  const places = pairs.map(({ again }) => again.place);
  for (const [index, place] of places.slice(1).entries())
    expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(2);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  expect(await db.judgment.count({ where: { studyId: study.id, purpose: "REPEAT" } })).toBe(pairs.length);
});

test("the sides of a pair stand the other way round where that is set, and in some of them where half is", async () => {
  const turned = async (order: string, items?: number) => {
    const study = await makeRepeating({ order, every: "2", apart: "1" }, { ...(items && { items }) });
    const pairs = pairUp(await labelAll((await makeSeat(study)).seat));
    return pairs.map(({ first, again }) => String(first.shownOrder) !== String(again.shownOrder));
  };
  expect(new Set(await turned("other"))).toEqual(new Set([true]));
  expect(new Set(await turned("half", 60))).toEqual(new Set([true, false]));
});

test("nothing comes again before its days are over; then whoever has labeled everything is given what is due", async () => {
  const study = await makeRepeating({ days: "14", every: "4", apart: "1" }, { layout: "SINGLE" });
  const { seat, id } = await makeSeat(study);
  expect(pairUp(await labelAll(seat))).toEqual([]);
  const ago = { finishedAt: new Date(Date.now() - 15 * 86_400_000) };
  await db.assignment.updateMany({ where: { studyId: study.id }, data: ago });
  // One in four of 24, each once, though nothing else is left to lie between them.
  const again = pairUp(await labelAll(seat)).map(({ again }) => again.itemId);
  expect(again).toHaveLength(6);
  expect(new Set(again).size).toBe(6);
  // None of them is one item more that this person has labeled: of all, or of a quota.
  expect(await db.rater.findUniqueOrThrow({ where: { id } })).toMatchObject({ doneCount: 24 });
});

test("a repeat that comes after the study was closed does not count among the repeats either", async () => {
  const study = await makeRepeating({ every: "2", apart: "1" }, { layout: "SINGLE" });
  const { seat, user } = await makeSeat(study);
  const lease = await untilRepeat(seat);
  await db.study.update({ where: { id: study.id }, data: { state: "CLOSED" } });
  const closed = await findSeat({ userId: user.id, signedAt: Date.now(), sessionId: randomUUID() }, study.id);
  if (!closed.ok) throw new Error(closed.reason);
  expect(await submit(closed.value, lease.assignmentId)).toMatchObject({
    ok: true,
    value: { surplus: true, surplusReason: "CLOSED" },
  });
  expect(await db.judgment.count({ where: { studyId: study.id, purpose: "REPEAT" } })).toBe(0);
  const primary = await db.judgment.count({ where: { studyId: study.id, purpose: "PRIMARY" } });
  expect(await db.rater.findUniqueOrThrow({ where: { id: seat.raterId } })).toMatchObject({ doneCount: primary });
});

test("a repeat that was given back comes again at once, and one that was skipped never", async () => {
  const study = await makeRepeating({ every: "2", apart: "1" });
  const { seat } = await makeSeat(study);
  const one = await untilRepeat(seat);
  const told = { assignmentId: one.assignmentId, leaseExpiresAt: one.leaseExpiresAt.toISOString() };
  expect(await releaseLeases(seat, [told])).toBe(1);
  const [next] = (await claimItems(seat, 1)).leases;
  expect(await db.assignment.findUnique({ where: { id: next?.assignmentId ?? "" } })).toMatchObject({
    purpose: "REPEAT",
  });
  await skipItem(seat, { assignmentId: next?.assignmentId ?? "", reason: "again" });
  const again = pairUp(await labelAll(seat)).filter(({ again }) => again.itemId === next?.itemId);
  expect(again).toHaveLength(1);
  expect(
    await db.judgment.count({ where: { raterId: seat.raterId, itemId: next?.itemId ?? "", purpose: "REPEAT" } }),
  ).toBe(0);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("where the persona is shown after the answer nothing can come again, and the settings say so", async () => {
  const study = await makeRepeating({ every: "2", apart: "1" }, { personaVisibility: "AFTER_ANSWER" });
  const { seat } = await makeSeat(study);
  expect(pairUp(await labelAll(seat))).toEqual([]);
  expect(await findPolicyProblems(pool, study.id, parse(filled()))).toEqual({
    "policies.0.key":
      "The protocol shows the persona after the answer: nobody can answer such an item again as if for the first time",
  });
});

test("numbers that cannot be are told at their field", () => {
  const problems = policiesField.safeParse(JSON.stringify(filled({ every: "1", apart: "some", days: "" }))).error
    ?.issues;
  expect(problems?.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
    "0.every: Write a whole number from 2 to 1000",
    "0.apart: Write a whole number from 1 to 10000",
  ]);
});
