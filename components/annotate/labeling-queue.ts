import { inView, startJudging } from "@/components/annotate/judging";
import { takeNews } from "@/components/annotate/labeling-news";
import type { LabelingState } from "@/components/annotate/labeling-state";
import { fillProfiles } from "@/components/annotate/masked-dialogue";
import { reduceOutbox } from "@/components/annotate/outbox";
import type { EmptyQueue, EmptyReason, Queue } from "@/lib/labeling/contract";

/* What comes to the page to be labeled, what it puts on screen, and what takes it off again. */

export const leaseTable = (leases: Queue["leases"]) =>
  Object.fromEntries(leases.map(({ assignmentId, leaseExpiresAt }) => [assignmentId, leaseExpiresAt]));

/** Puts the first waiting item on screen when there is room, with what was begun of it, in the view it was last read in. */
export function promote(state: LabelingState): LabelingState {
  const [item, ...behind] = state.behind;
  const protocol = item && state.protocols[item.versionId];
  if (state.current || !item || !protocol) return state;
  const { [item.assignmentId]: draft, ...drafts } = state.drafts;
  const answers = draft && !draft.isSaved ? draft.answers : (item.draft ?? {});
  const judging = startJudging(item, protocol, answers);
  const last = draft?.views?.at(-1);
  const current = draft?.views && last ? { ...judging, views: draft.views } : inView(judging, state.view);
  return { ...state, behind, drafts, current, view: last ?? state.view };
}

/** Nothing is labeled now, whatever is on the screen. */
const stops: readonly EmptyReason[] = [
  "study-draft",
  "study-paused",
  "study-closed",
  "rater-paused",
  "rater-checked",
  "no-protocol",
];

/** What was on the screen goes, what was answered of it stays: an item that does not count is not shown. */
export function stop(state: LabelingState, empty: EmptyQueue): LabelingState {
  const { current, drafts } = state;
  if (!current) return { ...state, empty, behind: [], trouble: null };
  const { item, answers, views } = current;
  const kept = { ...drafts, [item.assignmentId]: { answers, views, isSaved: false } };
  return { ...state, empty, current: null, behind: [], drafts: kept, trouble: null };
}

export function takeQueue(state: LabelingState, queue: Queue): LabelingState {
  const leases = leaseTable(queue.leases);
  const onItsWay = new Set(state.outbox.entries.map(({ body }) => body.assignmentId));
  const currentId = state.current?.item.assignmentId;
  const known = new Set([currentId, ...state.behind.map(({ assignmentId }) => assignmentId)]);
  const found = queue.items
    .filter(({ assignmentId }) => !known.has(assignmentId) && !onItsWay.has(assignmentId))
    .map(fillProfiles);
  // A waiting item that went to others is dropped; one on screen stays, its label is still taken.
  const behind = [...state.behind.filter(({ assignmentId }) => assignmentId in leases), ...found];
  const protocols = { ...state.protocols };
  for (const protocol of queue.protocols) protocols[protocol.versionId] = protocol;
  const next: LabelingState = {
    ...state,
    phase: "ready",
    behind,
    protocols,
    leases,
    trouble: null,
    empty: queue.empty,
    progress: queue.progress,
    leaseMinutes: queue.leaseMinutes,
    toRead: { ...state.toRead, ...queue.toRead },
    ...takeNews(state, queue, onItsWay),
    outbox: reduceOutbox(state.outbox, { type: "inTouch" }),
  };
  const { empty } = queue;
  return empty && stops.includes(empty.reason) ? stop(next, empty) : promote(next);
}
