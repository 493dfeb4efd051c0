import type { earlierItems } from "@/components/annotate/earlier-items";
import { answersToSend, isChanged, type Judging } from "@/components/annotate/judging";
import { onScreen } from "@/components/annotate/labeling-state";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import { makeKey } from "@/components/annotate/make-key";
import { nextMoment, type OutboxEntry, type OutboxWork } from "@/components/annotate/outbox";
import type { outboxSender } from "@/components/annotate/outbox-sender";
import { isBreakDue } from "@/components/annotate/pace";
import type { Presence } from "@/components/annotate/presence";
import { steadyNow } from "@/components/annotate/steady-clock";
import { listItemTargets } from "@/lib/layouts/list-item-targets";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { nameUsedViews } from "@/lib/reading/text-view";

const partKeys = ({ item: { texts, candidates } }: Judging) =>
  new Map([...texts, ...candidates].map(({ partId }) => [partId, partId]));

type Given = {
  studyId: string;
  store: LabelingStore;
  sender: ReturnType<typeof outboxSender>;
  presence: Presence;
  earlier: ReturnType<typeof earlierItems>;
  closeReview: () => void;
  /** Nothing of it is in progress any more. */
  onGiven: (assignmentId: string) => void;
  onShown: () => void;
  /** Whether the person is to be reminded of breaks. */
  wantsBreaks: () => boolean;
};

const breakNote = "You have labeled for 45 minutes without a break. A short one keeps judgments even; all is saved.";

/** From what is on the screen to what is on its way. */
export function givingLabels({
  studyId,
  store,
  sender,
  presence,
  earlier,
  closeReview,
  onGiven,
  onShown,
  wantsBreaks,
}: Given) {
  const { getState, dispatch } = store;

  /** Puts work in the outbox and shows what comes next, in one turn of the event loop. */
  function post(judging: Judging, work: OutboxWork) {
    const { item, from, mends } = judging;
    const entry: OutboxEntry = {
      ...work,
      studyId,
      createdAt: nextMoment(getState().outbox, steadyNow()),
      attempts: 0,
      notBefore: 0,
      isKept: false,
      refusal: null,
    };
    void sender.add(entry);
    if (mends) void sender.discard(mends);
    presence.forget(item.assignmentId);
    if (from === "queue") {
      onGiven(item.assignmentId);
      dispatch({ type: "left" });
    } else dispatch({ type: "reviewClosed" });
    onShown();
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
    const check = validateAnswers(
      judging.protocol.questions,
      answers,
      partKeys(judging),
      listItemTargets(judging.item),
    );
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
    const before = getState().pace;
    if (judging.from === "queue") dispatch({ type: "paced", activeMs, at: steadyNow() });
    post(judging, { kind: "submit", key, body });
    if (isBreakDue(before, getState().pace) && wantsBreaks()) dispatch({ type: "note", note: breakNote });
    return true;
  }

  function skip(reason: string) {
    const { current, review } = getState();
    if (!current || review) return;
    const { assignmentId } = current.item;
    post(current, { kind: "skip", key: makeKey(), body: { assignmentId, reason } });
  }

  return { submit, skip };
}
