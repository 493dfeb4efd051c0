import type { DeviceStorage, LocalDraft } from "@/components/annotate/device-storage";
import type { Judging } from "@/components/annotate/judging";
import type { LabelingApi } from "@/components/annotate/labeling-api";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import type { Presence } from "@/components/annotate/presence";
import type { AnnotateError, DraftAnswer } from "@/lib/labeling/contract";

type Given = {
  store: LabelingStore;
  api: LabelingApi;
  storage: DeviceStorage;
  presence: Presence;
  /** Whether a refusal is about the person, who is then told. */
  takeHold: (refusal: AnnotateError) => Promise<boolean>;
};

const saveAfterMs = 1200;
/** Leases are renewed after this share of their time; how often that is looked at. */
const renewalShare = 1 / 3;
const lookEveryMs = 5000;

/**
 * Keeps the answers in progress: on the device at once, on the server when the rater pauses. While somebody is there
 * it also renews the leases.
 */
export function draftKeeper({ store, api, storage, presence, takeHold }: Given) {
  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let renewTimer: ReturnType<typeof setInterval> | undefined;
  let renewedAt = 0;
  let unsaved: Judging | null = null;

  const keepLocally = ({ item: { assignmentId }, answers, views }: Judging, isSaved: boolean) => {
    const { activeMs, startedAt } = presence.read(assignmentId);
    return storage
      .putDraft({ assignmentId, answers, views, activeMs, startedAt, isSaved })
      .catch(() => store.dispatch({ type: "notKept" }));
  };

  /** What every answer of the draft route tells. */
  function take({ leases, stopped }: DraftAnswer) {
    store.dispatch({ type: "outbox", event: { type: "inTouch" } });
    store.dispatch({ type: "leases", leases });
    if (stopped) store.dispatch({ type: "stopped", empty: stopped });
  }

  async function save(isLeaving = false) {
    clearTimeout(saveTimer);
    const judging = unsaved;
    if (!judging) return;
    unsaved = null;
    const { assignmentId } = judging.item;
    const outcome = await api.saveDraft({ assignmentId, answers: judging.answers }, isLeaving);
    const isStillCurrent = store.getState().current?.item.assignmentId === assignmentId;
    if (!isStillCurrent) return;
    if (outcome.kind === "done") {
      take(outcome.value);
      if (unsaved) return;
      store.dispatch({ type: "draft", draft: "saved" });
      await keepLocally(judging, true);
      return;
    }
    if (outcome.kind === "refused" && !(await takeHold(outcome.refusal)))
      return store.dispatch({ type: "draft", draft: "refused" });
    unsaved ??= judging;
    store.dispatch({ type: "draft", draft: "kept" });
    if (outcome.kind === "signed-out") signedOut();
  }

  const signedOut = () => store.dispatch({ type: "outbox", event: { type: "held", hold: "signed-out" } });

  const renewAfterMs = () => store.getState().leaseMinutes * 60_000 * renewalShare;

  async function renew() {
    if (Date.now() - renewedAt < renewAfterMs()) return;
    const assignmentId = store.getState().current?.item.assignmentId;
    if (!assignmentId || !presence.wasThere(renewAfterMs())) return;
    renewedAt = Date.now();
    if (unsaved) return save();
    const outcome = await api.saveDraft({ assignmentId });
    if (outcome.kind === "done") take(outcome.value);
    if (outcome.kind === "signed-out") signedOut();
    if (outcome.kind === "refused") await takeHold(outcome.refusal);
  }

  return {
    start() {
      clearInterval(renewTimer);
      renewedAt = Date.now();
      renewTimer = setInterval(renew, lookEveryMs);
    },
    stop() {
      clearTimeout(saveTimer);
      clearInterval(renewTimer);
    },
    /** After every answer. */
    note(judging: Judging) {
      unsaved = judging;
      void keepLocally(judging, false);
      clearTimeout(saveTimer);
      saveTimer = setTimeout(save, saveAfterMs);
    },
    /** On the device: in which views the texts were read, for how long, and what is answered so far. */
    keep(judging: Judging) {
      void keepLocally(judging, store.getState().draft === "saved");
    },
    /** What was not saved yet is not saved any more. */
    forget() {
      unsaved = null;
      clearTimeout(saveTimer);
    },
    /** The item was submitted or skipped: there is nothing in progress any more. */
    async drop(assignmentId: string) {
      if (unsaved?.item.assignmentId === assignmentId) {
        unsaved = null;
        clearTimeout(saveTimer);
      }
      await storage.removeDrafts([assignmentId]).catch(() => store.dispatch({ type: "notKept" }));
    },
    save,
  };
}

/** Drafts of items that never came back are forgotten after this. */
const forgetAfterMs = 14 * 24 * 60 * 60 * 1000;

export const listStaleDrafts = (drafts: readonly LocalDraft[], now: number): string[] =>
  drafts.filter(({ startedAt }) => now - startedAt > forgetAfterMs).map(({ assignmentId }) => assignmentId);
