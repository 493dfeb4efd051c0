import { countWords } from "@/components/annotate/count-words";
import { type DeviceStorage, deviceRooms, type LocalDraft } from "@/components/annotate/device-storage";
import { draftKeeper, listStaleDrafts } from "@/components/annotate/draft-keeper";
import { earlierItems } from "@/components/annotate/earlier-items";
import { itemSupply } from "@/components/annotate/item-supply";
import { labelingApi } from "@/components/annotate/labeling-api";
import { answersToSend, isChanged, type Judging, onScreen } from "@/components/annotate/labeling-state";
import { labelingStore } from "@/components/annotate/labeling-store";
import { makeKey } from "@/components/annotate/make-key";
import { oneTab, tabName } from "@/components/annotate/one-tab";
import { nextMoment, type OutboxEntry, type OutboxWork } from "@/components/annotate/outbox";
import { outboxSender } from "@/components/annotate/outbox-sender";
import { watchPageLife } from "@/components/annotate/page-life";
import { watchPresence } from "@/components/annotate/presence";
import { findHold } from "@/components/annotate/send-entry";
import { settleAnswers } from "@/components/annotate/settle-answers";
import { steadyNow } from "@/components/annotate/steady-clock";
import type { AnnotateError, Queue } from "@/lib/labeling/contract";
import { lockedByClosing } from "@/lib/labeling/show/empty-messages";
import type { AnswerInput } from "@/lib/protocol/schema";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { nameUsedViews } from "@/lib/reading/text-view";

const partKeys = ({ item: { texts, candidates } }: Judging) =>
  new Map([...texts, ...candidates].map(({ partId }) => [partId, partId]));

const notes = {
  unsaved: "Save the change (Enter) or leave it (Esc) first.",
  fetching: "Fetching the earlier item",
  none: "This is the first item you labeled.",
  gone: "The earlier item is not there any more.",
  unreached: "The earlier item cannot be fetched: the server is not reached.",
};

export type LabelingSession = ReturnType<typeof labelingSession>;
type Given = { studyId: string; userId: string; storage?: DeviceStorage };

