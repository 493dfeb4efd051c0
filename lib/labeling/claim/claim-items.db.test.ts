import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { db, pool } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { releaseLeases, skipItem } from "@/lib/labeling/claim/mutations";
import type { RaterSeat } from "@/lib/labeling/seat";
import { explainEmptyQueue } from "@/lib/labeling/show/queries";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItem, makeItems, makePublishedStudy, makeSeat, makeVersion } from "@/prisma/factories";

const answers = { verdict: { item: { value: "safe" } } };
const submission = (assignmentId: string) => ({ assignmentId, key: randomUUID(), answers, activeMs: 5, elapsedMs: 9 });

async function label(seat: RaterSeat, assignmentId: string) {
  const result = await submitJudgment(seat, submission(assignmentId), { want: 2 });
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

const expireAll = (where: { studyId: string; raterId?: string }) =>
  db.assignment.updateMany({ where: { ...where, state: "LEASED" }, data: { leaseExpiresAt: new Date(0) } });

const ids = (held: { leases: { itemId: string }[] }) => held.leases.map(({ itemId }) => itemId);

/** Labels until nothing comes any more, one item ahead, as a page does. Returns how many. */
async function labelAll(seat: RaterSeat): Promise<number> {
  for (let labels = 0; ; ) {
    const { leases, stoppedBy } = await claimItems(seat, 2);
    const [lease] = leases;
    if (lease) {
      await label(seat, lease.assignmentId);
      labels += 1;
    } else if ((await explainEmptyQueue(seat, stoppedBy)).reason !== "reserved") return labels;
  }
}

test("a rater gets what they hold before anything new, and never more than wanted", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 5);
  const { seat } = await makeSeat(study);
  const first = await claimItems(seat, 2);
  const again = await Promise.all([1, 2, 3, 4].map(() => claimItems(seat, 2)));
  for (const held of again) expect(ids(held)).toEqual(ids(first));
  expect(await db.assignment.count({ where: { raterId: seat.raterId } })).toBe(2);
});

test("one item ahead takes one slot", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  await makeItems(study, 5);
  const { seat } = await makeSeat(study);
  const { leases } = await claimItems(seat, 2);
  await label(seat, leases[0]?.assignmentId ?? "");
  expect(await db.item.count({ where: { studyId: study.id, openSlots: 0 } })).toBe(3);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("an expired lease goes to somebody else, and the one who had it can still finish what is free", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  const item = await makeItem(study);
  const [slow, quick] = [await makeSeat(study), await makeSeat(study)];
  await claimItems(slow.seat, 1);
  const waiting = await claimItems(quick.seat, 1);
  expect(waiting.leases).toEqual([]);
  const why = await explainEmptyQueue(quick.seat, waiting.stoppedBy);
  expect(why.reason).toBe("reserved");
  expect(why.until?.getTime()).toBeGreaterThan(Date.now());
  await expireAll({ studyId: study.id });
  expect(ids(await claimItems(quick.seat, 1))).toEqual([item.id]);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("whoever returns to an item whose time ran out but that nobody took has it back", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 3);
  const { seat } = await makeSeat(study);
  const before = await claimItems(seat, 2);
  await expireAll({ studyId: study.id });
  expect(ids(await claimItems(seat, 2)).sort()).toEqual(ids(before).sort());
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("a skipped item frees its slot and never comes back to that rater", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  const item = await makeItem(study);
  const [{ seat }, other] = [await makeSeat(study), await makeSeat(study)];
  const [lease] = (await claimItems(seat, 1)).leases;
  const skip = { assignmentId: lease?.assignmentId ?? "", reason: "The text is cut off" };
  expect(await skipItem(seat, skip)).toMatchObject({ ok: true });
  expect(await skipItem(seat, skip)).toMatchObject({ ok: true });
  const after = await claimItems(seat, 1);
  expect(after.leases).toEqual([]);
  expect((await explainEmptyQueue(seat, after.stoppedBy)).reason).toBe("all-done");
  expect(ids(await claimItems(other.seat, 1))).toEqual([item.id]);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
});

test("nobody can skip another person's item, nor one they have labeled", async () => {
  const study = await makePublishedStudy();
  await makeItem(study);
  const [{ seat }, other] = [await makeSeat(study), await makeSeat(study)];
  const [lease] = (await claimItems(seat, 1)).leases;
  const skip = { assignmentId: lease?.assignmentId ?? "", reason: "x" };
  expect(await skipItem(other.seat, skip)).toMatchObject({ ok: false, reason: "not-found" });
  await label(seat, skip.assignmentId);
  expect(await skipItem(seat, skip)).toMatchObject({ ok: false, reason: "already-labeled" });
});

test("a released item is the next one again, and a release that is out of date does nothing", async () => {
  const study = await makePublishedStudy({ policies: ["file-order"] });
  await makeItems(study, 4);
  const { seat } = await makeSeat(study);
  const [, ahead] = (await claimItems(seat, 2)).leases;
  if (!ahead) throw new Error("nothing ahead");
  const stale = [{ ...ahead, leaseExpiresAt: ahead.leaseExpiresAt.toISOString() }];
  const [, renewed] = (await claimItems(seat, 2)).leases;
  expect(await releaseLeases(seat, stale)).toBe(0);
  const current = [{ ...ahead, leaseExpiresAt: renewed?.leaseExpiresAt.toISOString() ?? "" }];
  expect(await releaseLeases(seat, current)).toBe(1);
  expect(await findSlotErrors(pool, study.id)).toEqual([]);
  expect(ids(await claimItems(seat, 2))[1]).toBe(ahead.itemId);
});

test("in file order items come as the file has them, whatever was drawn for the other orders", async () => {
  const study = await makePublishedStudy({ policies: ["file-order"] });
  const items = [];
  for (const position of [3, 0, 2, 1]) items.push(await makeItem(study, { position }));
  const { seat } = await makeSeat(study);
  const seen: (string | undefined)[] = [];
  for (const _ of items) {
    const [lease] = (await claimItems(seat, 1)).leases;
    seen.push(lease?.itemId);
    await submitJudgment(seat, submission(lease?.assignmentId ?? ""), { want: 1 });
  }
  expect(seen).toEqual(items.map(({ id }) => id));
});

test("in file order everybody walks from the first item; with an order per rater they start all over", async () => {
  const inFile = await makePublishedStudy({ policies: ["file-order"] });
  const items = await makeItems(inFile, 3);
  for (let rater = 0; rater < 3; rater++)
    expect(ids(await claimItems((await makeSeat(inFile)).seat, 1))).toEqual([items[0]?.id]);
  const perRater = await makePublishedStudy({ policies: ["per-rater"], labelsPerItem: 20 });
  await makeItems(perRater, 10);
  const starts = new Set<string | undefined>();
  for (let rater = 0; rater < 12; rater++) starts.add(ids(await claimItems((await makeSeat(perRater)).seat, 1))[0]);
  expect(starts.size).toBeGreaterThan(3);
});

test("a walk that starts in the middle goes round to the beginning", async () => {
  const study = await makePublishedStudy({ policies: ["per-rater"] });
  await makeItems(study, 7);
  for (let rater = 0; rater < 3; rater++) expect(await labelAll((await makeSeat(study)).seat)).toBe(7);
});

test("items without text and items of another study are never served", async () => {
  const study = await makePublishedStudy();
  await makeItem(study, { isServable: false });
  await makeItem(await makePublishedStudy());
  const { seat } = await makeSeat(study);
  const { leases, stoppedBy } = await claimItems(seat, 2);
  expect(leases).toEqual([]);
  expect((await explainEmptyQueue(seat, stoppedBy)).reason).toBe("nothing-loaded");
});

test("a quota counts what is held as well as what is done", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 5);
  const { seat } = await makeSeat(study, { quota: 3 });
  expect(await labelAll(seat)).toBe(3);
  expect(await claimItems(seat, 2)).toMatchObject({ leases: [], stoppedBy: "quota" });
});

