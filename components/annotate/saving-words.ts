import type { LabelingState } from "@/components/annotate/labeling-state";
import { countWaiting, findConflict, isEnded, listRefused } from "@/components/annotate/outbox";
import { countOf } from "@/lib/format-number";

export type SavingWords = {
  tone: "calm" | "attention" | "danger";
  text: string;
  /** What it means and what to do, where there is something to do. */
  detail: string | null;
};

/** The state of saving as words, the most urgent first. */
export function describeSaving(state: Pick<LabelingState, "outbox" | "draft" | "isKept" | "trouble">): SavingWords {
  const { outbox, draft, isKept } = state;
  const waiting = countWaiting(outbox);
  const refused = listRefused(outbox).length;
  const tail = waiting > 0 ? `, ${waiting} waiting` : "";
  const them = waiting === 1 ? "it is" : "they are";
  const safe = waiting > 0 ? ` ${countOf(waiting, "label")} ${waiting === 1 ? "is" : "are"} safe on this device.` : "";
  if (isEnded(outbox.hold)) return { tone: "calm", text: "Ended", detail: null };
  if (outbox.hold === "left") return { tone: "calm", text: "Signed out", detail: null };
  if (outbox.hold === "removed") return { tone: "attention", text: `Removed${tail}`, detail: null };
  if (!isKept && waiting > 0)
    return {
      tone: "danger",
      text: `Not saved yet, ${waiting} waiting`,
      detail: "This browser keeps nothing: leave this page open until it says Saved.",
    };
  if (outbox.hold === "signed-out")
    return {
      tone: "attention",
      text: `Signed out${tail}`,
      detail: waiting > 0 ? `Sign in again and ${them} sent.${safe}` : "Sign in again to go on.",
    };
  if (outbox.hold === "other-person")
    return {
      tone: "attention",
      text: `Somebody else is signed in${tail}`,
      detail: waiting > 0 ? `Sign in as yourself and ${them} sent.${safe}` : "Sign in as yourself to go on.",
    };
  if (findConflict(outbox))
    return { tone: "danger", text: "1 answer to decide", detail: "An item was answered in two places." };
  if (refused > 0)
    return {
      tone: "danger",
      text: countOf(refused, "answer was not taken", "answers were not taken"),
      detail: null,
    };
  if (outbox.because && waiting > 0)
    return {
      tone: "attention",
      text: `Not stored yet${tail}`,
      detail: `${outbox.because} ${waiting === 1 ? "It is sent again by itself." : "They are sent again by themselves."}${safe}`,
    };
  if (outbox.isCutOff || draft === "kept")
    return {
      tone: "attention",
      text: `Offline${tail}`,
      detail:
        waiting > 0
          ? `Once the connection is back ${them} sent.${safe}`
          : "What you answer is kept on this device and sent once the connection is back.",
    };
  if (outbox.isFailing && waiting > 0)
    return {
      tone: "attention",
      text: `Not stored yet${tail}`,
      detail: `The server has a fault. They are sent again by themselves.${safe}`,
    };
  if (draft === "refused" && waiting === 0)
    return {
      tone: "attention",
      text: "On this device only",
      detail: "The server does not keep the answer in progress as it is, perhaps because it is too long. Shorten it.",
    };
  if (waiting > 0 || draft === "saving") return { tone: "calm", text: "Saving", detail: null };
  return { tone: "calm", text: "Saved", detail: null };
}
