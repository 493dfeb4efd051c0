import type { LabelingApi } from "@/components/annotate/labeling-api";
import type { OutboxEntry, OutboxHold } from "@/components/annotate/outbox";
import { isSameAnswers } from "@/components/annotate/same-answers";
import type { AnnotateError, SkipAnswer, SubmitAnswer } from "@/lib/labeling/contract";

/** What came of sending one entry. `stored` without an answer: there was nothing left to store. */
export type Sent =
  | { kind: "stored"; answer: SubmitAnswer | SkipAnswer | null }
  | { kind: "refused"; refusal: AnnotateError }
  | { kind: "held"; hold: OutboxHold }
  | { kind: "failed"; isAlone: boolean; retryAfterMs?: number; because?: string };

type Given = { api: LabelingApi; now: () => number };
type With = { holds: string[]; knows: string[]; unseen?: number; want: 0 | 2 };

const holds: Partial<Record<AnnotateError["reason"], OutboxHold>> = {
  withdrawn: "withdrawn",
  "account-gone": "withdrawn",
  removed: "removed",
  "other-person": "other-person",
};

/** Something is missing: only the item, or the whole study. What this person may do there is asked first. */
export async function findHold(refusal: AnnotateError, { api }: Omit<Given, "now">): Promise<OutboxHold | null> {
  const known = holds[refusal.reason];
  if (known || (refusal.reason !== "not-found" && refusal.reason !== "item-gone")) return known ?? null;
  const standing = await api.getProgress();
  if (standing.kind !== "refused") return null;
  return holds[standing.refusal.reason] ?? (standing.refusal.reason === "not-found" ? "gone" : null);
}

async function settleRefused(entry: OutboxEntry, refusal: AnnotateError, given: Given): Promise<Sent> {
  const hold = await findHold(refusal, given);
  if (hold) return { kind: "held", hold };
  // A skip that is refused leaves nothing to mend: the item was labeled or has gone.
  if (entry.kind === "skip") return { kind: "stored", answer: null };
  // Answered alike in two places: there is nothing to decide.
  if (refusal.stored && isSameAnswers(refusal.stored.answers, entry.body.answers))
    return { kind: "stored", answer: null };
  return { kind: "refused", refusal };
}

/** Sends one entry once. Nothing is thrown. */
export async function sendEntry(entry: OutboxEntry, given: Given, beside: With): Promise<Sent> {
  const { api, now } = given;
  const answeredMsAgo = Math.max(0, now() - entry.createdAt);
  const outcome =
    entry.kind === "submit"
      ? await api.submit({ ...entry.body, ...beside, answeredMsAgo })
      : await api.skip({ ...entry.body, ...beside });
  if (outcome.kind === "done") return { kind: "stored", answer: outcome.value };
  if (outcome.kind === "refused") return settleRefused(entry, outcome.refusal, given);
  if (outcome.kind === "signed-out") return { kind: "held", hold: "signed-out" };
  const { retryAfterMs, because, isAlone = false } = outcome;
  return { kind: "failed", isAlone, ...(retryAfterMs !== undefined && { retryAfterMs }), ...(because && { because }) };
}
