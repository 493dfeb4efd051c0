import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { skipItem } from "@/lib/labeling/claim/mutations";
import { findSlotRule } from "@/lib/labeling/policies/policies";
import { findPolicyProblems, policiesField } from "@/lib/labeling/policies/policy-choices";
import type { RaterSeat } from "@/lib/labeling/seat";
import { explainEmptyQueue } from "@/lib/labeling/show/queries";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { removeMember } from "@/lib/members/mutations";
import { changeRater, deleteGroup, renameGroup, tryLabeling } from "@/lib/raters/mutations";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { changeSettings } from "@/lib/studies/change-settings";
import { makeItems, makeMember, makePublishedStudy, makeSeat, reseat } from "@/prisma/factories";

const answers = { verdict: { item: { value: "safe" } } };
const order = { key: "shuffled", settings: {} };
const panelOf = (groups = "") => [{ key: "panel", settings: { groups } }, order];
const sharesOf = (shares: string) => [{ key: "groups", settings: { shares } }, order];
const parse = (filled: unknown) => policiesField.parse(JSON.stringify(filled));

/** A study with these policies, items, and a way to give it others. */
async function makeParted(filled: unknown, { items = 6, groups = ["clinician", "judge"], k = 3 } = {}) {
  const study = await makePublishedStudy({ labelsPerItem: k });
  const { access } = await makeMember(study, "OWNER");
  const made = await Promise.all(
    groups.map((name) => db.raterGroup.create({ data: { studyId: study.id, name }, select: { id: true, name: true } })),
  );
  await makeItems(study, items);
  const set = (next: unknown) => {
    const policies = parse(next);
    const counting = { tieRule: "CATEGORY", countRepeats: false } as const;
    const described = { name: "Parted", description: "", contentWarning: "" };
    const labeling = { labelsPerItem: k, leaseMinutes: 30, itemsAhead: 10, mostPerDay: null };
    return changeSettings(access, {
      ...described,
      ...labeling,
      ...counting,
      policies,
      slotRule: findSlotRule(policies),
    });
  };
  await set(filled);
  const groupOf = (name: string) => made.find((group) => group.name === name);
  const join = async (name?: string) => makeSeat(study, name ? { group: groupOf(name) } : {});
  return { study, access, set, join, groupOf };
}

async function label(seat: RaterSeat, assignmentId: string) {
  const body = { assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 };
  const stored = await submitJudgment(seat, body, { want: null });
  if (!stored.ok) throw new Error(stored.reason);
  return stored.value;
}

/** Labels until nothing comes; how many that were. */
async function labelAll(seat: RaterSeat): Promise<number> {
  for (let labels = 0; ; labels++) {
    const { leases, stoppedBy } = await claimItems(seat, 1);
    expect(stoppedBy).not.toBe("busy");
    const [lease] = leases;
    if (lease) await label(seat, lease.assignmentId);
    else if ((await explainEmptyQueue(seat, stoppedBy)).reason !== "reserved") return labels;
    else labels--;
  }
}

const explain = async (seat: RaterSeat) => explainEmptyQueue(seat, (await claimItems(seat, 1)).stoppedBy);

const wanted = async (studyId: string) =>
  (await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { labelsPerItem: true } })).labelsPerItem;

/** Labels on each item, and how many of each group. */
async function countByItem(studyId: string) {
  const { rows } = await pool.query<{ n: number; groups: Record<string, number> }>(
    `SELECT sum(n)::int AS n, jsonb_object_agg(name, n) AS groups FROM (
       SELECT i.id, coalesce(g.name, 'none') AS name, count(j.id)::int AS n FROM "Item" i
       LEFT JOIN "Judgment" j ON j."studyId" = i."studyId" AND j."itemId" = i.id AND j.purpose = 'PRIMARY'
       LEFT JOIN "Rater" r ON r.id = j."raterId" LEFT JOIN "RaterGroup" g ON g.id = r."groupId"
       WHERE i."studyId" = $1 GROUP BY 1, 2) one GROUP BY id`,
    [studyId],
  );
  return rows;
}

