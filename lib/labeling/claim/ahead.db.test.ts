import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { countToHold, giveBack, shareAhead } from "@/lib/labeling/claim/ahead";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import type { RaterSeat } from "@/lib/labeling/seat";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItems, makePublishedStudy, makeSeat } from "@/prisma/factories";

const answers = { verdict: { item: { value: "safe" } } };
const label = async (seat: RaterSeat, assignmentId: string, want: number | null = null) => {
  const body = { assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 };
  const result = await submitJudgment(seat, body, { want });
  if (!result.ok) throw new Error(result.reason);
  return result.value;
};
const idsOf = ({ leases }: { leases: readonly { assignmentId: string }[] }) =>
  leases.map(({ assignmentId }) => assignmentId);

test.each([
  ["while there is plenty, as many as the study allows", { open: 600, people: 20 }, 0, 10],
  ["at the end, half of an even share", { open: 40, people: 5 }, 0, 4],
  ["what somebody has ahead already is part of what is shared", { open: 0, people: 2 }, 9, 2],
  ["one always", { open: 0, people: 30 }, 0, 1],
  ["nobody there is as one", { open: 6, people: 0 }, 0, 3],
])("%s", (_, crowd, waiting, expected) => {
  expect(shareAhead(10, waiting, crowd)).toBe(expected);
});

test("a page that says what waits in it holds ten ahead, one that does not holds two, and one ahead may be all there is", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  await makeItems(study, 40);
  const { seat } = await makeSeat(study);
  expect(await countToHold(seat, 2, 0)).toBe(11);
  expect(await countToHold(seat, 2, undefined)).toBe(2);
  const careful = await makePublishedStudy({ labelsPerItem: 1, itemsAhead: 1 });
  await makeItems(careful, 40);
  expect(await countToHold((await makeSeat(careful)).seat, 2, 0)).toBe(2);
});

test("of what waits the last go back to others, and never what may be on the screen by then or is on its way", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1, policies: ["file-order"] });
  await makeItems(study, 8);
  const { seat } = await makeSeat(study);
  const held = await claimItems(seat, 8);
  const [onItsWay, onScreen, ...unseen] = idsOf(held);
  expect((await makeSeat(study)).seat.raterId).not.toBe(seat.raterId);
  const kept = await giveBack(seat, held, 5, unseen);
  expect(idsOf(kept)).toEqual([onItsWay, onScreen, ...unseen.slice(0, 3)]);
  expect(idsOf(await giveBack(seat, kept, 1, unseen.slice(0, 3)))).toEqual([onItsWay, onScreen, ...unseen.slice(0, 2)]);
  const other = (await makeSeat(study)).seat;
  expect((await claimItems(other, 8, { least: 2 })).leases).toHaveLength(4);
  // What was shown before its page heard of it is a label like any other while its slot is free, and kept if it is not.
  expect((await label(seat, unseen[5] ?? "")).surplus).toBe(true);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("whoever holds enough does not wait for what others are taking at this moment", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  await makeItems(study, 3);
  const { seat } = await makeSeat(study);
  const blocker = await pool.connect();
  await blocker.query("BEGIN");
  await claimItems(seat, 2);
  await blocker.query(`SELECT id FROM "Item" WHERE "studyId" = $1 AND "openSlots" > 0 FOR UPDATE`, [study.id]);
  const held = await claimItems(seat, 11, { least: 2 });
  await blocker.query("ROLLBACK");
  blocker.release();
  expect([held.leases.length, held.stoppedBy]).toEqual([2, "nothing"]);
});

test.each([1, 3])(
  "twelve people who hold ten ahead fill every item with exactly k = %i, and nobody starves",
  async (labelsPerItem) => {
    const study = await makePublishedStudy({ labelsPerItem });
    await makeItems(study, 60);
    const seats = await Promise.all(Array.from({ length: 12 }, async () => (await makeSeat(study)).seat));
    const labels = new Map(seats.map(({ raterId }) => [raterId, 0]));
    const work = async (seat: RaterSeat) => {
      for (;;) {
        const toHold = await countToHold(seat, 2, 0);
        const [first, ...behind] = idsOf(await claimItems(seat, toHold, { least: 2 }));
        if (!first) return;
        const { held } = await label(seat, first, toHold);
        labels.set(seat.raterId, (labels.get(seat.raterId) ?? 0) + 1);
        if (held) await giveBack(seat, held, shareAhead(10, behind.length, { open: 0, people: 12 }), behind);
      }
    };
    await Promise.all(seats.map(work));
    // Whoever found nothing while others still held the last ones comes back.
    for (const seat of seats) await work(seat);
    expect([...labels.values()].reduce((sum, count) => sum + count)).toBe(60 * labelsPerItem);
    expect(Math.min(...labels.values())).toBeGreaterThan(0);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    expect(await db.judgment.count({ where: { studyId: study.id, purpose: "PRIMARY" } })).toBe(60 * labelsPerItem);
  },
);
