import type { z } from "zod";
import { labelPool } from "@/lib/db/label-pool";
import { claimItems, type Held } from "@/lib/labeling/claim/claim-items";
import { releaseLeases, saveDraft, skipItem } from "@/lib/labeling/claim/mutations";
import { sweepNowAndThen } from "@/lib/labeling/claim/sweep-leases";
import { type DraftAnswer, maxLeases, type Queue, type SkipAnswer, type SubmitAnswer } from "@/lib/labeling/contract";
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

type Has = { want: 0 | 2; holds: readonly string[]; knows: readonly string[] };

export async function answerClaim(
  seat: RaterSeat,
  { want, ...has }: z.output<typeof claimRequest>,
  { isGone }: Asked,
): Promise<Answer> {
  const held = await claimItems(seat, want, { isGone });
  return answerJson(await buildQueue(seat, held, { want, ...has }));
}

/** Nothing that goes wrong here may cost the person the acknowledgement of a label that is stored. */
async function buildNext(seat: RaterSeat, held: Held | null, { want, ...has }: Has): Promise<Queue | null> {
  if (want === 0) return null;
  try {
    const isFinal =
      held && (held.leases.length >= maxLeases || held.stoppedBy === "quota" || held.stoppedBy === "closed");
    const next = isFinal ? held : await claimItems(seat, maxLeases, { renew: "old", held });
    return await buildQueue(seat, next, { want: maxLeases, ...has });
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
  const { holds, knows, want, studyId: _, ...submission } = input;
  await sweepNowAndThen(seat.studyId);
  const submitted = await submitJudgment(seat, submission, { want: want === 0 ? null : maxLeases });
  if (!submitted.ok) {
    const isConflict = submitted.reason === "conflict";
    const stored = isConflict ? await findStoredLabel(seat, submission.assignmentId) : null;
    const reason = submitted.reason === "not-found" ? "item-gone" : submitted.reason;
    return refuse(reason, { fieldErrors: submitted.fieldErrors, stored: stored ?? undefined });
  }
  const { surplus, surplusReason, revision, held } = submitted.value;
  const [reveal, next] = await Promise.all([
    findReveal(submitted.value),
    buildNext(seat, held, { want, holds, knows }),
  ]);
  const counting = { surplus, surplusReason, surplusMessage: surplus ? surplusMessage(surplusReason) : null };
  return answerJson({ saved: true, ...counting, revision, reveal, next } satisfies SubmitAnswer);
}

export async function answerSkip(seat: RaterSeat, input: z.output<typeof skipRequest>): Promise<Answer> {
  const { holds, knows, want, assignmentId, reason } = input;
  const skipped = await skipItem(seat, { assignmentId, reason });
  if (!skipped.ok) return refuse(skipped.reason);
  return answerJson({ skipped: true, next: await buildNext(seat, null, { want, holds, knows }) } satisfies SkipAnswer);
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
