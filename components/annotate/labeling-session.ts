import { countWords } from "@/components/annotate/count-words";
import { describeWaiting } from "@/components/annotate/describe-waiting";
import { type DeviceStorage, deviceRooms, type LocalDraft } from "@/components/annotate/device-storage";
import { draftKeeper, listStaleDrafts } from "@/components/annotate/draft-keeper";
import { earlierItems } from "@/components/annotate/earlier-items";
import { givingLabels } from "@/components/annotate/giving-labels";
import { goingBack } from "@/components/annotate/going-back";
import { itemSupply } from "@/components/annotate/item-supply";
import { isChanged } from "@/components/annotate/judging";
import { labelingApi } from "@/components/annotate/labeling-api";
import { onScreen } from "@/components/annotate/labeling-state";
import { labelingStore } from "@/components/annotate/labeling-store";
import { oneTab, tabName } from "@/components/annotate/one-tab";
import type { OutboxEntry } from "@/components/annotate/outbox";
import { outboxSender } from "@/components/annotate/outbox-sender";
import { watchPageLife } from "@/components/annotate/page-life";
import { watchPresence } from "@/components/annotate/presence";
import { findHold } from "@/components/annotate/send-entry";
import { settleAnswers } from "@/components/annotate/settle-answers";
import { noteSignedIn, type Standing, watchStanding } from "@/components/annotate/signed-in-here";
import { steadyNow } from "@/components/annotate/steady-clock";
import type { AnnotateError, Queue } from "@/lib/labeling/contract";
import type { AnswerInput } from "@/lib/protocol/schema";
import type { Choice } from "@/lib/questions/choices";

export type LabelingSession = ReturnType<typeof labelingSession>;
type Given = { studyId: string; userId: string; storage?: DeviceStorage };

const lostChange = "The change to the earlier answer was not saved: another tab took over.";

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
    store,
    api,
    storage,
    listHoldings,
    now: steadyNow,
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
      const { review } = getState();
      dispatch({ type: "reviewClosed" });
      if (review && isChanged(review)) dispatch({ type: "note", note: lostChange });
      // The other tab may change what was answered here.
      earlier.forgetAll();
      dispatch({ type: "phase", phase: "elsewhere" });
    },
  });

  /** Its person has signed out in another tab: nothing of theirs stays in this page, or is written by it any more. */
  function leaveDevice() {
    pause();
    tab.stop();
    keeper.forget();
    earlier.forgetAll();
    drafts = new Map();
    void storage.clear().catch(() => undefined);
    dispatch({ type: "restarted" });
    dispatch({ type: "phase", phase: "ready" });
    sender.hold("left");
  }

  function followStanding(standing: Standing) {
    const hasLeft = getState().outbox.hold === "left";
    if (standing === "left") return leaveDevice();
    if (standing === "other") return hasLeft ? undefined : sender.hold("other-person");
    if (!hasLeft) return resume();
    dispatch({ type: "restarted" });
    tab.start();
  }

  const { goBack, closeReview } = goingBack({ store, earlier, onShown: look });
  const { submit, skip } = givingLabels({
    studyId,
    store,
    sender,
    presence,
    earlier,
    closeReview,
    onGiven(assignmentId) {
      drafts.delete(assignmentId);
      void keeper.drop(assignmentId);
    },
    onShown() {
      look();
      supply.tend();
    },
  });

  /** What is answered of a new item is kept as a draft; a change of an earlier one is not. */
  const noteAnswers = () => {
    const { review, current } = getState();
    if (!review && current) keeper.note(current);
  };

  return {
    subscribe: store.subscribe,
    getState,
    start() {
      const onReturn = () => getState().outbox.hold && resume();
      noteSignedIn(userId);
      const unwatchLife = watchPageLife({
        onOnline: resume,
        onReturn,
        onLeave: leave,
        onRestore: () => void supply.claim(),
      });
      const unwatchStanding = watchStanding(userId, followStanding);
      unwatch = () => {
        unwatchLife();
        unwatchStanding();
      };
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
    answer(address: string, answer: AnswerInput | undefined) {
      dispatch({ type: "answered", address, answer });
      noteAnswers();
    },
    pick(address: string, choice: Choice, isAdvancing: boolean) {
      dispatch({ type: "picked", address, choice, isAdvancing });
      noteAnswers();
    },
    takeInHand: (address: string) => dispatch({ type: "inHand", address }),
    turnView() {
      dispatch({ type: "viewTurned" });
      const { review, current } = getState();
      if (!review && current) keeper.keep(current);
    },
    openPart: (partId: string) => dispatch({ type: "partOpened", partId }),
    complain: (errors: Readonly<Record<string, string>>) => dispatch({ type: "errors", errors }),
    submit,
    skip,
    /** The guidelines of a version, or what is new in them, were before the rater's eyes. */
    async markRead(versionId: string) {
      dispatch({ type: "read", versionId });
      if (!(await api.tellRead({ versionId }))) untold.add(versionId);
    },
    goBack,
    closeReview,
    resume,
    ...settling,
    /** What was given and is not stored. */
    listWaiting: () => describeWaiting(getState().outbox, earlier.peek),
    /** The person gives up what cannot be sent any more. */
    discardAll() {
      for (const entry of getState().outbox.entries) settling.discard(entry);
    },
    sendAgain: sender.retry,
    lookAgain: supply.claim,
    takeOver: tab.takeOver,
  };
}
