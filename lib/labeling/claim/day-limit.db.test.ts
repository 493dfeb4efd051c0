import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { skipItem } from "@/lib/labeling/claim/mutations";
import type { RaterSeat } from "@/lib/labeling/seat";
import { explainEmptyQueue } from "@/lib/labeling/show/queries";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItems, makePublishedStudy, makeSeat } from "@/prisma/factories";

const answers = { verdict: { item: { value: "safe" } } };
const hour = 3_600_000;

async function makeLimited(mostPerDay: number) {
  const study = await makePublishedStudy({ mostPerDay });
  await makeItems(study, 8);
  return { study, ...(await makeSeat(study)) };
}

const submit = (seat: RaterSeat, assignmentId: string) =>
  submitJudgment(seat, { assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 }, { want: 2 });

/** Labels one item ahead, as a page does, until nothing comes; how many, and what stopped it. */
async function labelAll(seat: RaterSeat) {
  for (let labels = 0; ; labels++) {
    const { leases, stoppedBy } = await claimItems(seat, 2);
    const [lease] = leases;
    if (!lease) return { labels, stoppedBy };
    expect((await submit(seat, lease.assignmentId)).ok).toBe(true);
  }
}

test("nobody is given more items within 24 hours than the study lets them, one ahead among them", async () => {
  const { seat } = await makeLimited(3);
  const before = Date.now();
  expect(await labelAll(seat)).toEqual({ labels: 3, stoppedBy: "day" });
  const { reason, until } = await explainEmptyQueue(seat, "day");
  expect(reason).toBe("day-limit");
  expect(Number(until) - before).toBeGreaterThan(23 * hour);
  expect(Number(until) - Date.now()).toBeLessThanOrEqual(24 * hour);
});

test("what was labeled more than 24 hours ago makes room, and the time told is when the next place comes free", async () => {
  const { seat, study } = await makeLimited(3);
  await labelAll(seat);
  const done = await db.assignment.findMany({ where: { studyId: study.id, state: "DONE" }, select: { id: true } });
  const finishedAgo = async (place: number, hours: number) =>
    db.assignment.update({
      where: { id: done[place]?.id ?? "" },
      data: { finishedAt: new Date(Date.now() - hours * hour) },
    });
  await finishedAgo(0, 25);
  await finishedAgo(1, 20);
  expect(await labelAll(seat)).toEqual({ labels: 1, stoppedBy: "day" });
  const { until } = await explainEmptyQueue(seat, "day");
  expect((Number(until) - Date.now()) / hour).toBeCloseTo(4, 1);
});

test("what was skipped was read as well", async () => {
  const { seat } = await makeLimited(3);
  for (let skipped = 0; skipped < 2; skipped++) {
    const [lease] = (await claimItems(seat, 1)).leases;
    await skipItem(seat, { assignmentId: lease?.assignmentId ?? "", reason: "It is distressing to read" });
  }
  expect(await labelAll(seat)).toEqual({ labels: 1, stoppedBy: "day" });
});

test("others are not held up, and a study without a limit gives all it has", async () => {
  const { seat, study } = await makeLimited(1);
  expect(await labelAll(seat)).toMatchObject({ labels: 1 });
  expect(await labelAll((await makeSeat(study)).seat)).toMatchObject({ labels: 1 });
  const free = await makePublishedStudy();
  await makeItems(free, 4);
  expect(await labelAll((await makeSeat(free)).seat)).toEqual({ labels: 4, stoppedBy: "nothing" });
});
