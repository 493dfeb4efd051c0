import type { LabelingState } from "@/components/annotate/labeling-state";
import type { Queue } from "@/lib/labeling/contract";

/* What has to be read before the next item: right answers of the training set, a test that was passed, a warning. */

type Kept = Pick<LabelingState, "news" | "newsAfter" | "awaits" | "stages">;

/**
 * What a queue brings. Nothing that was read comes again, though the server may not have heard of it when it answered. An item that
 * somebody is at stays on the screen: what comes meanwhile is told once it is answered.
 */
export function takeNews(
  { news: told, newsRead, newsAfter, awaits, stages, current }: LabelingState,
  queue: Queue,
  onItsWay: ReadonlySet<string>,
): Kept {
  const news = (queue.news ?? []).filter(({ id }) => !newsRead.includes(id));
  const isComing = awaits !== null && onItsWay.has(awaits);
  const hasMore = news.some(({ id }) => told.every((known) => known.id !== id));
  const isBetween = awaits !== null || current === null;
  const after = isBetween ? null : current.item.assignmentId;
  return {
    news,
    newsAfter: hasMore ? after : newsAfter,
    awaits: isComing ? awaits : null,
    stages: { ...stages, ...queue.stages },
  };
}

export const readNews = (state: LabelingState, id: string): LabelingState => ({
  ...state,
  news: state.news.filter((told) => told.id !== id),
  newsRead: [...state.newsRead, id],
});

/** The item on screen was answered: in training the right answer is waited for before another comes. */
export function awaitFeedback(state: LabelingState): LabelingState {
  const assignmentId = state.current?.item.assignmentId;
  const isTraining = assignmentId !== undefined && state.stages[assignmentId]?.name === "training";
  return isTraining ? { ...state, awaits: assignmentId } : state;
}

/** Whether an answer is on its way whose right one has to be read first. */
export const awaitsFeedback = ({ awaits, outbox }: Pick<LabelingState, "awaits" | "outbox">): boolean =>
  outbox.entries.some(({ kind, body, refusal }) => kind === "submit" && body.assignmentId === awaits && !refusal);