describe("a fixed panel", () => {
  test("everybody labels every item, and its size is how many they are", async () => {
    const { study, join } = await makeParted(panelOf());
    const people = [await join(), await join(), await join(), await join()];
    const labels = await Promise.all(people.map(({ seat }) => labelAll(seat)));
    expect(labels).toEqual([6, 6, 6, 6]);
    expect(await wanted(study.id)).toBe(4);
    expect((await countByItem(study.id)).map(({ n }) => n)).toEqual(Array(6).fill(4));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("what is reserved on it does not run out", async () => {
    const { join } = await makeParted(panelOf());
    const { seat } = await join();
    const [lease] = (await claimItems(seat, 1)).leases;
    expect(lease?.leaseExpiresAt.getTime()).toBeGreaterThan(Date.now() + 365 * 24 * 60 * 60 * 1000);
  });

  test("whoever comes late labels every item too, and whoever leaves is waited for no more", async () => {
    const { study, access, join } = await makeParted(panelOf());
    const [early, gone] = [await join(), await join()];
    expect(await labelAll(early.seat)).toBe(6);
    await claimItems(gone.seat, 2);
    const late = await join();
    expect(await labelAll(late.seat)).toBe(6);
    expect(await wanted(study.id)).toBe(3);
    await withdrawRater(access, gone.id);
    expect(await wanted(study.id)).toBe(2);
    expect(await db.item.count({ where: { studyId: study.id, openSlots: { gt: 0 } } })).toBe(0);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("the labels of somebody who is taken out of the study stay, and nobody waits for the rest of theirs", async () => {
    const { study, access, join } = await makeParted(panelOf());
    const [stays, gone] = [await join(), await join()];
    await labelAll(stays.seat);
    const [lease] = (await claimItems(gone.seat, 2)).leases;
    await label(gone.seat, lease?.assignmentId ?? "");
    await removeMember(access, gone.user.id);
    expect(await db.assignment.count({ where: { raterId: gone.id, state: "LEASED" } })).toBe(0);
    expect(await db.judgment.count({ where: { raterId: gone.id } })).toBe(1);
    expect(await db.item.count({ where: { studyId: study.id, openSlots: { gt: 0 } } })).toBe(0);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("whoever tries the labeling out, or is in no group of the panel, takes nobody's place", async () => {
    const { study, access, join, groupOf } = await makeParted(panelOf("clinician"));
    const [clinician, other] = [await join("clinician"), await join("judge")];
    await tryLabeling(access);
    await db.rater.updateMany({ where: { userId: access.userId }, data: { groupId: groupOf("clinician")?.id } });
    expect((await explain(other.seat)).reason).toBe("not-asked");
    expect((await explain(await reseat({ id: access.userId }, study))).reason).toBe("not-asked");
    expect(await labelAll(clinician.seat)).toBe(6);
    expect(await wanted(study.id)).toBe(1);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("where nobody is on it yet, nobody labels, and the first who joins does", async () => {
    const { study, join } = await makeParted(panelOf("clinician"));
    expect(await labelAll((await join("judge")).seat)).toBe(0);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    expect(await labelAll((await join("clinician")).seat)).toBe(6);
  });

  test("what a panel had reserved for ever is reserved as long as anything else once there is none", async () => {
    const { study, set, join } = await makeParted(panelOf());
    await claimItems((await join()).seat, 2);
    await set([order]);
    const [held] = await db.assignment.findMany({ where: { studyId: study.id, state: "LEASED" } });
    expect(held?.leaseExpiresAt.getTime()).toBeLessThan(Date.now() + 31 * 60_000);
  });

  test("taken out again, items go to anybody by the study's own number", async () => {
    const { study, set, join } = await makeParted(panelOf("clinician"), { k: 2 });
    const clinician = await join("clinician");
    await labelAll(clinician.seat);
    await set([order]);
    expect(await labelAll((await join("judge")).seat)).toBe(6);
    expect(await wanted(study.id)).toBe(2);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });
});

describe("so many labels from each group", () => {
  test("fifty people of two groups and of none at once: each item has what it wants of each group, and no more", async () => {
    const { study, join } = await makeParted(sharesOf("clinician: 2\njudge: 3"), { items: 20 });
    const seats: RaterSeat[] = [];
    for (let made = 0; made < 50; made++) seats.push((await join(["clinician", "judge", undefined][made % 3])).seat);
    await Promise.all(seats.map(labelAll));
    const counts = await countByItem(study.id);
    expect(counts).toEqual(Array.from({ length: 20 }, () => ({ n: 5, groups: { clinician: 2, judge: 3 } })));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    expect(await wanted(study.id)).toBe(5);
  });

  test("what is left for another group is told as that, and what others of the own group hold as theirs", async () => {
    const { join } = await makeParted(sharesOf("clinician: 1\njudge: 1"), { items: 3 });
    const [first, second, judge] = [await join("clinician"), await join("clinician"), await join("judge")];
    await claimItems(judge.seat, 1);
    await labelAll(second.seat);
    expect(await explain(first.seat)).toEqual({ reason: "for-others", tally: ["2 items wait for other people."] });
    await labelAll(judge.seat);
    expect((await explain(first.seat)).reason).toBe("all-full");
    expect((await explain((await join()).seat)).reason).toBe("not-asked");
  });

  test("a held item is told with when it may come free", async () => {
    const { join } = await makeParted(sharesOf("clinician: 1\njudge: 1"), { items: 1 });
    const [first, second] = [await join("clinician"), await join("clinician")];
    await claimItems(second.seat, 1);
    const why = await explain(first.seat);
    expect(why).toMatchObject({
      reason: "reserved",
      tally: ["1 item is with other people now.", "1 item waits for other people."],
    });
    expect(why.until?.getTime()).toBeGreaterThan(Date.now());
  });

  test("a rater who moves to another group takes the labels along, and the slots follow", async () => {
    const { study, access, join, groupOf } = await makeParted(sharesOf("clinician: 1\njudge: 1"));
    const { seat, id } = await join("clinician");
    await labelAll(seat);
    await changeRater(access, id, { groupId: groupOf("judge")?.id ?? null, quota: null, status: "ACTIVE" });
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    expect(await labelAll((await join("judge")).seat)).toBe(0);
    expect(await labelAll((await join("clinician")).seat)).toBe(6);
  });

  test("labels that came along from another group leave no more free than the item is short of", async () => {
    const { study, access, join, groupOf } = await makeParted(sharesOf("clinician: 1\njudge: 1"));
    const [moves, judge] = [await join("clinician"), await join("judge")];
    await labelAll(moves.seat);
    await labelAll(judge.seat);
    await changeRater(access, moves.id, { groupId: groupOf("judge")?.id ?? null, quota: null, status: "ACTIVE" });
    expect(await labelAll((await join("clinician")).seat)).toBe(0);
    expect((await countByItem(study.id)).map(({ n }) => n)).toEqual(Array(6).fill(2));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("labels from before there were groups count among those that an item wants", async () => {
    const { study, set, join } = await makeParted([order], { k: 1, items: 4 });
    await labelAll((await join()).seat);
    await set(sharesOf("clinician: 1\njudge: 1"));
    const seats = [(await join("clinician")).seat, (await join("judge")).seat];
    const labels = await Promise.all(seats.map(labelAll));
    expect(labels.reduce((sum, own) => sum + own, 0)).toBe(4);
    expect((await countByItem(study.id)).map(({ n }) => n)).toEqual(Array(4).fill(2));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("whoever moves to another group gives up what was reserved for them as one of the first", async () => {
    const { study, access, join, groupOf } = await makeParted(sharesOf("clinician: 1\njudge: 1"), { items: 1 });
    const moves = await join("clinician");
    const [lease] = (await claimItems(moves.seat, 1)).leases;
    const judges = { groupId: groupOf("judge")?.id ?? null, quota: null, status: "ACTIVE" } as const;
    expect(await changeRater(access, moves.id, judges)).toMatchObject({ ok: true, value: { freed: 1 } });
    expect(await labelAll((await join("clinician")).seat)).toBe(1);
    expect((await label(await reseat(moves.user, study), lease?.assignmentId ?? "")).surplus).toBe(false);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("a label that comes after its slot was given away takes one of its own group only", async () => {
    const { study, join } = await makeParted(sharesOf("clinician: 1\njudge: 1"), { items: 1 });
    const [slow, quick] = [await join("clinician"), await join("clinician")];
    const [lease] = (await claimItems(slow.seat, 1)).leases;
    await db.assignment.updateMany({ where: { studyId: study.id }, data: { leaseExpiresAt: new Date(0) } });
    expect(await labelAll(quick.seat)).toBe(1);
    expect((await label(slow.seat, lease?.assignmentId ?? "")).surplus).toBe(true);
    expect(await labelAll((await join("judge")).seat)).toBe(1);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("a skipped item stays open for the own group", async () => {
    const { study, join } = await makeParted(sharesOf("clinician: 1\njudge: 1"), { items: 1 });
    const { seat } = await join("clinician");
    const [lease] = (await claimItems(seat, 1)).leases;
    await skipItem(seat, { assignmentId: lease?.assignmentId ?? "", reason: "unclear" });
    expect(await labelAll((await join("judge")).seat)).toBe(1);
    expect(await labelAll((await join("clinician")).seat)).toBe(1);
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
  });

  test("a group that items are given to is neither renamed nor deleted", async () => {
    const { access, groupOf } = await makeParted(sharesOf("clinician: 2"));
    const [clinician, judge] = [groupOf("clinician")?.id ?? "", groupOf("judge")?.id ?? ""];
    expect((await renameGroup(access, clinician, "nurse")).ok).toBe(false);
    expect((await deleteGroup(access, clinician)).ok).toBe(false);
    expect((await renameGroup(access, judge, "nurse")).ok).toBe(true);
    expect((await deleteGroup(access, judge)).ok).toBe(true);
  });
});

test("whoever is paused, or has labeled as much as a smaller quota allows, gives up at once what they held", async () => {
  const { study, access, join } = await makeParted([order], { items: 2, k: 1 });
  const [leaves, other] = [await join(), await join()];
  const countFor = async (want: number) => (await claimItems(other.seat, want)).leases.length;
  await claimItems(leaves.seat, 2);
  expect(await countFor(2)).toBe(0);
  const changed = await changeRater(access, leaves.id, { groupId: null, quota: 1, status: "ACTIVE" });
  expect(changed).toMatchObject({ ok: true, value: { freed: 1 } });
  expect(await countFor(2)).toBe(1);
  const paused = await changeRater(access, leaves.id, { groupId: null, quota: 1, status: "PAUSED" });
  expect(paused).toMatchObject({ ok: true, value: { freed: 1 } });
  expect(await countFor(2)).toBe(2);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("settings name groups that there are, each once, with numbers, and part the slots in one way only", async () => {
  const { study } = await makeParted([order]);
  const problemsOf = (filled: unknown) => {
    const parsed = policiesField.safeParse(JSON.stringify(filled));
    return parsed.success
      ? findPolicyProblems(pool, study.id, parsed.data)
      : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join("."), message]));
  };
  expect(await problemsOf(sharesOf("clinician 2"))).toEqual({
    "0.shares": '"clinician 2": write the name of a group, a colon and how many labels, as in "clinician: 2"',
  });
  expect(await problemsOf(sharesOf("judge: 1\njudge: 2"))).toEqual({ "0.shares": '"judge" stands here twice' });
  expect(await problemsOf(sharesOf("nurse: 2"))).toEqual({
    "policies.0.shares": 'The study has no group "nurse": make it on the page of raters, or write its name as there',
  });
  expect(await problemsOf(panelOf("nurse"))).toMatchObject({ "policies.0.groups": expect.stringMatching(/"nurse"/) });
  expect(await problemsOf([...sharesOf("judge: 1").slice(0, 1), ...panelOf()])).toMatchObject({
    "1.key": expect.stringMatching(/says who labels each item already/),
  });
});
