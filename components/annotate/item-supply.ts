import type { LabelingApi } from "@/components/annotate/labeling-api";
import { failing, unreached } from "@/components/annotate/labeling-stop";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import { isUnderWay } from "@/components/annotate/outbox";
import type { AnnotateError, Queue } from "@/lib/labeling/contract";

type Given = {
  store: LabelingStore;
  api: LabelingApi;
  now: () => number;
  listHoldings: () => { holds: string[]; knows: string[]; unseen?: number };
  onQueue: (queue: Queue) => void;
  /** The server says no: to this person, or to the request. */
  onRefused: (refusal: AnnotateError) => Promise<void>;
};

/** How often an empty queue without a time is asked again, and how long after an unanswered claim. */
export const lookAgainMs = 60_000;
const retryMs = 3000;
/** However late an item is said to come free: this computer's clock may be wrong, and others may give items back. */
const longestWaitMs = 5 * 60_000;

/** When an item may come free; ms since 1970. A second is added so that the lease has really run out. */
export const whenToLookAgain = (until: string | null, now: number) =>
  until === null ? now + lookAgainMs : Math.max(now + retryMs, Date.parse(until) + 1000);

/** Asks for items whenever there is room for one: at the start, after a break in the connection, when a queue may have filled. */
export function itemSupply({ store, api, now, listHoldings, onQueue, onRefused }: Given) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClaiming = false;
  let isRunning = false;

  const again = (afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(claim, afterMs);
  };

  async function claim() {
    clearTimeout(timer);
    if (isClaiming || !isRunning) return;
    isClaiming = true;
    const { unseen, ...has } = listHoldings();
    // Whoever has nothing on screen waits for one item: those to be held ahead come with the labels.
    const isWaiting = store.getState().current === null;
    const outcome = await api.claim({ want: 2, ...has, ...(isWaiting ? null : { unseen }) });
    isClaiming = false;
    if (!isRunning) return;
    if (outcome.kind === "done") return onQueue(outcome.value);
    if (outcome.kind === "refused") return onRefused(outcome.refusal);
    if (outcome.kind === "signed-out") {
      store.dispatch({ type: "outbox", event: { type: "held", hold: "signed-out" } });
      return again(lookAgainMs);
    }
    store.dispatch({ type: "trouble", trouble: outcome.because ?? (outcome.isAlone ? failing : unreached) });
    again(Math.max(retryMs, outcome.retryAfterMs ?? 0));
  }

  return {
    start() {
      isRunning = true;
      void claim();
    },
    stop() {
      isRunning = false;
      clearTimeout(timer);
    },
    /** After every change of the queue: waits for an empty one, fills up one that has room. */
    tend() {
      const { current, behind, empty, outbox } = store.getState();
      if (current && behind.length > 0) return clearTimeout(timer);
      if (empty)
        return current ? undefined : again(Math.min(whenToLookAgain(empty.until, now()) - now(), longestWaitMs));
      // What is on its way brings the next items with its answer, unless the server fails at it.
      if (!isUnderWay(outbox)) again(current ? retryMs : 0);
      else if (outbox.isFailing) again(retryMs);
    },
    claim,
  };
}
