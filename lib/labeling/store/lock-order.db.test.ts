import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { db, pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { saveDraft } from "@/lib/labeling/claim/mutations";
import { submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { makeItems, makePublishedStudy, makeSeat } from "@/prisma/factories";

/** A connection of somebody else's that holds the locks of what it has asked until it is told to let go. */
async function holdLocks(sql: string, id: string) {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("BEGIN");
  await client.query(sql, [id]);
  return () => client.query("COMMIT");
}

/** Resolves once somebody waits for a lock. */
const untilWaiting = () =>
  vi.waitFor(async () => {
    const { rowCount } = await pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(rowCount).toBe(1);
  }, 20_000);

/** Rejects where somebody holds the row. */
const take = (table: string, id: string) =>
  pool.query(`SELECT FROM "${table}" WHERE id = $1 FOR NO KEY UPDATE NOWAIT`, [id]);

async function makeHolding() {
  const study = await makePublishedStudy();
  await makeItems(study, 3);
  const rater = await makeSeat(study);
  const { leases } = await claimItems(rater.seat, 2);
  const [labeled, other] = leases;
  if (!labeled || !other) throw new Error("nothing to claim");
  return { ...rater, labeled, other };
}

test("a submit that waits for another item its rater holds has locked no item yet", async () => {
  const { seat, labeled, other } = await makeHolding();
  // The slot was given up: the label has to take one of its item again. The other lease is old enough to be renewed.
  await db.assignment.update({ where: { id: labeled.assignmentId }, data: { state: "EXPIRED" } });
  await db.assignment.update({ where: { id: other.assignmentId }, data: { leaseExpiresAt: new Date() } });
  const letGo = await holdLocks(`SELECT FROM "Assignment" WHERE id = $1 FOR NO KEY UPDATE`, other.assignmentId);
  const answers = { verdict: { item: { value: "safe" } } };
  const submission = { assignmentId: labeled.assignmentId, key: randomUUID(), answers, activeMs: 1, elapsedMs: 1 };
  const submitting = submitJudgment(seat, submission, { want: 2 });
  await untilWaiting();
  await take("Item", labeled.itemId);
  await letGo();
  expect(await submitting).toMatchObject({ ok: true, value: { surplus: false } });
});

test("a draft that waits for its rater's row has locked none of what they hold", async () => {
  const { seat, labeled, other } = await makeHolding();
  const letGo = await holdLocks(`SELECT FROM "Rater" WHERE id = $1 FOR NO KEY UPDATE`, seat.raterId);
  const saving = saveDraft(seat, { assignmentId: labeled.assignmentId, answers: {} });
  await untilWaiting();
  await take("Assignment", labeled.assignmentId);
  await take("Assignment", other.assignmentId);
  await letGo();
  expect(await saving).toMatchObject({ ok: true, value: [{}, {}] });
});
