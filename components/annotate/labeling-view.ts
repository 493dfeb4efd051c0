import type { Judging } from "@/components/annotate/judging";
import { awaitsFeedback } from "@/components/annotate/labeling-news";
import type { LabelingState } from "@/components/annotate/labeling-state";
import { findStop, isFinalStop, type Stop } from "@/components/annotate/labeling-stop";
import type { News, ProtocolView, ToRead } from "@/lib/labeling/contract";

/** What has to be read before an item is shown. */
export type ReadFirst = {
  isWarned: boolean;
  /** Null where only the content warning is to be read. */
  version: { protocol: ProtocolView; toRead: ToRead } | null;
};

type View = {
  /** The item to show; null where something else stands in its place. */
  judging: Judging | null;
  stop: Stop | null;
  toRead: ReadFirst | null;
  /** What has to be read before the next item, or "coming" while it is fetched. */
  news: News | "coming" | null;
  /** Whether earlier items can be looked at from here. */
  canGoBack: boolean;
};

const hasNews = ({ since, changes, guidelines }: ToRead, protocol: ProtocolView) =>
  since === null ? protocol.guidelines.length > 0 : changes.length > 0 || guidelines !== null;

/** What is to be read before this item: the content warning, the guidelines, or what is new in them. */
function findReadFirst({ toRead }: LabelingState, { protocol }: Judging, isWarned: boolean): ReadFirst | null {
  const news = toRead[protocol.versionId];
  const version = news && hasNews(news, protocol) ? { protocol, toRead: news } : null;
  return version || !isWarned ? { isWarned, version } : null;
}

function findNews(state: LabelingState): View["news"] {
  const isHere = state.phase === "ready" && !state.outbox.hold;
  if (!isHere) return null;
  const isAtOne = state.newsAfter !== null && state.newsAfter === state.current?.item.assignmentId;
  const [first] = isAtOne ? [] : state.news;
  return first ?? (awaitsFeedback(state) ? "coming" : null);
}

/** What the labeling page shows. `isWarned` is null until it is known whether the content warning was read. */
export function findView(state: LabelingState, isWarned: boolean | null): View {
  const nothing: View = { judging: null, stop: null, toRead: null, news: null, canGoBack: false };
  if (state.phase === "starting" || isWarned === null) return nothing;
  const stop = findStop(state);
  if (stop && isFinalStop(stop.kind)) return { ...nothing, stop };
  const canGoBack = true;
  if (state.review) return { ...nothing, judging: state.review, canGoBack };
  const news = findNews(state);
  if (news) return { ...nothing, news, canGoBack };
  // A stop stands over what is on the screen, too: another tab may be labeling that very item.
  if (stop || !state.current) return { ...nothing, stop, canGoBack };
  const toRead = findReadFirst(state, state.current, isWarned);
  return { ...nothing, toRead, judging: toRead ? null : state.current, canGoBack };
}
