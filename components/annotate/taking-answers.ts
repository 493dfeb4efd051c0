import type { DeviceStorage } from "@/components/annotate/device-storage";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import type { Queue, SkipAnswer, SubmitAnswer } from "@/lib/labeling/contract";

type Given = {
  store: LabelingStore;
  storage: Pick<DeviceStorage, "clear">;
  /** After whatever changed what is on screen. */
  onShown: () => void;
  /** Asks for items where too few wait. */
  tend: () => void;
};

/** What the server answers to a claim or a label, taken into the page. */
export function takingAnswers({ store: { dispatch, getState }, storage, onShown, tend }: Given) {
  /** A study that has ended takes no answer in progress any more, and a device keeps none. */
  function forgetEnded() {
    const { empty, outbox } = getState();
    if (empty?.reason === "study-closed" && outbox.entries.length === 0) void storage.clear().catch(() => undefined);
  }

  function takeQueue(queue: Queue) {
    dispatch({ type: "queue", queue });
    forgetEnded();
    onShown();
    tend();
  }

  /** After every attempt to send: the server's answer, or null where it gave none that brings items. */
  function takeSettled(answer: SubmitAnswer | SkipAnswer | null) {
    forgetEnded();
    if (answer?.next) takeQueue(answer.next);
    else tend();
    if (!answer || !("saved" in answer)) return;
    if (!answer.next && answer.revision === 1) dispatch({ type: "counted" });
    if (answer.reveal) dispatch({ type: "reveal", persona: answer.reveal });
    if (answer.surplusMessage) dispatch({ type: "note", note: `Saved. ${answer.surplusMessage}` });
  }

  return { takeQueue, takeSettled };
}
