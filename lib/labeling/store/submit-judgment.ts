import { labelTransaction, prepared, type Queryable, WithCommit } from "@/lib/db/pg-transaction";
import type { AssignmentState, Purpose, SurplusReason } from "@/lib/generated/prisma/enums";
import { type Held, topUp } from "@/lib/labeling/claim/claim-items";
import { type Lease, type LockedRater, listLeases, lockRater } from "@/lib/labeling/claim/lease-next";
import { countsTowardK } from "@/lib/labeling/policies/policies";
import type { RaterSeat } from "@/lib/labeling/seat";
import { getContents } from "@/lib/labeling/show/item-content";
import { getOwnProtocol } from "@/lib/labeling/show/own-protocol";
import { presentItem } from "@/lib/labeling/show/present-item";
import { hashBody } from "@/lib/labeling/store/body-hash";
import { storeJudgment } from "@/lib/labeling/store/store-judgment";
import { listItemTargets } from "@/lib/layouts/list-item-targets";
import { log } from "@/lib/log/log";
import type { FrozenProtocol } from "@/lib/protocol/frozen-protocol";
import type { AnswersInput } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { hasTargets, itemOnly, type Targets } from "@/lib/questions/asked-of";
import type { UsedView } from "@/lib/reading/text-view";
import { fail, ok, type Result } from "@/lib/result";
import { recountSlots, takeSlot } from "@/lib/slots/item-slots";

export type Submission = {
  assignmentId: string;
  /** Made once per answer by whoever submits, and kept through every retry. */
  key: string;
  /** The revision that this edits; a first answer edits none. */
  edits?: number | null;
  answers: AnswersInput;
  activeMs: number;
  elapsedMs: number;
  /** How long before it was sent the rater had answered; at that moment where it is not told. */
  answeredMsAgo?: number;
  /** In which view the texts were read. */
  view?: UsedView;
};

export type Submitted = {
  surplus: boolean;
  /** What kept the label from counting, where that is known. */
  surplusReason: SurplusReason | null;
  revision: number;
  itemId: string;
  protocol: FrozenProtocol;
  /** What the rater holds after this; null where it was not looked at. */
  held: Held | null;
};

type SubmitRefusal =
  | "not-found"
  | "withdrawn"
  | "key-reused"
  | "answers"
  | "revealed"
  | "taught"
  | "study-closed"
  | "conflict"
  | "too-often"
  | "too-many-edits";
type Outcome<T> = Result<T, SubmitRefusal>;

type Locked = LockedRater & {
  state: AssignmentState;
  purpose: Purpose;
  policy: string | null;
  occurrence: number;
  itemId: string;
  versionId: string;
  shownOrder: string[];
  /** When this rater joined: nobody answered before. */
  joinedAt: Date;
  /** Part id -> key, of the parts that an answer may name. */
  parts: Record<string, string> | null;
};

// One wait for both rows. What comes back is their newest state, whatever was committed during the wait.
const lockBoth = prepared(`
  SELECT a.state, a.purpose, a.policy, a.occurrence, a."itemId", a."versionId", a."shownOrder", r.cursors, r."doneCount", r."besideCount", r."createdAt" AS "joinedAt",
    (SELECT json_object_agg(p.id, p.key) FROM "ItemPart" p
      WHERE p."studyId" = $3 AND p."itemId" = a."itemId" AND p."isAnswerable") AS parts
  FROM "Rater" r JOIN "Assignment" a ON a."studyId" = r."studyId" AND a."raterId" = r.id
  WHERE r.id = $2 AND r.status <> 'WITHDRAWN' AND a.id = $1 AND a."studyId" = $3 FOR NO KEY UPDATE OF r, a`);

const listRevisions = prepared(`
  SELECT revision, purpose, "surplusReason", "idempotencyKey" AS key, "bodyHash",
    "createdAt" > now() - interval '1 minute' AS "isRecent" FROM "Judgment"
  WHERE "studyId" = $3 AND "assignmentId" = $1 AND "raterId" = $2 ORDER BY revision DESC`);

type Counted = { purpose: Purpose; surplusReason: SurplusReason | null };
type Kept = Counted & { revision: number };
type Revision = Kept & { key: string; bodyHash: string; isRecent: boolean };

/** Changing one's mind is fine; a database full of one item's revisions is not. */
const mostRevisions = 100;
const mostInAMinute = 10;

const isHeld = ({ state }: Locked) => state === "LEASED";

/** How a slot was given up that is not held any more. */
const givenUp: Partial<Record<AssignmentState, SurplusReason>> = {
  EXPIRED: "EXPIRED",
  RELEASED: "RELEASED",
  SKIPPED: "SKIPPED",
};

const isKnownAnswer = new Set<Purpose>(["TRAINING", "QUALIFICATION", "GOLD"]);

