import { type Judging, startJudging } from "@/components/annotate/judging";
import type { LabelingApi, Outcome } from "@/components/annotate/labeling-api";

/** So many items are kept whole in the page; older ones are fetched again. */
const snapshots = 20;
const shownAfterAnswer = "The persona was shown after this answer, so it can no longer be changed.";

/** Why an earlier item is not shown. */
export type Missing = "none" | "gone" | "unreached" | "failing" | "signed-out";

function findMissing(outcome: Exclude<Outcome<unknown>, { kind: "done" }>): Missing {
  if (outcome.kind === "refused") return "gone";
  if (outcome.kind === "signed-out") return "signed-out";
  return outcome.isAlone || outcome.because ? "failing" : "unreached";
}

/** The way back: what was submitted in this page, then what the server knows from earlier. Newest first. */
export function earlierItems(api: LabelingApi) {
  let ids: string[] = [];
  let before: string | null = null;
  let hasMore = true;
  const kept = new Map<string, Judging>();

  /** Returns why there are no more, or null. */
  async function fetchMore(): Promise<Missing | null> {
    const outcome = await api.listFinished(before);
    if (outcome.kind !== "done") return findMissing(outcome);
    before = outcome.value.before;
    hasMore = before !== null;
    const found = outcome.value.items.map(({ assignmentId }) => assignmentId);
    ids = [...ids, ...found.filter((id) => !ids.includes(id))];
    return null;
  }

  async function open(assignmentId: string): Promise<Judging | Missing> {
    const snapshot = kept.get(assignmentId);
    if (snapshot) return snapshot;
    const outcome = await api.getFinished(assignmentId);
    if (outcome.kind !== "done") return findMissing(outcome);
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
    /** From here on everything is read from the server: another tab may have changed it, or this page's person has left. */
    forgetAll() {
      ids = [];
      before = null;
      hasMore = true;
      kept.clear();
    },
    /** The item as it was answered in this page, if it still is at hand. */
    peek: (assignmentId: string) => kept.get(assignmentId),
    /** The item `depth` steps back (1 is the last one), or why it is not shown. */
    async find(depth: number): Promise<Judging | Missing> {
      while (ids.length < depth && hasMore) {
        const why = await fetchMore();
        if (why) return why;
      }
      const id = ids[depth - 1];
      if (!id) return "none";
      return open(id);
    },
  };
}
