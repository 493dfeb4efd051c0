import { describeAnswer } from "@/components/annotate/describe-answer";
import { type Judging, listAskedHere, startJudging } from "@/components/annotate/judging";
import type { LabelingApi, Outcome } from "@/components/annotate/labeling-api";
import { findAnswer } from "@/lib/questions/answers";

/** So many items are kept whole in the page; older ones are fetched again. */
const snapshots = 20;
const shownAfterAnswer = "The persona was shown after this answer, so it can no longer be changed.";

const excerptLength = 160;

/** An earlier item in a list, newest first. */
type EarlierItem = {
  assignmentId: string;
  excerpt: string;
  /** When it was first answered; null for what was just given. */
  at: string | null;
};
/** `missing`: why there are no more, where there might be. `answers` in words, as far as the page has them. */
export type EarlierList = {
  items: readonly (EarlierItem & { answers: readonly string[] })[];
  hasMore: boolean;
  missing: Missing | null;
};

/** Why an earlier item is not shown. */
export type Missing = "none" | "gone" | "unreached" | "failing" | "signed-out";

function findMissing(outcome: Exclude<Outcome<unknown>, { kind: "done" }>): Missing {
  if (outcome.kind === "refused") return "gone";
  if (outcome.kind === "signed-out") return "signed-out";
  return outcome.isAlone || outcome.because ? "failing" : "unreached";
}

/** The way back: what was submitted in this page, then what the server knows from earlier. Newest first. */
export function earlierItems(api: LabelingApi) {
  let entries: EarlierItem[] = [];
  let before: string | null = null;
  let hasMore = true;
  const kept = new Map<string, Judging>();

  /** Returns why there are no more, or null. */
  async function fetchMore(): Promise<Missing | null> {
    const outcome = await api.listFinished(before);
    if (outcome.kind !== "done") return findMissing(outcome);
    before = outcome.value.before;
    hasMore = before !== null;
    const known = new Set(entries.map(({ assignmentId }) => assignmentId));
    const found = outcome.value.items.filter(({ assignmentId }) => !known.has(assignmentId));
    entries = [
      ...entries,
      ...found.map(({ assignmentId, excerpt, finishedAt }) => ({ assignmentId, excerpt, at: finishedAt })),
    ];
    return null;
  }

  /** Returns why there are fewer, or null. */
  async function fetchUpTo(count: number): Promise<Missing | null> {
    while (entries.length < count && hasMore) {
      const why = await fetchMore();
      if (why) return why;
    }
    return null;
  }

  function tellAnswers(assignmentId: string): string[] {
    const snapshot = kept.get(assignmentId);
    if (!snapshot) return [];
    const { answers, item, protocol } = snapshot;
    return listAskedHere(snapshot)
      .filter(({ question, target }) => findAnswer(answers, question.key, target))
      .map(({ question, target }) => describeAnswer(question, answers, item, protocol.questions, target));
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
      if (!entries.some((entry) => entry.assignmentId === assignmentId))
        entries = [
          { assignmentId, excerpt: item.prompt.slice(0, excerptLength), at: new Date().toISOString() },
          ...entries,
        ];
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
      entries = [];
      before = null;
      hasMore = true;
      kept.clear();
    },
    /** The item as it was answered in this page, if it still is at hand. */
    peek: (assignmentId: string) => kept.get(assignmentId),
    /** The item `depth` steps back (1 is the last one), or why it is not shown. */
    async find(depth: number): Promise<Judging | Missing> {
      const why = await fetchUpTo(depth);
      if (why) return why;
      const entry = entries[depth - 1];
      return entry ? open(entry.assignmentId) : "none";
    },
    /** So many of the last items, as far as there are. */
    async list(count: number): Promise<EarlierList> {
      const missing = await fetchUpTo(count);
      const items = entries.slice(0, count);
      return {
        items: items.map((entry) => ({ ...entry, answers: tellAnswers(entry.assignmentId) })),
        hasMore: hasMore || entries.length > count,
        missing,
      };
    },
  };
}
