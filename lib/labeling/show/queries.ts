import { labelPool } from "@/lib/db/label-pool";
import { prepared } from "@/lib/db/pg-transaction";
import type { StoppedBy } from "@/lib/labeling/claim/claim-items";
import { findDayEnd } from "@/lib/labeling/claim/day-limit";
import type { EmptyReason, FinishedPage, Progress } from "@/lib/labeling/contract";
import type { Emptiness } from "@/lib/labeling/policies/policy";
import type { RaterSeat } from "@/lib/labeling/seat";
import { getContents } from "@/lib/labeling/show/item-content";
import { findServable } from "@/lib/labeling/show/servable-items";
import { type LabelCount, tallyLabels } from "@/lib/labeling/show/surplus-messages";

type Done = { doneCount: number; besideCount: number };

/**
 * How far a rater is, as they see it: up to five seconds behind an import. What lies unannounced among the items counts as they do,
 * and so many of it as are likely stand in the total: a progress that stood still would tell which they are.
 */
export async function countProgress(seat: RaterSeat, { doneCount, besideCount }: Done): Promise<Progress> {
  const { studyId, quota, policies } = seat;
  const { open, reserved } = await findServable(studyId);
  const wanted = quota === null ? open : Math.min(quota, open);
  const beside = policies.reduce((sum, policy) => sum + policy.expectBeside(wanted, reserved), 0);
  const done = doneCount + besideCount;
  return { done, total: Math.max(done, wanted + beside), quota: quota === null ? null : quota + beside };
}

const selectDone = prepared(`SELECT "doneCount", "besideCount" FROM "Rater" WHERE id = $1`);

export async function countDone({ raterId }: RaterSeat): Promise<Done> {
  const { rows } = await labelPool.query<Done>(selectDone(raterId));
  return rows[0] ?? { doneCount: 0, besideCount: 0 };
}

const countLabels = prepared(`
  SELECT j.purpose = 'SURPLUS' AS "isSurplus", j."surplusReason" AS reason, count(*)::int AS labels, r."sawConditions"
  FROM "Judgment" j JOIN "Rater" r ON r.id = j."raterId" AND r."studyId" = j."studyId"
  WHERE j."raterId" = $1 AND j."studyId" = $2 AND j.revision = 1 AND j.purpose IN ('PRIMARY', 'SURPLUS') GROUP BY 1, 2, 4 ORDER BY 1, 2`);

/** How many labels of this rater count, and why others do not, a sentence each; nothing where there are none. */
async function tallyOwnLabels({ raterId, studyId }: RaterSeat): Promise<string[]> {
  const { rows } = await labelPool.query<LabelCount & { sawConditions: boolean }>(countLabels(raterId, studyId));
  return rows[0] ? tallyLabels(rows, rows[0].sawConditions) : [];
}

/** Why this rater is given nothing to label now, whatever is left. */
export function explainStop({ studyState, status, pausedBy, versionId }: RaterSeat): EmptyReason | null {
  if (studyState === "DRAFT") return "study-draft";
  if (studyState === "PAUSED") return "study-paused";
  if (studyState === "CLOSED") return "study-closed";
  if (status !== "ACTIVE") return pausedBy === "gold" ? "rater-checked" : "rater-paused";
  return versionId === null ? "no-protocol" : null;
}

/** What the policies say together: when something may come free, if it may, else what the last one says after which nothing comes. */
async function explainPolicies(seat: RaterSeat): Promise<Emptiness> {
  const said = await Promise.all(seat.policies.map((policy) => policy.explainEmpty(seat)));
  const known = said.filter((one) => one !== null);
  const [soonest] = known.filter(({ until }) => until).toSorted((a, b) => Number(a.until) - Number(b.until));
  return soonest ?? known.at(-1) ?? { reason: "all-done" };
}

/** What the first policy says that lets nobody past. */
async function explainHalt(seat: RaterSeat): Promise<Emptiness> {
  for (const policy of seat.policies) {
    const said = await policy.explainHalt(seat);
    if (said) return said;
  }
  // It lets this rater past by now: they are given the next item when they ask again.
  return { reason: "reserved", until: new Date(Date.now() + 1000) };
}

/** Why there is nothing to claim, once a claim came back with less than was wanted. `until` only where waiting helps. */
export async function explainEmptyQueue(seat: RaterSeat, stoppedBy: StoppedBy): Promise<Emptiness> {
  const because = (reason: EmptyReason, until?: Date) => ({ reason, ...(until && { until }) });
  const stop = explainStop(seat);
  if (stop) return { reason: stop, tally: stop === "study-closed" ? await tallyOwnLabels(seat) : [] };
  if (stoppedBy === "quota") return because("quota");
  if (stoppedBy === "day") return because("day-limit", (await findDayEnd(labelPool, seat, 0)) ?? undefined);
  if (stoppedBy === "busy") return because("reserved", new Date(Date.now() + 1000));
  if (stoppedBy === "halt") return explainHalt(seat);
  if ((await findServable(seat.studyId)).open === 0) return because("nothing-loaded");
  return explainPolicies(seat);
}

const listDone = prepared(`
  SELECT a.id AS "assignmentId", a."itemId", a."finishedAt",
    (SELECT max(j.revision) FROM "Judgment" j WHERE j."studyId" = $1 AND j."assignmentId" = a.id) AS revision
  FROM "Assignment" a
  WHERE a."studyId" = $1 AND a."raterId" = $2 AND a.state = 'DONE'
    AND ($3::uuid IS NULL OR (a."finishedAt", a.id) < (
      SELECT b."finishedAt", b.id FROM "Assignment" b WHERE b.id = $3 AND b."raterId" = $2))
  ORDER BY a."finishedAt" DESC, a.id DESC LIMIT $4`);

/** What this rater has labeled, newest first, called by the prompt as raters read it; `before` is the last assignment of the page before. */
export async function listFinished(
  { studyId, raterId }: RaterSeat,
  { before, limit }: { before: string | null; limit: number },
): Promise<FinishedPage> {
  type Row = { assignmentId: string; itemId: string; finishedAt: Date; revision: number };
  const { rows } = await labelPool.query<Row>(listDone(studyId, raterId, before, limit + 1));
  const page = rows.slice(0, limit);
  const contents = await getContents(
    labelPool,
    page.map(({ itemId }) => itemId),
    { withPersona: false },
  );
  const items = page.map(({ itemId, finishedAt, ...item }) => ({
    ...item,
    finishedAt: finishedAt.toISOString(),
    excerpt: contents.get(itemId)?.prompt.slice(0, 160) ?? "",
  }));
  return { items, before: rows.length > limit ? (items.at(-1)?.assignmentId ?? null) : null };
}
