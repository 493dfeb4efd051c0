import { answering } from "@/components/annotate/answering";
import { countWords } from "@/components/annotate/count-words";
import { describeWaiting } from "@/components/annotate/describe-waiting";
import { type DeviceStorage, deviceRooms, type LocalDraft } from "@/components/annotate/device-storage";
import { draftKeeper, listStaleDrafts } from "@/components/annotate/draft-keeper";
import { earlierItems } from "@/components/annotate/earlier-items";
import { followingStanding } from "@/components/annotate/following-standing";
import { givingLabels } from "@/components/annotate/giving-labels";
import { goingBack } from "@/components/annotate/going-back";
import { itemSupply } from "@/components/annotate/item-supply";
import { isChanged } from "@/components/annotate/judging";
import { labelingApi } from "@/components/annotate/labeling-api";
import { onScreen } from "@/components/annotate/labeling-state";
import { unreached } from "@/components/annotate/labeling-stop";
import { labelingStore } from "@/components/annotate/labeling-store";
import { oneTab, tabName } from "@/components/annotate/one-tab";
import type { OutboxEntry } from "@/components/annotate/outbox";
import { outboxSender } from "@/components/annotate/outbox-sender";
import { listHoldings, listUnseen } from "@/components/annotate/page-holdings";
import { watchPageLife } from "@/components/annotate/page-life";
import { watchPresence } from "@/components/annotate/presence";
import { findHold } from "@/components/annotate/send-entry";
import { settleAnswers } from "@/components/annotate/settle-answers";
import { noteSignedIn, watchStanding } from "@/components/annotate/signed-in-here";
import { steadyNow } from "@/components/annotate/steady-clock";
import { takingAnswers } from "@/components/annotate/taking-answers";
import { tellingRead } from "@/components/annotate/telling-read";
import { type AnnotateError, testAgain } from "@/lib/labeling/contract";

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
  const { markRead, markNewsRead, tellUntold } = tellingRead({ store, api });
  let drafts = new Map<string, LocalDraft>();
  let isInView = false;
  let wantsBreaks = true;
  /** Counts beginnings, so that one that was overtaken while it read the disk does not go on. */
  let run = 0;
  let unwatch: () => void = () => undefined;

  const holdings = () => listHoldings(getState());

  /** After whatever changed what is on screen: its clock runs. */
  function look() {
    const item = isInView ? onScreen(getState())?.item : undefined;
    if (!item) return presence.show(null);
    const { assignmentId } = item;
    presence.show({ assignmentId, words: countWords(item) }, drafts.get(assignmentId));
  }

  const { takeQueue, takeSettled } = takingAnswers({
    store,
    storage,
    onShown: () => look(),
    tend: () => supply.tend(),
  });

  /** Whether a refusal is about the person rather than about what was asked. */
  async function takeHold(refusal: AnnotateError): Promise<boolean> {
    const hold = await findHold(refusal, { api });
    if (hold) sender.hold(hold);
    return hold !== null;
  }

  async function takeRefusal(refusal: AnnotateError) {
    if (!(await takeHold(refusal))) dispatch({ type: "trouble", trouble: refusal.error });
  }

  const supply = itemSupply({ store, api, now, listHoldings: holdings, onQueue: takeQueue, onRefused: takeRefusal });
  const sender = outboxSender({
    store,
    api,
    storage,
    listHoldings: holdings,
    now: steadyNow,
    onSettled: takeSettled,
    onRefused: (entry, refusal) => dropEnded({ ...entry, refusal }),
    onHoldCheck: () => resume(),
  });
  const settling = settleAnswers({ store, api, sender, earlier, onShown: look });

  /** After the end of a study an answer cannot be changed any more: that is said, and nothing of the change stays. */
  function dropEnded(entry: OutboxEntry) {
    if (entry.refusal?.reason !== "study-closed") return;
    settling.discard(entry);
    dispatch({ type: "note", note: `A change was not taken. ${entry.refusal.error}` });
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
    const { phase, current } = getState();
    // A tab that was taken over knows of older answers than the one that took over.
    if (phase === "ready" && current) keeper.keep(current);
    void keeper.save(true);
    const unseen = listUnseen(getState());
    if (unseen.length > 0) api.release(unseen);
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

  /** Nothing of the person stays in this page, or is written by it any more. */
  function forgetPerson() {
    pause();
    tab.stop();
    keeper.forget();
    earlier.forgetAll();
    drafts = new Map();
    void storage.clear().catch(() => undefined);
    dispatch({ type: "restarted" });
  }

  const followStanding = followingStanding({ store, sender, forgetPerson, resume, startAnew: tab.start });

  const { goBack, goTo, closeReview } = goingBack({ store, earlier, onShown: look });
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
    wantsBreaks: () => wantsBreaks,
  });

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
    remindOfBreaks(isWanted: boolean) {
      wantsBreaks = isWanted;
    },
    ...answering({ store, keeper }),
    submit,
    skip,
    markRead,
    markNewsRead(id: string) {
      void markNewsRead(id);
      look();
    },
    /** The rater begins the test anew. */
    async takeTestAgain() {
      if (await api.acknowledge({ newsId: testAgain })) await supply.claim();
      else dispatch({ type: "trouble", trouble: unreached });
    },
    goBack,
    goTo,
    listEarlier: earlier.list,
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
