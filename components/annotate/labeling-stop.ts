import type { LabelingState } from "@/components/annotate/labeling-state";
import { countWaiting, type OutboxHold } from "@/components/annotate/outbox";
import { countOf } from "@/lib/format-number";
import type { EmptyReason } from "@/lib/labeling/contract";
import { said } from "@/lib/languages/say";

/** Everything that can stand in the place of an item. */
export type StopKind = OutboxHold | EmptyReason | "elsewhere" | "offline" | "failing" | "refused" | "fetching";

/** What the person can do there, the first being what most want. */
export type StopAction =
  | "take-over"
  | "sign-in"
  | "sign-in-here"
  | "try-now"
  | "look-now"
  | "try-again"
  | "leave"
  | "discard";

export type Stop = { kind: StopKind; title: string; text: string; actions: readonly StopAction[] };

const title: Record<StopKind, string> = {
  elsewhere: said("You are labeling in another tab"),
  "signed-out": said("You are signed out"),
  left: said("You are signed out"),
  "other-person": said("Somebody else is signed in"),
  removed: said("You are no longer a rater in this study"),
  withdrawn: said("You have withdrawn from this study"),
  gone: said("This study is not there for you any more"),
  offline: said("The server is not reached"),
  failing: said("The server has a fault"),
  refused: said("No item could be fetched"),
  fetching: said("Fetching the next item"),
  "study-draft": said("The study has not begun"),
  "study-paused": said("The study is paused"),
  "study-closed": said("The study is closed"),
  "rater-paused": said("Your part is paused"),
  "rater-checked": said("Your part rests for a moment"),
  "test-open": said("The test goes on with the item on your screen"),
  "test-again": said("Not passed this time"),
  "test-wait": said("Not passed this time"),
  "test-failed": said("The test ends here"),
  "no-protocol": said("No questions are published yet"),
  "nothing-loaded": said("There is nothing to label yet"),
  quota: said("You have labeled all that was agreed"),
  "day-limit": said("Enough for one day"),
  "all-done": said("You have labeled everything"),
  "all-full": said("All items have the labels they need"),
  "all-capped": said("You have judged as much of each question as one person may"),
  "for-others": said("The rest is for other people"),
  "not-asked": said("No items are given to you in this study"),
  reserved: said("The last items are on other screens"),
};

const actions: Record<StopKind, readonly StopAction[]> = {
  elsewhere: ["take-over", "leave"],
  "signed-out": ["sign-in", "try-now"],
  left: ["sign-in-here"],
  "other-person": ["sign-in", "try-now"],
  removed: ["leave", "try-now", "discard"],
  withdrawn: ["leave"],
  gone: ["leave"],
  offline: ["try-now", "leave"],
  failing: ["try-now", "leave"],
  refused: ["try-now", "leave"],
  fetching: ["leave"],
  "study-draft": ["look-now", "leave"],
  "study-paused": ["look-now", "leave"],
  "study-closed": ["leave"],
  "rater-paused": ["look-now", "leave"],
  "rater-checked": ["look-now", "leave"],
  "test-open": ["look-now", "leave"],
  "test-again": ["try-again", "leave"],
  "test-wait": ["look-now", "leave"],
  "test-failed": ["look-now", "leave"],
  "no-protocol": ["look-now", "leave"],
  "nothing-loaded": ["look-now", "leave"],
  quota: ["leave"],
  "day-limit": ["look-now", "leave"],
  "all-done": ["leave"],
  "all-full": ["look-now", "leave"],
  "all-capped": ["look-now", "leave"],
  "for-others": ["look-now", "leave"],
  "not-asked": ["look-now", "leave"],
  reserved: ["look-now", "leave"],
};

const waitingWords = (count: number) => countOf(count, "label waits on this device", "labels wait on this device");

function textOf(kind: StopKind, { outbox, empty, trouble }: LabelingState): string {
  const waiting = countWaiting(outbox);
  switch (kind) {
    case "elsewhere":
      return "One tab at a time, so that no item is shown to you twice. Nothing is lost by changing over.";
    case "signed-out":
      return waiting > 0
        ? `${waitingWords(waiting)}. Sign in again to send and to go on.`
        : "All you have labeled is saved. Sign in again to go on.";
    case "left":
      return "You signed out in another tab, and nothing of yours is left on this device. Sign in again to go on and to see your earlier answers.";
    case "other-person":
      return `This browser is signed in as another person now, who is not shown your answers. Sign in as yourself to see them and to go on${waiting > 0 ? `: ${waitingWords(waiting)}` : ""}.`;
    case "removed":
      return `What you labeled before is kept, but the study is not shown to you any more. Ask whoever invited you if this is a mistake.${waiting > 0 ? ` ${waitingWords(waiting)} and cannot be sent.` : ""}`;
    case "withdrawn":
      return "Your answers are erased, so there is no earlier one to go back to. Nothing of yours is left on this device or sent any more.";
    case "gone":
      return "You have withdrawn from it, or it was deleted: there is no earlier answer to go back to. Nothing of yours is left on this device or sent any more.";
    case "offline":
      return `${waiting > 0 ? `${waitingWords(waiting)}. ` : ""}The next item comes by itself when the connection is back.`;
    case "failing":
      return `${waiting > 0 ? `${waitingWords(waiting)}. ` : ""}${outbox.because ?? "It answers, but can neither store nor give anything now."} This page tries again by itself.`;
    case "refused":
      return trouble ?? "";
    case "fetching":
      return `The server takes longer than usual.${waiting > 0 ? ` ${waitingWords(waiting)}.` : " Nothing you gave is lost."}`;
    default:
      return empty?.message ?? "";
  }
}

/** What no item outlives, neither the one on the screen nor an earlier one. */
const finalStops: readonly StopKind[] = ["left", "removed", "withdrawn", "gone", "other-person"];

export const isFinalStop = (kind: StopKind) => finalStops.includes(kind);

function findKind({ phase, outbox, trouble, empty, current }: LabelingState): StopKind | null {
  if (phase === "elsewhere") return "elsewhere";
  if (outbox.hold && isFinalStop(outbox.hold)) return outbox.hold;
  if (current) return null;
  if (outbox.hold) return outbox.hold;
  const isCutOff = outbox.isCutOff && countWaiting(outbox) > 0;
  if (isCutOff && outbox.because) return "failing";
  if (isCutOff || trouble === unreached) return "offline";
  if (trouble === failing || (outbox.isFailing && countWaiting(outbox) > 0)) return "failing";
  if (trouble) return "refused";
  return empty ? empty.reason : "fetching";
}

/** The trouble of a claim that reached no server. */
export const unreached = "The server cannot be reached.";
/** The same where a server is there and could not answer. */
export const failing = "The server has a fault.";

/** What stands in the place of an item, and what to do there; null where there is an item. */
export function findStop(state: LabelingState): Stop | null {
  const kind = findKind(state);
  return kind && { kind, title: title[kind], text: textOf(kind, state), actions: actions[kind] };
}