/** Under which purpose the first revision is kept. A slot that was given up is taken again if it is still free. */
async function findPurpose(
  client: Queryable,
  { studyState, raterId }: RaterSeat,
  assignment: Locked,
): Promise<Counted> {
  const { purpose, state, itemId } = assignment;
  // An item with a known answer that was met stays met: as surplus it would come to the same person again.
  if (studyState === "CLOSED" && !isKnownAnswer.has(purpose)) return { purpose: "SURPLUS", surplusReason: "CLOSED" };
  if (!countsTowardK(assignment)) return { purpose, surplusReason: null };
  if (isHeld(assignment) || (await takeSlot(client, itemId, raterId))) return { purpose, surplusReason: null };
  return { purpose: "SURPLUS", surplusReason: givenUp[state] ?? null };
}

/**
 * A retry is answered like the first time. Anything else about a finished item is an edit, and has to know the revision
 * that it replaces: two devices would else overwrite each other unseen.
 */
async function findKept(
  client: Queryable,
  seat: RaterSeat,
  { assignmentId, key, edits = null }: Submission,
  bodyHash: string,
  refuseEdits: ReturnType<typeof findLock>,
): Promise<Outcome<{ kept: Kept; isRetry: boolean }>> {
  const { rows } = await client.query<Revision>(listRevisions(assignmentId, seat.raterId, seat.studyId));
  const before = rows.find((row) => row.key === key);
  if (before) return before.bodyHash === bodyHash ? ok({ kept: before, isRetry: true }) : fail("key-reused");
  const [latest] = rows;
  if (!latest) throw new Error("submitJudgment: a finished assignment holds no judgment");
  if (refuseEdits) return fail(refuseEdits);
  if (edits !== latest.revision) return fail("conflict");
  if (rows.length >= mostRevisions) return fail("too-many-edits");
  if (rows.filter(({ isRecent }) => isRecent).length >= mostInAMinute) return fail("too-often");
  const { purpose, surplusReason, revision } = latest;
  return ok({ kept: { purpose, surplusReason, revision: revision + 1 }, isRetry: false });
}

/** Why a finished item cannot be answered anew. */
export function findLock(
  { studyState }: RaterSeat,
  { personaVisibility }: FrozenProtocol,
  { purpose }: { purpose: Purpose },
) {
  if (studyState === "CLOSED") return "study-closed";
  if (purpose === "TRAINING") return "taught";
  return personaVisibility === "AFTER_ANSWER" ? "revealed" : null;
}

/** The moment of answering on the server's clock: what the browser tells is how long ago it was. */
const findAnsweredAt = ({ answeredMsAgo = 0 }: Submission, { joinedAt }: Locked): Date =>
  new Date(Math.max(joinedAt.getTime(), Date.now() - Math.max(0, answeredMsAgo)));

/** What of the item questions are asked of, as this rater was shown it; read only where some are asked of more than the item. */
async function findTargets(
  client: Queryable,
  { itemId, versionId, shownOrder }: Locked,
  { questions, personaVisibility }: FrozenProtocol,
): Promise<Targets> {
  if (!hasTargets(questions)) return itemOnly;
  const contents = await getContents(client, [itemId], { withPersona: personaVisibility === "SHOWN" });
  const content = contents.get(itemId);
  if (!content) return itemOnly;
  const lease = { assignmentId: "", versionId, shownOrder, draft: null, leaseExpiresAt: new Date() };
  return listItemTargets(presentItem(lease, content));
}

/** By what an item was given out for where it stands in its rater's counts; a label that comes too late is told by the same. */
const besidePurposes: readonly Purpose[] = ["REPEAT", "GOLD"];
const apartPurposes: readonly Purpose[] = ["TRAINING", "QUALIFICATION"];

/** The counts of a rater once this label is stored: the same after an edit. */
function findCounted({ state, purpose, doneCount, besideCount }: Locked) {
  const more = state === "DONE" || apartPurposes.includes(purpose) ? 0 : 1;
  return besidePurposes.includes(purpose)
    ? { doneCount, besideCount: besideCount + more }
    : { doneCount: doneCount + more, besideCount };
}

/** `sent`: the label, on its way to the database. */
type Stored = Omit<Submitted, "held"> & { rater: LockedRater; sent: Promise<void> };

