import type { DeviceStorage } from "@/components/annotate/device-storage";
import type { LabelingApi } from "@/components/annotate/labeling-api";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import { isEnded, nextDue, type OutboxEntry, type OutboxEvent, type OutboxHold } from "@/components/annotate/outbox";
import { type Sent, sendEntry } from "@/components/annotate/send-entry";
import type { AnnotateError, SkipAnswer, SubmitAnswer } from "@/lib/labeling/contract";

type Given = {
  store: LabelingStore;
  api: LabelingApi;
  storage: DeviceStorage;
  now: () => number;
  /** What the page has already and need not be sent again. */
  listHoldings: () => { holds: string[]; knows: string[] };
  /** After every attempt: the server's answer, or null where it gave none that brings items. */
  onSettled: (answer: SubmitAnswer | SkipAnswer | null) => void;
  /** Repeating is of no use. */
  onRefused: (entry: OutboxEntry, refusal: AnnotateError) => void;
  /** After a while of being signed out or the like. */
  onHoldCheck: () => void;
};

/** How often a hold (signed out) is tried again by itself. */
const holdCheckMs = 30_000;

/** Sends the outbox of the study that is labeled in this page, until the server has said that each label is stored. */
export function outboxSender({ store, api, storage, now, listHoldings, ...on }: Given) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  const tell = (event: OutboxEvent) => store.dispatch({ type: "outbox", event });
  const notKept = () => store.dispatch({ type: "notKept" });

  const keep = (entry: OutboxEntry) => storage.putEntry({ ...entry, isKept: true }).catch(notKept);

  /** What the disk could not forget is sent again at the next visit; its key makes that harmless. */
  const forget = (key: string) => storage.removeEntries([key]).catch(notKept);

  /** Nobody takes the labels of somebody who withdrew: nothing of them stays here. */
  function hold(why: OutboxHold) {
    if (isEnded(why)) {
      tell({ type: "cleared" });
      void storage.clear().catch(notKept);
    }
    tell({ type: "held", hold: why });
  }

  async function settle(entry: OutboxEntry, sent: Sent) {
    const { key } = entry;
    switch (sent.kind) {
      case "stored":
        tell({ type: "delivered", key });
        on.onSettled(sent.answer);
        return forget(key);
      case "refused":
        tell({ type: "refused", key, refusal: sent.refusal });
        on.onSettled(null);
        await keep({ ...entry, refusal: sent.refusal });
        return on.onRefused(entry, sent.refusal);
      case "held":
        return hold(sent.hold);
      case "failed": {
        const { isAlone, retryAfterMs, because } = sent;
        return tell({ type: "failed", key, at: now(), isAlone, retryAfterMs, because });
      }
    }
  }

  async function send(entry: OutboxEntry) {
    tell({ type: "sending", key: entry.key });
    await settle(entry, await sendEntry(entry, { api, now }, { ...listHoldings(), want: 2 }));
    pump();
  }

  function pump() {
    clearTimeout(timer);
    if (!isRunning) return;
    const { outbox } = store.getState();
    if (outbox.hold && !outbox.isTrying) {
      if (!isEnded(outbox.hold)) timer = setTimeout(on.onHoldCheck, holdCheckMs);
      return;
    }
    const due = nextDue(outbox, now());
    if (!due) return;
    if ("waitMs" in due) {
      timer = setTimeout(pump, due.waitMs);
      return;
    }
    const entry = outbox.entries.find(({ key }) => key === due.key);
    if (entry) void send(entry);
  }

  function resume() {
    tell({ type: "resumed" });
    pump();
  }

  return {
    start(entries: readonly OutboxEntry[]) {
      isRunning = true;
      tell({ type: "loaded", entries });
      pump();
    },
    stop() {
      isRunning = false;
      clearTimeout(timer);
    },
    /** On the device first, then on its way. */
    async add(entry: OutboxEntry) {
      tell({ type: "added", entry });
      await keep(entry);
      tell({ type: "kept", key: entry.key });
      pump();
    },
    retry(entry: OutboxEntry) {
      tell({ type: "retried", key: entry.key });
      void keep({ ...entry, refusal: null });
      pump();
    },
    async discard(key: string) {
      tell({ type: "discarded", key });
      await forget(key);
      pump();
    },
    hold,
    resume,
  };
}
