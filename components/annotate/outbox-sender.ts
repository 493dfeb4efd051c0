import type { DeviceStorage } from "@/components/annotate/device-storage";
import type { LabelingApi, Outcome } from "@/components/annotate/labeling-api";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import { nextDue, type OutboxEntry, type OutboxEvent } from "@/components/annotate/outbox";
import type { SkipAnswer, SubmitAnswer } from "@/lib/annotate/contract";

type Stored = SubmitAnswer | SkipAnswer;
type Given = {
  store: LabelingStore;
  api: LabelingApi;
  storage: DeviceStorage;
  userId: string;
  now: () => number;
  /** What the page has already and need not be sent again. */
  listHoldings: () => { holds: string[]; knows: string[] };
  /** After every attempt: the server's answer, or null where it gave none that brings items. */
  onSettled: (answer: Stored | null) => void;
};

/** How often a hold (signed out) is tried again by itself. */
const holdCheckMs = 30_000;

/** Sends the outbox, one label after another, until the server has said that each is stored. */
export function outboxSender({ store, api, storage, userId, now, listHoldings, onSettled }: Given) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  const tell = (event: OutboxEvent) => store.dispatch({ type: "outbox", event });

  async function keep(entry: OutboxEntry) {
    try {
      await storage.putEntry({ ...entry, isKept: true });
    } catch {
      store.dispatch({ type: "notKept" });
    }
  }

  /** What the disk could not forget is sent again at the next visit; its key makes that harmless. */
  const forget = (key: string) => storage.removeEntries([key]).catch(() => store.dispatch({ type: "notKept" }));

  async function deliver(entry: OutboxEntry, answer: Stored | null) {
    tell({ type: "delivered", key: entry.key });
    onSettled(answer);
    await forget(entry.key);
  }

  async function refuse(entry: OutboxEntry, refusal: OutboxEntry["refusal"] & object) {
    if (refusal.reason === "not-found") {
      const signedIn = await api.findSessionUser();
      if (signedIn && signedIn !== userId) return tell({ type: "held", hold: "other-person" });
    }
    // A skip that is refused leaves nothing to mend: the item was labeled or has gone.
    if (entry.kind === "skip") return deliver(entry, null);
    tell({ type: "refused", key: entry.key, refusal });
    onSettled(null);
    await keep({ ...entry, refusal });
  }

  async function settle(entry: OutboxEntry, outcome: Outcome<Stored>) {
    if (outcome.kind === "done") return deliver(entry, outcome.value);
    if (outcome.kind === "refused") return refuse(entry, outcome.refusal);
    if (outcome.kind === "signed-out") return tell({ type: "held", hold: "signed-out" });
    tell({ type: "failed", key: entry.key, at: now(), retryAfterMs: outcome.retryAfterMs });
  }

  async function send(entry: OutboxEntry) {
    tell({ type: "sending", key: entry.key });
    const body = listHoldings();
    const outcome: Outcome<Stored> =
      entry.kind === "submit"
        ? await api.submit({ ...entry.body, ...body })
        : await api.skip({ ...entry.body, ...body });
    await settle(entry, outcome);
    pump();
  }

  function pump() {
    clearTimeout(timer);
    if (!isRunning) return;
    const { outbox } = store.getState();
    if (outbox.hold) {
      timer = setTimeout(resume, holdCheckMs);
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
    },
    resume,
  };
}
