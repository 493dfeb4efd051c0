import type { LabelingState } from "@/components/annotate/labeling-state";
import { countWaiting, findConflict, isEnded, listRefused } from "@/components/annotate/outbox";

export type SavingWords = {
  tone: "calm" | "attention" | "danger";
  text: string;
  /** What it means and what to do, where there is something to do. */
  detail: string | null;
};

const labels = (count: number) => (count === 1 ? "1 label" : `${count} labels`);

/** The state of saving as words, the most urgent first. */
export function describeSaving(state: Pick<LabelingState, "outbox" | "draft" | "isKept" | "trouble">): SavingWords {
  const { outbox, draft, isKept } = state;
  const waiting = countWaiting(outbox);
  const refused = listRefused(outbox).length;
  const tail = waiting > 0 ? `, ${waiting} waiting` : "";
  const safe = waiting > 0 ? ` ${labels(waiting)} ${waiting === 1 ? "is" : "are"} safe on this device.` : "";
  if (isEnded(outbox.hold)) return { tone: "calm", text: "Ended", detail: null };
  if (outbox.hold === "removed") return { tone: "attention", text: `Removed${tail}`, detail: null };
  if (!isKept && waiting > 0)
    return {
      tone: "danger",
      text: `Not saved yet, ${waiting} waiting`,
      detail: "This browser keeps nothing: leave this page open until it says Saved.",
    };
  if (outbox.hold === "signed-out")
    return { tone: "attention", text: `Signed out${tail}`, detail: `Sign in again and they are sent.${safe}` };
  if (outbox.hold === "other-person")
    return {
      tone: "attention",
      text: `Somebody else is signed in${tail}`,
      detail: `Sign in as yourself to send them.${safe}`,
    };
  if (findConflict(outbox))
    return { tone: "danger", text: "1 answer to decide", detail: "An item was answered in two places." };
  if (refused > 0)
    return {
      tone: "danger",
      text: refused === 1 ? "1 answer was not taken" : `${refused} answers were not taken`,
      detail: null,
    };
  if (outbox.isCutOff || draft === "kept")
    return { tone: "attention", text: `Offline${tail}`, detail: `They are sent when the connection is back.${safe}` };
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
