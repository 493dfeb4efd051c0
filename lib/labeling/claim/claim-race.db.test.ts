import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { labelPool } from "@/lib/db/label-pool";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { releaseLeases, skipItem } from "@/lib/labeling/claim/mutations";
import { sweepLeases } from "@/lib/labeling/claim/sweep-leases";
import type { RaterSeat } from "@/lib/labeling/seat";
import { explainEmptyQueue } from "@/lib/labeling/show/queries";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItems, makeMember, makePublishedStudy, makeSeat, reseat } from "@/prisma/factories";

const answers = { verdict: { item: { value: "safe" } } };
const submission = (assignmentId: string) => ({ assignmentId, key: randomUUID(), answers, activeMs: 5, elapsedMs: 9 });

async function label(seat: RaterSeat, assignmentId: string) {
  const result = await submitJudgment(seat, submission(assignmentId), { want: 2 });
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

const expireAll = (where: { studyId: string; raterId?: string }) =>
  db.assignment.updateMany({ where: { ...where, state: "LEASED" }, data: { leaseExpiresAt: new Date(0) } });

/** Labels until nothing comes any more, one item ahead, as a page does. Returns how many. */
async function labelAll(seat: RaterSeat): Promise<number> {
  for (let labels = 0; ; ) {
    const { leases, stoppedBy } = await claimItems(seat, 2);
    expect(stoppedBy).not.toBe("busy");
    const [lease] = leases;
    if (lease) {
      await label(seat, lease.assignmentId);
      labels += 1;
    } else if ((await explainEmptyQueue(seat, stoppedBy)).reason !== "reserved") return labels;
    else await sleep(10);
  }
}

describe.each([1, 3])("twenty raters at once on sixty items with k = %i", (labelsPerItem) => {
  test("every item gets exactly k labels of distinct people, nobody starves, every counter is right", async () => {
    const study = await makePublishedStudy({ labelsPerItem });
    await makeItems(study, 60);
    const raters = await Promise.all(Array.from({ length: 20 }, () => makeSeat(study)));
    const labels = await Promise.all(raters.map(({ seat }) => labelAll(seat)));
    expect(labels.reduce((sum, count) => sum + count)).toBe(60 * labelsPerItem);
    expect(Math.min(...labels)).toBeGreaterThan(0);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    expect(await db.judgment.count({ where: { studyId: study.id, purpose: { not: "PRIMARY" } } })).toBe(0);
    const perItem = await db.judgment.groupBy({ by: ["itemId"], where: { studyId: study.id }, _count: true });
    expect(new Set(perItem.map(({ _count }) => _count))).toEqual(new Set([labelsPerItem]));
    expect(perItem).toHaveLength(60);
  });

  test("while some walk away, skip and release, the slots still add up and all items are filled", async () => {
    const study = await makePublishedStudy({ labelsPerItem });
    await makeItems(study, 60);
    const raters = await Promise.all(Array.from({ length: 20 }, () => makeSeat(study)));
    const restless = async (seat: RaterSeat, place: number) => {
      for (let round = 0; round < 6; round++) {
        const [first, second] = (await claimItems(seat, 2)).leases;
        if (place % 4 === 0) await expireAll({ studyId: study.id, raterId: seat.raterId });
        else if (place % 4 === 1 && first)
          await skipItem(seat, { assignmentId: first.assignmentId, reason: "unclear" });
        else if (place % 4 === 2 && second)
          await releaseLeases(seat, [{ ...second, leaseExpiresAt: second.leaseExpiresAt.toISOString() }]);
        else if (first) await label(seat, first.assignmentId);
      }
    };
    await Promise.all(raters.map(({ seat }, place) => restless(seat, place)));
    await expireAll({ studyId: study.id });
    await Promise.all(raters.map(() => sweepLeases(study.id)));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    const fresh = await Promise.all(Array.from({ length: labelsPerItem }, () => makeSeat(study)));
    await Promise.all(fresh.map(({ seat }) => labelAll(seat)));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    expect(await db.item.count({ where: { studyId: study.id, openSlots: { gt: 0 } } })).toBe(0);
  });
});

test("fifty people whose first claim finds every connection taken for seconds all get an item", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 50 });
  await makeItems(study, 2);
  const people = await Promise.all(Array.from({ length: 50 }, () => makeMember(study, "RATER")));
  // Longer than a transaction of Prisma's waits for its connection.
  const busy = [pool, labelPool].flatMap((connections) =>
    Array.from({ length: connections.options.max ?? 0 }, () => connections.query("SELECT pg_sleep(3)")),
  );
  const held = await Promise.all(people.map(async ({ user }) => claimItems(await reseat(user, study), 2)));
  await Promise.all(busy);
  // One of the two may be in somebody else's hand at that moment.
  expect(held.map(({ leases }) => leases.length > 0)).toEqual(people.map(() => true));
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});