async function store(
  client: Queryable,
  seat: RaterSeat,
  submission: Submission,
  assignment: Locked,
): Promise<Outcome<Stored>> {
  const { assignmentId, key, answers, activeMs, elapsedMs, edits = null } = submission;
  const { raterId, studyId } = seat;
  const { itemId, versionId, shownOrder, parts, cursors, occurrence } = assignment;
  const protocol = await getOwnProtocol(client, seat, versionId);
  const bodyHash = hashBody(assignmentId, answers);
  const isFirst = assignment.state !== "DONE";
  const counted = findCounted(assignment);
  if (isFirst && edits !== null) return fail("not-found");
  const found = isFirst
    ? null
    : await findKept(client, seat, submission, bodyHash, findLock(seat, protocol, assignment));
  if (found && !found.ok) return found;
  const acknowledge = ({ purpose, surplusReason, revision }: Kept, sent: Promise<void>) => {
    const rater = { cursors, ...counted };
    return ok({ surplus: purpose === "SURPLUS", surplusReason, revision, itemId, protocol, rater, sent });
  };
  if (found?.value.isRetry) return acknowledge(found.value.kept, Promise.resolve());
  const targets = await findTargets(client, assignment, protocol);
  const valid = validateAnswers(protocol.questions, answers, new Map(Object.entries(parts ?? {})), targets);
  if (!valid.ok) return valid;
  const kept = found?.value.kept ?? { ...(await findPurpose(client, seat, assignment)), revision: 1 };
  const answeredAt = findAnsweredAt(submission, assignment);
  const names = { studyId, itemId, raterId, versionId, assignmentId, occurrence, ...kept, key, bodyHash, shownOrder };
  const facts = { view: submission.view, activeMs, elapsedMs, answeredAt, answers: valid.value, ...counted };
  const sent = storeJudgment(client, { ...names, ...facts });
  if (isFirst && isHeld(assignment) && kept.purpose !== assignment.purpose) {
    await sent;
    await recountSlots(client, [itemId]);
  }
  return acknowledge(kept, sent);
}

/** Carries what went wrong while looking ahead out of the transaction, so that the label can be stored without. */
class CannotLookAhead extends Error {
  override name = "CannotLookAhead";
}

const cannotLookAhead = (cause: unknown): never => {
  throw new CannotLookAhead("what comes next could not be claimed", { cause });
};

/** What the rater holds next; the lease of it goes with the COMMIT. */
async function lookAhead(
  client: Queryable,
  seat: RaterSeat,
  rater: LockedRater,
  asked: { leases: Lease[]; want: number },
): Promise<WithCommit<Held>> {
  const { sent } = await topUp(client, seat, rater, asked).catch(cannotLookAhead);
  return new WithCommit(sent.catch(cannotLookAhead));
}

/** `want` null: store only. */
function attempt(seat: RaterSeat, submission: Submission, want: number | null): Promise<Outcome<Submitted>> {
  const { assignmentId } = submission;
  return labelTransaction<Outcome<Submitted>>(async (client) => {
    // Whatever else this rater holds is locked before any item is (docs/decisions/010).
    const [{ rows }, leases] = await Promise.all([
      client.query<Locked>(lockBoth(assignmentId, seat.raterId, seat.studyId)),
      want === null ? [] : listLeases(client, seat, { renew: "old", labeled: assignmentId }).catch(cannotLookAhead),
    ]);
    if (!rows[0]) return fail((await lockRater(client, seat)) ? "not-found" : "withdrawn");
    const stored = await store(client, seat, submission, rows[0]);
    if (!stored.ok) return stored;
    const { rater, sent, ...label } = stored.value;
    const ahead = want === null ? null : lookAhead(client, seat, rater, { leases, want });
    const [next] = await Promise.all([ahead, sent]);
    return next ? new WithCommit(next.sent.then((held) => ok({ ...label, held }))) : ok({ ...label, held: null });
  });
}

const isKeyTaken = (thrown: unknown) =>
  (thrown as { constraint?: string }).constraint === "Judgment_studyId_raterId_idempotencyKey_key";

/**
 * Stores one rater's answers for one item, and reserves what comes next, in one transaction: when this returns ok, the
 * label is on disk. Where the reserving fails, the label is stored all the same.
 *
 * - The same key with the same answers again is the same label, told again. With other answers it is refused.
 * - A label whose slot was given away meanwhile takes a free slot of its item, or is kept as surplus. So is one that
 *   comes after the study was closed.
 * - An item already labeled gets a new revision under the same purpose, unless the persona was revealed since. What does
 *   not edit the latest revision (a first answer from a second device among them) is a conflict: nothing is stored.
 */
export async function submitJudgment(
  seat: RaterSeat,
  submission: Submission,
  { want }: { want: number | null },
): Promise<Outcome<Submitted>> {
  try {
    return await attempt(seat, submission, want);
  } catch (thrown) {
    // The key belongs to another item: this one's own revisions were looked through under the rater's lock.
    if (isKeyTaken(thrown)) return fail("key-reused");
    if (!(thrown instanceof CannotLookAhead)) throw thrown;
    const stored = await attempt(seat, submission, null);
    if (stored.ok) log.error("label stored, but not what comes next", { studyId: seat.studyId, error: thrown });
    return stored;
  }
}
