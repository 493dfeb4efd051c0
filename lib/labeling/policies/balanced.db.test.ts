import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { findPolicyProblems, policiesField } from "@/lib/labeling/policies/policy-choices";
import type { RaterSeat } from "@/lib/labeling/seat";
import { explainEmptyQueue } from "@/lib/labeling/show/queries";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItem, makePublishedStudy, makeSeat } from "@/prisma/factories";

const parse = (over: string, cap: string) =>
  policiesField.parse(JSON.stringify([{ key: "balanced", settings: { over, cap } }]));

type Given = { model: string; tier?: string; task?: string };

async function makeBalanced(
  items: readonly Given[],
  { over = "condition", cap = "0", k = 1 }: { over?: string; cap?: string; k?: number } = {},
) {
  const study = await makePublishedStudy({ labelsPerItem: k });
  await db.study.update({ where: { id: study.id }, data: { policies: parse(over, cap) as never } });
  for (const { model, tier, task } of items) {
    const item = await makeItem(study, { factors: { model } });
    const data = { ...(tier && { tier }), ...(task && { taskId: await taskOf(study.id, task) }) };
    await db.item.update({ where: { id: item.id }, data });
  }
  return study;
}

/** The task of this name, for several items. */
const taskOf = async (studyId: string, externalId: string) => {
  const name = { studyId, externalId };
  const found = { where: { studyId_externalId: name }, update: {}, create: { ...name, prompt: externalId } };
  return (await db.task.upsert({ ...found, select: { id: true } })).id;
};

const answers = { verdict: { item: { value: "safe" } } };

/** The item that was labeled; null where nothing came. */
async function labelOne(seat: RaterSeat): Promise<string | null> {
  const [lease] = (await claimItems(seat, 1)).leases;
  if (!lease) return null;
  const body = { assignmentId: lease.assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 };
  expect((await submitJudgment(seat, body, { want: null })).ok).toBe(true);
  return lease.itemId;
}

/** How many labels each cell has. */
async function countByCell(studyId: string) {
  const judged = await db.judgment.findMany({
    where: { studyId },
    select: { item: { select: { conditionId: true, tier: true } } },
  });
  const counts = new Map<string, number>();
  for (const { item } of judged) {
    const cell = `${item.conditionId} ${item.tier}`;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts.values()].sort((a, b) => a - b);
}

const of = (model: string, count: number, more: Partial<Given> = {}): Given[] =>
  Array.from({ length: count }, () => ({ model, ...more }));

async function makeSeats(study: { id: string }, count: number): Promise<RaterSeat[]> {
  const seats: RaterSeat[] = [];
  for (let made = 0; made < count; made++) seats.push((await makeSeat(study)).seat);
  return seats;
}

test("no condition is more than one label ahead of another that has items left, whoever labels", async () => {
  const study = await makeBalanced([...of("a", 3), ...of("b", 6), ...of("c", 7)]);
  const seats = await makeSeats(study, 3);
  const seen: number[][] = [];
  for (const seat of seats)
    for (let turn = 0; turn < 3; turn++) {
      await labelOne(seat);
      seen.push(await countByCell(study.id));
    }
  expect(seen).toEqual([[1], [1, 1], [1, 1, 1], [1, 1, 2], [1, 2, 2], [2, 2, 2], [2, 2, 3], [2, 3, 3], [3, 3, 3]]);
  for (const seat of [...seats, ...seats.slice(0, 1)]) await labelOne(seat);
  expect(await countByCell(study.id)).toEqual([3, 5, 5]);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("people who ask at once are spread over the cells as well, tiers among them", async () => {
  const cells = ["easy", "hard"].flatMap((tier) => ["a", "b"].flatMap((model) => of(model, 5, { tier })));
  const study = await makeBalanced(cells, { over: "condition-tier", k: 2 });
  const seats = await makeSeats(study, 8);
  for (let round = 1; round <= 3; round++) {
    await Promise.all(seats.map(labelOne));
    expect(await countByCell(study.id)).toEqual([2 * round, 2 * round, 2 * round, 2 * round]);
  }
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("everything is labeled in the end, k times", async () => {
  const study = await makeBalanced([...of("a", 2), ...of("b", 3)], { k: 2 });
  for (const seat of await makeSeats(study, 3)) while (await labelOne(seat));
  expect(await countByCell(study.id)).toEqual([4, 6]);
});

test("a person meets no more items of one prompt than is set, and is told why nothing more comes", async () => {
  const task = "pills";
  const study = await makeBalanced([...of("a", 3, { task }), ...of("b", 3, { task }), ...of("a", 1)], { cap: "2" });
  const [one, other] = await makeSeats(study, 2);
  const walk = async (seat: RaterSeat | undefined) => {
    const items: string[] = [];
    if (!seat) return items;
    for (let step = 0; step < 9; step++) {
      const held = await claimItems(seat, 1);
      if (!held.leases[0]) {
        expect(await explainEmptyQueue(seat, held.stoppedBy)).toMatchObject({ reason: "all-capped" });
        break;
      }
      items.push(String(await labelOne(seat)));
    }
    return items;
  };
  expect(await walk(one)).toHaveLength(3);
  expect(await walk(other)).toHaveLength(2);
  const perPerson = await db.judgment.groupBy({
    by: ["raterId"],
    where: { studyId: study.id, item: { task: { externalId: task } } },
    _count: true,
  });
  expect(perPerson.map(({ _count }) => _count)).toEqual([2, 2]);
});

test("a study of one cell has nothing to balance, which its settings say; one without items may be loaded later", async () => {
  const check = async (items: readonly Given[]) =>
    findPolicyProblems(pool, (await makeBalanced(items)).id, parse("condition", "0"));
  expect(await check(of("a", 2))).toEqual({
    "policies.0.over": "All items of the study are of one cell: there is nothing to balance. Choose another order",
  });
  expect(await check([...of("a", 1), ...of("b", 1)])).toBeNull();
  expect(await check([])).toBeNull();
});
