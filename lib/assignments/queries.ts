import { LRUCache } from "lru-cache";
import type { EmptyReason, FinishedPage, Progress } from "@/lib/annotate/contract";
import type { RaterSeat } from "@/lib/assignments/seat";
import { pool } from "@/lib/db/client";
import { prepared } from "@/lib/db/pg-transaction";

const countServable = prepared(`SELECT count(*)::int AS items FROM "Item" WHERE "studyId" = $1 AND "isServable"`);

// Counting 100,000 items takes longer than everything else in a request, and the figure moves only with an import.
const servable = new LRUCache<string, number>({ max: 500, ttl: 5000 });

async function findServable(studyId: string): Promise<number> {
  const known = servable.get(studyId);
  if (known !== undefined) return known;
  const { rows } = await pool.query<{ items: number }>(countServable(studyId));
  const items = rows[0]?.items ?? 0;
  servable.set(studyId, items);
  return items;
}

/** How far a rater is, as they see it: up to five seconds behind an import. */
export async function countProgress({ studyId, quota }: RaterSeat, done: number): Promise<Progress> {
  const items = await findServable(studyId);
  return { done, total: Math.max(done, quota === null ? items : Math.min(quota, items)), quota };
}

const selectDone = prepared(`SELECT "doneCount" AS done FROM "Rater" WHERE id = $1`);

export async function countDone({ raterId }: RaterSeat): Promise<number> {
  const { rows } = await pool.query<{ done: number }>(selectDone(raterId));
  return rows[0]?.done ?? 0;
}

const handled = `SELECT FROM "Assignment" own
  WHERE own."raterId" = $2 AND own."itemId" = i.id AND own.state IN ('LEASED', 'DONE', 'SKIPPED')`;

const findNew = prepared(`
  SELECT FROM "Item" i WHERE i."studyId" = $1 AND i."isServable" AND NOT EXISTS (${handled}) LIMIT 1`);

const findReserved = prepared(`
  SELECT a."leaseExpiresAt" AS until FROM "Assignment" a JOIN "Item" i ON i.id = a."itemId"
  WHERE a."studyId" = $1 AND a.state = 'LEASED' AND a.purpose = 'PRIMARY' AND a."raterId" <> $2 AND i."isServable"
    AND NOT EXISTS (${handled})
  ORDER BY a."leaseExpiresAt" LIMIT 1`);

/** Why there is nothing to claim, once a claim came back with less than was wanted. `until` only where waiting helps. */
export async function explainEmptyQueue(
  { studyId, raterId, studyState, status, versionId }: RaterSeat,
  stoppedBy: "quota" | "closed" | "nothing" | "busy" | null,
): Promise<{ reason: EmptyReason; until: Date | null }> {
  const because = (reason: EmptyReason, until: Date | null = null) => ({ reason, until });
  if (studyState === "DRAFT") return because("study-draft");
  if (studyState === "PAUSED") return because("study-paused");
  if (studyState === "CLOSED") return because("study-closed");
  if (status !== "ACTIVE") return because("rater-paused");
  if (versionId === null) return because("no-protocol");
  if (stoppedBy === "quota") return because("quota");
  if (stoppedBy === "busy") return because("reserved", new Date(Date.now() + 1000));
  if ((await findServable(studyId)) === 0) return because("nothing-loaded");
  const unseen = await pool.query(findNew(studyId, raterId));
  if (!unseen.rowCount) return because("all-done");
  const reserved = await pool.query<{ until: Date }>(findReserved(studyId, raterId));
  return reserved.rows[0] ? because("reserved", reserved.rows[0].until) : because("all-full");
}

const listDone = prepared(`
  SELECT a.id AS "assignmentId", a."finishedAt", left(t.prompt, 160) AS excerpt,
    (SELECT max(j.revision) FROM "Judgment" j WHERE j."assignmentId" = a.id) AS revision
  FROM "Assignment" a JOIN "Item" i ON i.id = a."itemId" JOIN "Task" t ON t.id = i."taskId"
  WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'DONE'
    AND ($3::uuid IS NULL OR (a."finishedAt", a.id) < (
      SELECT b."finishedAt", b.id FROM "Assignment" b WHERE b.id = $3 AND b."raterId" = $2))
  ORDER BY a."finishedAt" DESC, a.id DESC LIMIT $4`);

/** What this rater has labeled, newest first; `before` is the last assignment of the page before. */
export async function listFinished(
  { studyId, raterId }: RaterSeat,
  { before, limit }: { before: string | null; limit: number },
): Promise<FinishedPage> {
  type Row = { assignmentId: string; finishedAt: Date; excerpt: string; revision: number };
  const { rows } = await pool.query<Row>(listDone(studyId, raterId, before, limit + 1));
  const items = rows
    .slice(0, limit)
    .map(({ finishedAt, ...item }) => ({ ...item, finishedAt: finishedAt.toISOString() }));
  return { items, before: rows.length > limit ? (items.at(-1)?.assignmentId ?? null) : null };
}
