import { findFirstError, giveAnswer, inView, type Judging, pickChoice } from "@/components/annotate/judging";
import { awaitFeedback, readNews } from "@/components/annotate/labeling-news";
import { leaseTable, promote, stop, takeQueue } from "@/components/annotate/labeling-queue";
import { type LabelingEvent, type LabelingState, onScreen, startingState } from "@/components/annotate/labeling-state";
import { reduceOutbox } from "@/components/annotate/outbox";
import { notePace } from "@/components/annotate/pace";
import type { Progress } from "@/lib/labeling/contract";
import { otherView } from "@/lib/reading/text-view";

/** Changes what is on screen: the review if there is one. */
function onView(state: LabelingState, to: (judging: Judging) => Judging): LabelingState {
  if (state.review) return { ...state, review: to(state.review) };
  return state.current ? { ...state, current: to(state.current) } : state;
}

/** The other view, for this item and those after it; there is none under a protocol of plain texts. */
function turnView(state: LabelingState): LabelingState {
  const { protocol, views } = onScreen(state) ?? {};
  if (!protocol || protocol.textStyle === "PLAIN") return state;
  const view = otherView(views?.at(-1) ?? "marked-up");
  return onView({ ...state, view }, (judging) => ({ ...judging, views: [...judging.views, view] }));
}

const countOneMore = ({ done, total, quota }: Progress): Progress => ({
  done: done + 1,
  total: Math.max(total, done + 1),
  quota,
});

/** The labeling page as a pure function of what happens to it. */
export function reduceLabeling(state: LabelingState, event: LabelingEvent): LabelingState {
  switch (event.type) {
    case "restarted":
      return { ...startingState, view: state.view, pace: state.pace };
    case "phase":
      return { ...state, phase: event.phase };
    case "queue":
      return takeQueue(state, event.queue);
    case "draftsFound":
      return { ...state, drafts: event.drafts };
    case "stopped":
      return stop(state, event.empty);
    case "read": {
      const { [event.versionId]: _, ...toRead } = state.toRead;
      return { ...state, toRead };
    }
    case "newsRead":
      return readNews(state, event.id);
    case "counted":
      return { ...state, progress: state.progress && countOneMore(state.progress) };
    case "trouble":
      return { ...state, trouble: event.trouble, phase: "ready" };
    case "picked":
    case "answered": {
      const next = onView(state, (judging) =>
        event.type === "picked" ? pickChoice(judging, event) : giveAnswer(judging, event),
      );
      return state.review ? next : { ...next, draft: "saving" };
    }
    case "inHand":
      return onScreen(state)?.inHand === event.address
        ? state
        : onView(state, (judging) => ({ ...judging, inHand: event.address }));
    case "partOpened":
      return onView(state, (judging) =>
        judging.openedParts.includes(event.partId)
          ? judging
          : { ...judging, openedParts: [...judging.openedParts, event.partId] },
      );
    case "viewTurned":
      return turnView(state);
    case "errors":
      return onView(state, (judging) => {
        const first = findFirstError(judging, event.errors);
        return { ...judging, errors: event.errors, inHand: first ?? judging.inHand };
      });
    case "left":
      // Nothing is in progress any more, whether or not another item follows.
      return promote({ ...awaitFeedback(state), current: null, note: null, draft: "saved" });
    case "paced":
      return { ...state, pace: notePace(state.pace, event) };
    case "review":
      return { ...state, review: inView(event.review, state.view), depth: event.depth, note: null };
    case "reviewClosed":
      return { ...state, review: null, depth: 0 };
    case "reveal":
      return { ...state, reveal: event.persona };
    case "note":
      return { ...state, note: event.note };
    case "outbox":
      return { ...state, outbox: reduceOutbox(state.outbox, event.event) };
    case "draft":
      return { ...state, draft: event.draft };
    case "leases":
      return { ...state, leases: leaseTable(event.leases) };
    case "notKept":
      return { ...state, isKept: false };
  }
}
