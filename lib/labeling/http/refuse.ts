import type { AnnotateError, AnnotateErrorReason, StoredLabel } from "@/lib/labeling/contract";
import type { Answer } from "@/lib/labeling/http/asked";
import { lockedByClosing } from "@/lib/labeling/show/empty-messages";

const refusals: Record<AnnotateErrorReason, { status: number; error: string }> = {
  malformed: { status: 400, error: "The request is not what this app sends. Reload the page." },
  "too-large": { status: 413, error: "This is larger than 1 MB, or a draft than 100 kB. Shorten the text." },
  "not-signed-in": { status: 401, error: "You are signed out. Sign in again: what you have not sent yet is kept." },
  "account-gone": {
    status: 401,
    error: "This account is gone: whoever withdraws from their last study leaves none behind.",
  },
  "other-origin": { status: 403, error: "Refused: this request came from another site. Open the app itself." },
  "other-person": { status: 409, error: "Somebody else is signed in now. Sign in as yourself: what waits is kept." },
  "not-enrolled": { status: 409, error: "You do not label in this study. Open Label and choose to try it." },
  withdrawn: { status: 403, error: "You have withdrawn from this study." },
  removed: { status: 404, error: "You are no longer a rater in this study. Ask whoever invited you." },
  "not-found": { status: 404, error: "Not found. Reload the page." },
  "item-gone": {
    status: 404,
    error: "This item is not yours any more: it was taken out of the study, or you have withdrawn since.",
  },
  "key-reused": { status: 409, error: "This answer was sent before with other contents. Reload the page." },
  conflict: { status: 409, error: "You have answered this item already, in another place. Say which answer stands." },
  revealed: { status: 409, error: "The persona was shown after your answer, so the answer stays as it is." },
  "study-closed": { status: 409, error: lockedByClosing },
  taught: { status: 409, error: "You have seen the right answer to this one, so yours stays as it was." },
  "already-labeled": { status: 409, error: "You have labeled this item, so it cannot be skipped." },
  "too-often": {
    status: 429,
    error: "This answer was changed ten times within a minute. It is sent again in a moment.",
  },
  "too-many-edits": { status: 409, error: "This answer was changed 100 times: it stays as it is." },
  answers: { status: 422, error: "Some answers cannot be saved like this. Mend the marked questions." },
};

/** Nothing on the labeling path may be kept by a browser or a proxy. */
const headers = { "Cache-Control": "no-store" };

export const answerWith = (status: number, body: unknown, others?: Record<string, string>): Answer => ({
  status,
  headers: { ...headers, "Content-Type": "application/json", ...others },
  body: JSON.stringify(body),
});

export const answerJson = (body: unknown): Answer => answerWith(200, body);
export const answerNothing = (): Answer => ({ status: 204, headers, body: null });

type Details = { fieldErrors?: Readonly<Record<string, string>> | undefined; stored?: StoredLabel | undefined };

export function refuse(reason: AnnotateErrorReason, { fieldErrors, stored }: Details = {}): Answer {
  const { status, error } = refusals[reason];
  const body: AnnotateError = {
    reason,
    error,
    ...(fieldErrors && { fieldErrors: { ...fieldErrors } }),
    ...(stored && { stored }),
  };
  return answerWith(status, body, reason === "too-often" ? { "Retry-After": "20" } : {});
}

/** The sentence for a reason, where it is shown beside an answer rather than instead of one. */
export const refusalSentence = (reason: AnnotateErrorReason): string => refusals[reason].error;
