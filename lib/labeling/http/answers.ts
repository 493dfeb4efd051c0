import type { z } from "zod";
import { labelPool } from "@/lib/db/label-pool";
import { countToHold, giveBack } from "@/lib/labeling/claim/ahead";
import { claimItems, type Held } from "@/lib/labeling/claim/claim-items";
import { releaseLeases, saveDraft, skipItem } from "@/lib/labeling/claim/mutations";
import { sweepNowAndThen } from "@/lib/labeling/claim/sweep-leases";
import {
  type DraftAnswer,
  fewestLeases,
  type Queue,
  type SkipAnswer,
  type SubmitAnswer,
} from "@/lib/labeling/contract";
import type { Answer, Asked } from "@/lib/labeling/http/asked";
import { findStoredLabel } from "@/lib/labeling/http/finished";
import { answerJson, answerNothing, refuse } from "@/lib/labeling/http/refuse";
import type {
  acknowledgeRequest,
  claimRequest,
  draftRequest,
  readRequest,
  releaseRequest,
  skipRequest,
  submitRequest,
} from "@/lib/labeling/http/schema";
import type { RaterSeat } from "@/lib/labeling/seat";
import { buildQueue } from "@/lib/labeling/show/build-queue";
import { explainEmpty } from "@/lib/labeling/show/empty-messages";
import { keepGuidelinesRead } from "@/lib/labeling/show/guidelines-read";
import { getContents } from "@/lib/labeling/show/item-content";
import { takeNews } from "@/lib/labeling/show/news";
import { showPersona } from "@/lib/labeling/show/present-item";
import { explainStop } from "@/lib/labeling/show/queries";
import { surplusMessage } from "@/lib/labeling/show/surplus-messages";
import { type Submitted, submitJudgment } from "@/lib/labeling/store/submit-judgment";
import { log } from "@/lib/log/log";

type Has = { holds: readonly string[]; knows: readonly string[]; unseen?: number | undefined };
type Wants = Has & { want: 0 | 2 };

/** What the page has and does not show yet, in the order that it will. */
const listWaiting = ({ holds, unseen = 0 }: Has) => holds.slice(0, unseen);

export async function answerClaim(
  seat: RaterSeat,
  { want, ...has }: z.output<typeof claimRequest>,
  { isGone }: Asked,
): Promise<Answer> {
  const toHold = await countToHold(seat, want, has.unseen);
  const claimed = await claimItems(seat, toHold, { isGone, least: want });
  const held = await giveBack(seat, claimed, toHold, listWaiting(has));
  return answerJson(await buildQueue(seat, held, { want, ...has }));
}

/** Nothing that goes wrong here may cost the person the acknowledgement of a label that is stored. */
async function buildNext(seat: RaterSeat, held: Held | null, { want, ...has }: Wants): Promise<Queue | null> {
  if (want === 0) return null;
  try {
    const toHold = await countToHold(seat, fewestLeases, has.unseen);
    const isFinal = held && (held.leases.length >= toHold || held.stoppedBy === "quota" || held.stoppedBy === "closed");
    const claimed = isFinal ? held : await claimItems(seat, toHold, { renew: "old", held, least: fewestLeases });
    const next = await giveBack(seat, claimed, toHold, listWaiting(has));
    return await buildQueue(seat, next, { want: fewestLeases, ...has });
  } catch (thrown) {
    log.error("label stored, but not what comes next", { studyId: seat.studyId, error: thrown });
    return null;
  }
}

async function findReveal({ protocol, itemId }: Submitted) {
  if (protocol.personaVisibility !== "AFTER_ANSWER") return null;
  const contents = await getContents(labelPool, [itemId], { withPersona: true });
  return showPersona(contents.get(itemId)?.persona ?? null);
}

export async function answerSubmit(seat: RaterSeat, input: z.output<typeof submitRequest>): Promise<Answer> {
  const { holds, knows, want, unseen, studyId: _, ...submission } = input;
  await sweepNowAndThen(seat.studyId);
  const submitted = await submitJudgment(seat, submission, {
    want: want === 0 ? null : await countToHold(seat, fewestLeases, unseen),
  });
  if (!submitted.ok) {
    const isConflict = submitted.reason === "conflict";
    const stored = isConflict ? await findStoredLabel(seat, submission.assignmentId) : null;
    const reason = submitted.reason === "not-found" ? "item-gone" : submitted.reason;
    return refuse(reason, { fieldErrors: submitted.fieldErrors, stored: stored ?? undefined });
  }
  const { surplus, surplusReason, revision, held } = submitted.value;
  const [reveal, next] = await Promise.all([
    findReveal(submitted.value),
    buildNext(seat, held, { want, holds, knows, unseen }),
  ]);
  const counting = { surplus, surplusReason, surplusMessage: surplus ? surplusMessage(surplusReason) : null };
  return answerJson({ saved: true, ...counting, revision, reveal, next } satisfies SubmitAnswer);
}

export async function answerSkip(seat: RaterSeat, input: z.output<typeof skipRequest>): Promise<Answer> {
  const { holds, knows, want, unseen, assignmentId, reason } = input;
  const skipped = await skipItem(seat, { assignmentId, reason });
  if (!skipped.ok) return refuse(skipped.reason);
  const next = await buildNext(seat, null, { want, holds, knows, unseen });
  return answerJson({ skipped: true, next } satisfies SkipAnswer);
}

export async function answerRelease(seat: RaterSeat, { leases }: z.output<typeof releaseRequest>): Promise<Answer> {
  await releaseLeases(seat, leases);
  return answerNothing();
}

export async function answerDraft(
  seat: RaterSeat,
  { assignmentId, answers }: z.output<typeof draftRequest>,
): Promise<Answer> {
  const renewed = await saveDraft(seat, { assignmentId, answers });
  if (!renewed.ok) return refuse(renewed.reason, { fieldErrors: renewed.fieldErrors });
  const leases = renewed.value.map((lease) => ({ ...lease, leaseExpiresAt: lease.leaseExpiresAt.toISOString() }));
  const held = leases.some((lease) => lease.assignmentId === assignmentId);
  const stop = explainStop(seat);
  return answerJson({ held, leases, stopped: stop && explainEmpty({ reason: stop }) } satisfies DraftAnswer);
}

export async function answerRead(seat: RaterSeat, { versionId }: z.output<typeof readRequest>): Promise<Answer> {
  await keepGuidelinesRead(seat, versionId);
  return answerNothing();
}

export async function answerAcknowledge(
  seat: RaterSeat,
  { newsId }: z.output<typeof acknowledgeRequest>,
): Promise<Answer> {
  return (await takeNews(seat, newsId)) ? answerNothing() : refuse("not-found");
}
