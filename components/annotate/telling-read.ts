import type { LabelingApi } from "@/components/annotate/labeling-api";
import type { LabelingStore } from "@/components/annotate/labeling-store";

type Given = { store: LabelingStore; api: LabelingApi };

/** Which guidelines and which news were before the rater's eyes, told to the server as soon as it is in reach. */
export function tellingRead({ store, api }: Given) {
  /** Versions that were read while the server was out of reach. */
  const untold = new Set<string>();
  const untoldNews = new Set<string>();

  async function tellUntold() {
    for (const versionId of untold) if (await api.tellRead({ versionId })) untold.delete(versionId);
    for (const newsId of untoldNews) if (await api.acknowledge({ newsId })) untoldNews.delete(newsId);
  }

  /** The guidelines of a version, or what is new in them, were before the rater's eyes. */
  async function markRead(versionId: string) {
    store.dispatch({ type: "read", versionId });
    if (!(await api.tellRead({ versionId }))) untold.add(versionId);
  }

  /** News was read: the next item may come. */
  async function markNewsRead(newsId: string) {
    store.dispatch({ type: "newsRead", id: newsId });
    if (!(await api.acknowledge({ newsId }))) untoldNews.add(newsId);
  }

  return { markRead, markNewsRead, tellUntold };
}