test.each(["DRAFT", "PAUSED", "CLOSED"] as const)("a study that is %s gives out nothing and says so", async (state) => {
  const study = await makePublishedStudy({ state });
  await makeItem(study);
  const { seat } = await makeSeat(study);
  const { leases, stoppedBy } = await claimItems(seat, 2);
  expect(leases).toEqual([]);
  expect((await explainEmptyQueue(seat, stoppedBy)).reason).toBe(`study-${state.toLowerCase()}`);
});

test("without a published protocol nothing is given out", async () => {
  const study = await makePublishedStudy({}, { publishedAt: null });
  await makeItem(study);
  const { seat } = await makeSeat(study);
  const { leases, stoppedBy } = await claimItems(seat, 2);
  expect(leases).toEqual([]);
  expect((await explainEmptyQueue(seat, stoppedBy)).reason).toBe("no-protocol");
});

test("when all items are full the queue says so rather than that all was done", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 1 });
  await makeItem(study);
  const [first, second] = [await makeSeat(study), await makeSeat(study)];
  await labelAll(first.seat);
  const { stoppedBy } = await claimItems(second.seat, 1);
  expect((await explainEmptyQueue(second.seat, stoppedBy)).reason).toBe("all-full");
  expect((await explainEmptyQueue(first.seat, stoppedBy)).reason).toBe("all-done");
});

test("publishing a version lets open leases finish on theirs, and the next item comes under the new one", async () => {
  const study = await makePublishedStudy();
  await makeItems(study, 3);
  const { seat, user } = await makeSeat(study);
  const [open] = (await claimItems(seat, 1)).leases;
  const question = { key: "other", type: "text" as const, text: "What do you think?" };
  const second = await makeVersion(study, { number: 2, questions: [question] });
  const { findSeat } = await import("@/lib/labeling/access");
  const later = await findSeat({ userId: user.id, signedAt: Date.now(), sessionId: randomUUID() }, study.id);
  if (!later.ok || !open) throw new Error("no seat");
  const { protocol, held } = await label(later.value, open.assignmentId);
  expect(protocol.number).toBe(1);
  expect(held?.leases.map(({ versionId }) => versionId)).toEqual([second.id]);
  const stored = await db.judgment.findFirst({ where: { assignmentId: open.assignmentId } });
  expect(stored?.versionId).toBe(study.version.id);
});

test("a claim that waits for the last item, which somebody has locked, goes on only while its answer is waited for", async () => {
  const study = await makePublishedStudy();
  const item = await makeItem(study);
  const { seat } = await makeSeat(study);
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query(`SELECT FROM "Item" WHERE id = $1 FOR NO KEY UPDATE`, [item.id]);
  const isGone = vi.fn().mockReturnValueOnce(false).mockReturnValue(true);
  expect(await claimItems(seat, 1, { isGone })).toMatchObject({ leases: [], stoppedBy: "busy" });
  expect(isGone).toHaveBeenCalledTimes(2);
  await client.query("ROLLBACK");
  client.release();
});