/** One person labeling one study in this page: the state, and everything that fills, saves and sends it. */
export function labelingSession({ studyId, userId, storage = deviceRooms(userId).room(studyId) }: Given) {
  const now = () => Date.now();
  const store = labelingStore();
  const { dispatch, getState } = store;
  const api = labelingApi({ studyId, userId, fetchIt: (...request) => fetch(...request) });
  const presence = watchPresence(steadyNow);
  const keeper = draftKeeper({ store, api, storage, presence, takeHold });
  const earlier = earlierItems(api);
  let drafts = new Map<string, LocalDraft>();
  /** Versions that were read while the server was out of reach. */
  const untold = new Set<string>();
  let isInView = false;
  let isGoingBack = false;
  /** Counts beginnings, so that one that was overtaken while it read the disk does not go on. */
  let run = 0;
  let unwatch: () => void = () => undefined;

  const note = (text: string | null) => dispatch({ type: "note", note: text });

  const listHoldings = () => {
    const { current, behind, protocols, outbox } = getState();
    const shown = current ? [current.item, ...behind] : behind;
    const holds = [...shown.map((item) => item.assignmentId), ...outbox.entries.map(({ body }) => body.assignmentId)];
    return { holds: [...new Set(holds)].slice(0, 20), knows: Object.keys(protocols) };
  };

  /** After whatever changed what is on screen: its clock runs. */
  function look() {
    const item = isInView ? onScreen(getState())?.item : undefined;
    if (!item) return presence.show(null);
    const { assignmentId } = item;
    presence.show({ assignmentId, words: countWords(item) }, drafts.get(assignmentId));
  }

  function takeQueue(queue: Queue) {
    dispatch({ type: "queue", queue });
    forgetEnded();
    look();
    supply.tend();
  }

  /** A study that has ended takes no answer in progress any more, and a device keeps none. */
  function forgetEnded() {
    const { empty, outbox } = getState();
    if (empty?.reason === "study-closed" && outbox.entries.length === 0) void storage.clear().catch(() => undefined);
  }

  /** Whether a refusal is about the person rather than about what was asked. */
  async function takeHold(refusal: AnnotateError): Promise<boolean> {
    const hold = await findHold(refusal, { api });
    if (hold) sender.hold(hold);
    return hold !== null;
  }

  async function takeRefusal(refusal: AnnotateError) {
    if (!(await takeHold(refusal))) dispatch({ type: "trouble", trouble: refusal.error });
  }

  const supply = itemSupply({ store, api, now, listHoldings, onQueue: takeQueue, onRefused: takeRefusal });
  const sender = outboxSender({
    ...{ store, api, storage, listHoldings, now: steadyNow },
    onSettled(answer) {
      forgetEnded();
      if (!answer?.next) supply.tend();
      else takeQueue(answer.next);
      if (!answer || !("saved" in answer)) return;
      if (!answer.next && answer.revision === 1) dispatch({ type: "counted" });
      if (answer.reveal) dispatch({ type: "reveal", persona: answer.reveal });
      if (answer.surplusMessage) note(`Saved. ${answer.surplusMessage}`);
    },
    onRefused: (entry, refusal) => dropEnded({ ...entry, refusal }),
    onHoldCheck: () => resume(),
  });
  const settling = settleAnswers({ store, api, sender, earlier, onShown: look });

  /** After the end of a study an answer cannot be changed any more: that is said, and nothing of the change stays. */
  function dropEnded(entry: OutboxEntry) {
    if (entry.refusal?.reason !== "study-closed") return;
    settling.discard(entry);
    note(`A change was not taken. ${entry.refusal.error}`);
  }

  async function begin() {
    run += 1;
    const own = run;
    dispatch({ type: "restarted" });
    const kept = await storage.load().catch(() => {
      dispatch({ type: "notKept" });
      return { entries: [], drafts: [] };
    });
    if (own !== run) return;
    drafts = new Map(kept.drafts.map((draft) => [draft.assignmentId, draft]));
    dispatch({ type: "draftsFound", drafts: Object.fromEntries(drafts) });
    const stale = listStaleDrafts(kept.drafts, now());
    if (stale.length > 0) void storage.removeDrafts(stale).catch(() => undefined);
    presence.start();
    keeper.start();
    sender.start(kept.entries);
    supply.start();
    kept.entries.forEach(dropEnded);
  }

  function pause() {
    run += 1;
    presence.stop();
    keeper.stop();
    sender.stop();
    supply.stop();
  }

  /** What is in progress is saved; what waited unseen goes to others. */
  function leave() {
    const { phase, current, behind, leases } = getState();
    // A tab that was taken over knows of older answers than the one that took over.
    if (phase === "ready" && current) keeper.keep(current);
    void keeper.save(true);
    const unseen = behind.flatMap(({ assignmentId }) => {
      const leaseExpiresAt = leases[assignmentId];
      return leaseExpiresAt ? [{ assignmentId, leaseExpiresAt }] : [];
    });
    if (unseen.length > 0) api.release(unseen);
  }

  async function tellUntold() {
    for (const versionId of untold) if (await api.tellRead({ versionId })) untold.delete(versionId);
  }

  function resume() {
    sender.resume();
    void keeper.save();
    void tellUntold();
    const { current, outbox } = getState();
    // Whoever was signed out is asked for: the answer to a claim ends that, whether or not anything waits.
    if (!current || outbox.hold) void supply.claim();
  }

  const tab = oneTab({
    name: tabName(userId, studyId),
    onGranted: begin,
    onElsewhere() {
      void keeper.save(true);
      pause();
      dispatch({ type: "phase", phase: "elsewhere" });
    },
  });

  /** Puts work in the outbox and shows what comes next, in one turn of the event loop. */
  function post(judging: Judging, work: OutboxWork) {
    const { item, from, mends } = judging;
    const entry: OutboxEntry = {
      ...work,
      ...{
        studyId,
        createdAt: nextMoment(getState().outbox, steadyNow()),
        attempts: 0,
        notBefore: 0,
        isKept: false,
        refusal: null,
      },
    };
    void sender.add(entry);
    if (mends) void sender.discard(mends);
    presence.forget(item.assignmentId);
    if (from === "queue") {
      drafts.delete(item.assignmentId);
      void keeper.drop(item.assignmentId);
      dispatch({ type: "left" });
    } else dispatch({ type: "reviewClosed" });
    look();
    supply.tend();
  }

  function closeReview() {
    dispatch({ type: "reviewClosed" });
    note(null);
    look();
  }

  async function goBack(steps: 1 | -1) {
    const { review, depth } = getState();
    if (review && isChanged(review)) return note(notes.unsaved);
    if (depth + steps <= 0) return closeReview();
    if (isGoingBack) return;
    isGoingBack = true;
    note(notes.fetching);
    const found = await earlier.find(depth + steps);
    isGoingBack = false;
    if (typeof found === "string") return note(notes[found]);
    const { empty } = getState();
    // What was labeled in this page is shown from memory, where it could still be changed.
    const locked = found.locked ?? (empty?.reason === "study-closed" ? lockedByClosing : null);
    dispatch({ type: "review", review: { ...found, locked }, depth: depth + steps });
    look();
  }

  /** False when something is missing; the messages then stand at the questions. */
  function submit(): boolean {
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
    const body = {
      assignmentId,
      key,
      edits: judging.revision,
      answers,
      activeMs,
      elapsedMs,
      view: nameUsedViews(judging.views),
    };
    post(judging, { kind: "submit", key, body });
    return true;
  }

  return {
    subscribe: store.subscribe,
    getState,
    start() {
      const onReturn = () => getState().outbox.hold && resume();
      unwatch = watchPageLife({ onOnline: resume, onReturn, onLeave: leave, onRestore: () => void supply.claim() });
      tab.start();
    },
    stop() {
      leave();
      pause();
      unwatch();
      tab.stop();
    },
    /** Whether the item is really before the rater's eyes; the guidelines may be in front of it. */
    setInView(isNow: boolean) {
      isInView = isNow;
      look();
    },
    answer(questionKey: string, answer: AnswerInput | undefined, isAdvancing: boolean) {
      dispatch({ type: "answered", questionKey, answer, isAdvancing });
      const { review, current } = getState();
      if (!review && current) keeper.note(current);
    },
    takeInHand: (questionKey: string) => dispatch({ type: "inHand", questionKey }),
    turnView() {
      dispatch({ type: "viewTurned" });
      const { review, current } = getState();
      if (!review && current) keeper.keep(current);
    },
    openPart: (partId: string) => dispatch({ type: "partOpened", partId }),
    complain: (errors: Readonly<Record<string, string>>) => dispatch({ type: "errors", errors }),
    submit,
    skip(reason: string) {
      const { current, review } = getState();
      if (!current || review) return;
      const { assignmentId } = current.item;
      post(current, { kind: "skip", key: makeKey(), body: { assignmentId, reason } });
    },
    /** The guidelines of a version, or what is new in them, were before the rater's eyes. */
    async markRead(versionId: string) {
      dispatch({ type: "read", versionId });
      if (!(await api.tellRead({ versionId }))) untold.add(versionId);
    },
    ...{ goBack, closeReview, resume, ...settling },
    /** The person gives up what cannot be sent any more. */
    discardAll() {
      for (const entry of getState().outbox.entries) settling.discard(entry);
    },
    sendAgain: sender.retry,
    lookAgain: supply.claim,
    takeOver: tab.takeOver,
  };
}
