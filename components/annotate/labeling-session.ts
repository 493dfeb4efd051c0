import { type DeviceStorage, deviceStorage, type LocalDraft } from "@/components/annotate/device-storage";
import { draftKeeper, listStaleDrafts } from "@/components/annotate/draft-keeper";
import { earlierItems } from "@/components/annotate/earlier-items";
import { itemSupply } from "@/components/annotate/item-supply";
import { labelingApi } from "@/components/annotate/labeling-api";
import { answersToSend, isChanged, type Judging, onScreen, startJudging } from "@/components/annotate/labeling-state";
import { labelingStore } from "@/components/annotate/labeling-store";
import { oneTab } from "@/components/annotate/one-tab";
import type { OutboxEntry, OutboxWork } from "@/components/annotate/outbox";
import { outboxSender } from "@/components/annotate/outbox-sender";
import { watchPresence } from "@/components/annotate/presence";
import type { Queue } from "@/lib/annotate/contract";
import type { AnswerInput } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";

/** A random UUID, also where the page is not a secure context and `randomUUID` is missing. */
function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, place) => {
    const fixed = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte;
    return fixed.toString(16).padStart(2, "0");
  });
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const partKeys = ({ item: { texts, candidates } }: Judging) =>
  new Map([...texts, ...candidates].map(({ partId }) => [partId, partId]));

const surplusNote = "Saved. That item had all its labels by then: yours is kept, but does not count.";

export type LabelingSession = ReturnType<typeof labelingSession>;
type Given = { studyId: string; userId: string; storage?: DeviceStorage };

