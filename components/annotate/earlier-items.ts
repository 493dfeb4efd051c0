import { type Judging, startJudging } from "@/components/annotate/judging";
import type { LabelingApi } from "@/components/annotate/labeling-api";

/** So many items are kept whole in the page; older ones are fetched again. */
const snapshots = 20;
const shownAfterAnswer = "The persona was shown after this answer, so it can no longer be changed.";

/** The way back: what was submitted in this page, then what the server knows from earlier. Newest first. */
export function earlierItems(api: LabelingApi) {
  let ids: string[] = [];
  let before: string | null = null;
  let hasMore = true;
  const kept = new Map<string, Judging>();

  async function fetchMore(): Promise<boolean> {
    const outcome = await api.listFinished(before);
    if (outcome.kind !== "done") return false;
    before = outcome.value.before;
    hasMore = before !== null;
    const found = outcome.value.items.map(({ assignmentId }) => assignmentId);
    ids = [...ids, ...found.filter((id) => !ids.includes(id))];
    return true;
  }

  async function open(assignmentId: string): Promise<Judging | "gone" | "unreached"> {
    const snapshot = kept.get(assignmentId);
    if (snapshot) return snapshot;
    const outcome = await api.getFinished(assignmentId);
    if (outcome.kind !== "done") return outcome.kind === "refused" ? "gone" : "unreached";
    const { item, protocol, answers, revision, locked } = outcome.value;
    return startJudging(item, protocol, answers, { from: "finished", revision, locked });
  }

  return {
    /** The item was submitted as it is here, for the first time or again. */
    remember({ item, protocol, revision }: Judging, answers: Judging["answers"]) {
      const { assignmentId } = item;
      if (!ids.includes(assignmentId)) ids = [assignmentId, ...ids];
      const locked = protocol.personaVisibility === "AFTER_ANSWER" ? shownAfterAnswer : null;
      kept.delete(assignmentId);
      kept.set(
        assignmentId,
        startJudging(item, protocol, answers, { from: "finished", revision: (revision ?? 0) + 1, locked }),
      );
      const [oldest] = kept.keys();
      if (kept.size > snapshots && oldest) kept.delete(oldest);
    },
    forget: (assignmentId: string) => kept.delete(assignmentId),
    /** The item `depth` steps back (1 is the last one). "none" when there is none, "unreached" when the server has it and cannot be asked. */
    async find(depth: number): Promise<Judging | "none" | "gone" | "unreached"> {
      while (ids.length < depth && hasMore) if (!(await fetchMore())) return "unreached";
      const id = ids[depth - 1];
      if (!id) return "none";
      return open(id);
    },
  };
}