/** One person labeling one study in this page: the state, and everything that fills, saves and sends it. */
export function labelingSession({ studyId, userId, storage = deviceStorage(userId, studyId) }: Given) {
  const now = () => Date.now();
  const store = labelingStore();
  const { dispatch, getState } = store;
  const api = labelingApi(studyId, (...request) => fetch(...request));
  const presence = watchPresence(now);
  const keeper = draftKeeper({ store, api, storage, presence });
  const earlier = earlierItems(api);
  let drafts = new Map<string, LocalDraft>();
  let isGoingBack = false;

  const listHoldings = () => {
    const { current, behind, protocols, outbox } = getState();
    const shown = current ? [current.item, ...behind] : behind;
    const holds = [...shown.map((item) => item.assignmentId), ...outbox.entries.map(({ body }) => body.assignmentId)];
    return { holds: [...new Set(holds)].slice(0, 20), knows: Object.keys(protocols) };
  };

  /** After whatever changed what is on screen. */
  function look() {
    const id = onScreen(getState())?.item.assignmentId ?? null;
    presence.show(id, id === null ? undefined : drafts.get(id));
  }

  function takeQueue(queue: Queue) {
    const unsaved = [...drafts.values()].filter(({ isSaved }) => !isSaved);
    const answers = Object.fromEntries(unsaved.map((draft) => [draft.assignmentId, draft.answers]));
    dispatch({ type: "queue", queue, drafts: answers });
    look();
    supply.tend();
  }

  const supply = itemSupply({ store, api, now, listHoldings, onQueue: takeQueue });
  const sender = outboxSender({
    ...{ store, api, storage, userId, now, listHoldings },
    onStored(_, answer) {
      if (!answer) return void supply.claim();
      takeQueue(answer.next);
      if (!("saved" in answer)) return;
      if (answer.reveal) dispatch({ type: "reveal", persona: answer.reveal });
      if (answer.surplus) dispatch({ type: "note", note: surplusNote });
    },
  });

  async function begin() {
    const kept = await storage.load().catch(() => {
      dispatch({ type: "notKept" });
      return { entries: [], drafts: [] };
    });
    drafts = new Map(kept.drafts.map((draft) => [draft.assignmentId, draft]));
    const stale = listStaleDrafts(kept.drafts, now());
    if (stale.length > 0) void storage.removeDrafts(stale).catch(() => undefined);
    presence.start();
    keeper.start();
    sender.start(kept.entries);
    supply.start();
  }

  function pause() {
    void keeper.save(true);
    presence.stop();
    keeper.stop();
    sender.stop();
    supply.stop();
  }

  const tab = oneTab({
    name: `persona-grata/${userId}/${studyId}`,
    onGranted: begin,
    onElsewhere() {
      pause();
      dispatch({ type: "phase", phase: "elsewhere" });
    },
  });

  function onOnline() {
    sender.resume();
    void keeper.save();
    if (!getState().current) void supply.claim();
  }
  const onReturn = () => document.visibilityState === "visible" && getState().outbox.hold && onOnline();
  function onPageHide() {
    void keeper.save(true);
    const { behind, leases } = getState();
    const unseen = behind.flatMap(({ assignmentId }) => {
      const leaseExpiresAt = leases[assignmentId];
      return leaseExpiresAt ? [{ assignmentId, leaseExpiresAt }] : [];
    });
    if (unseen.length > 0) api.release(unseen);
  }
  const onPageShow = (event: PageTransitionEvent) => event.persisted && supply.claim();

  /** Puts work in the outbox and shows what comes next, in one turn of the event loop. */
  function post(judging: Judging, work: OutboxWork) {
    const { item, protocol } = judging;
    const entry: OutboxEntry = {
      ...work,
      ...{ item, protocol: { ...protocol, guidelines: "" }, createdAt: now(), attempts: 0, notBefore: 0 },
      ...{ isKept: false, refusal: null },
    };
    void sender.add(entry);
    if (judging.mends) void sender.discard(judging.mends);
    presence.forget(item.assignmentId);
    if (judging.from === "queue") {
      drafts.delete(item.assignmentId);
      void keeper.drop(item.assignmentId);
      dispatch({ type: "left" });
    } else dispatch({ type: "reviewClosed" });
    look();
    supply.tend();
  }

  async function goBack(steps: 1 | -1) {
    const { review, depth } = getState();
    if (review && isChanged(review))
      return dispatch({ type: "note", note: "Save the change (Enter) or leave it (Esc) first." });
    if (depth + steps <= 0) return closeReview();
    if (isGoingBack) return;
    isGoingBack = true;
    dispatch({ type: "note", note: "Fetching the earlier item" });
    const found = await earlier.find(depth + steps);
    isGoingBack = false;
    if (found === "none") return dispatch({ type: "note", note: "This is the first item you labeled." });
    if (found === "unreached")
      return dispatch({ type: "note", note: "The earlier item cannot be fetched: the server is not reached." });
    dispatch({ type: "review", review: found, depth: depth + steps });
    look();
  }

  function closeReview() {
    dispatch({ type: "reviewClosed" });
    dispatch({ type: "note", note: null });
    look();
  }

  return {
    subscribe: store.subscribe,
    getState,
    start() {
      tab.start();
      window.addEventListener("online", onOnline);
      window.addEventListener("pagehide", onPageHide);
      window.addEventListener("pageshow", onPageShow);
      document.addEventListener("visibilitychange", onReturn);
    },
    stop() {
      pause();
      tab.stop();
      window.removeEventListener("online", onOnline);
      window.removeEventListener("pagehide", onPageHide);
      window.removeEventListener("pageshow", onPageShow);
      document.removeEventListener("visibilitychange", onReturn);
    },
    answer(questionKey: string, answer: AnswerInput | undefined, isAdvancing: boolean) {
      dispatch({ type: "answered", questionKey, answer, isAdvancing });
      const { review, current } = getState();
      if (!review && current) keeper.note(current);
    },
    takeInHand: (questionKey: string) => dispatch({ type: "inHand", questionKey }),
    openPart: (partId: string) => dispatch({ type: "partOpened", partId }),
    complain: (errors: Readonly<Record<string, string>>) => dispatch({ type: "errors", errors }),
    /** False when something is missing; the messages then stand at the questions. */
    submit(): boolean {
      const judging = onScreen(getState());
      if (!judging) return false;
      if (judging.from === "finished" && (judging.locked || !isChanged(judging))) {
        closeReview();
        return true;
      }
      const answers = answersToSend(judging);
      const check = validateAnswers(judging.protocol.questions, answers, partKeys(judging));
      if (!check.ok) {
        dispatch({ type: "errors", errors: check.fieldErrors ?? {} });
        return false;
      }
      const { assignmentId } = judging.item;
      const { activeMs, elapsedMs } = presence.read(assignmentId);
      const key = makeKey();
      earlier.remember(judging, answers);
      post(judging, {
        ...{ kind: "submit", key, isEdit: judging.from === "finished" },
        body: { assignmentId, key, answers, activeMs, elapsedMs },
      });
      return true;
    },
    skip(reason: string) {
      const { current, review } = getState();
      if (!current || review) return;
      const { assignmentId } = current.item;
      post(current, { kind: "skip", key: makeKey(), body: { assignmentId, reason } });
    },
    goBack,
    closeReview,
    mend({ key, kind, item, protocol, body, refusal }: OutboxEntry) {
      if (kind !== "submit" || !("answers" in body)) return;
      const given = { from: "outbox", mends: key, errors: refusal?.fieldErrors ?? {} } as const;
      dispatch({ type: "review", review: startJudging(item, protocol, body.answers, given), depth: 0 });
      look();
    },
    sendAgain: (entry: OutboxEntry) => sender.retry(entry),
    discard(entry: OutboxEntry) {
      earlier.forget(entry.item.assignmentId);
      void sender.discard(entry.key);
    },
    resume: onOnline,
    lookAgain: supply.claim,
    dismissReveal: () => dispatch({ type: "reveal", persona: null }),
    takeOver: tab.takeOver,
  };
}
