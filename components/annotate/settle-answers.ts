import type { earlierItems } from "@/components/annotate/earlier-items";
import { unsaved } from "@/components/annotate/going-back";
import { isChanged, startJudging } from "@/components/annotate/judging";
import type { LabelingApi } from "@/components/annotate/labeling-api";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import { makeKey } from "@/components/annotate/make-key";
import type { OutboxEntry } from "@/components/annotate/outbox";
import type { outboxSender } from "@/components/annotate/outbox-sender";
import type { AssignedItem, ProtocolView, StoredLabel } from "@/lib/labeling/contract";
import type { AnswersInput } from "@/lib/protocol/schema";

type Given = {
  store: LabelingStore;
  api: LabelingApi;
  sender: ReturnType<typeof outboxSender>;
  earlier: ReturnType<typeof earlierItems>;
  onShown: () => void;
};

/** Two answers to one item: what is stored, and what waits here. */
export type TwoAnswers = {
  item: AssignedItem;
  protocol: ProtocolView;
  stored: StoredLabel;
  own: { answers: AnswersInput; answeredAt: number };
};

const unread = "The item cannot be fetched: the server is not reached.";

/** What the person does about answers that the server did not take: mend, discard, or say which of two stands. */
export function settleAnswers({ store, api, sender, earlier, onShown }: Given) {
  const listOwn = (assignmentId: string) =>
    store.getState().outbox.entries.flatMap((entry) => {
      const isOwn = entry.kind === "submit" && entry.body.assignmentId === assignmentId;
      return isOwn ? [{ ...entry, body: entry.body }] : [];
    });

  function discard({ key, body }: OutboxEntry) {
    earlier.forget(body.assignmentId);
    void sender.discard(key);
  }

  return {
    discard,
    /** Shows a refused answer on its item, which is read anew. */
    async mend(entry: OutboxEntry) {
      const isOpen = () => {
        const { review } = store.getState();
        return review !== null && isChanged(review);
      };
      if (entry.kind !== "submit") return;
      if (isOpen()) return store.dispatch({ type: "note", note: unsaved });
      const outcome = await api.getFinished(entry.body.assignmentId);
      if (outcome.kind !== "done")
        return store.dispatch({ type: "note", note: outcome.kind === "refused" ? outcome.refusal.error : unread });
      if (isOpen()) return store.dispatch({ type: "note", note: unsaved });
      const { item, protocol } = outcome.value;
      const { key, body, refusal } = entry;
      const given = { from: "outbox", mends: key, revision: body.edits ?? null } as const;
      const review = startJudging(item, protocol, body.answers, { ...given, errors: refusal?.fieldErrors ?? {} });
      store.dispatch({ type: "review", review, depth: 0 });
      onShown();
    },
    /** Null while the item cannot be read. The stored answer is as it is now, the own one the last that waits. */
    async readTwoAnswers({ body: { assignmentId } }: OutboxEntry): Promise<TwoAnswers | null> {
      const own = listOwn(assignmentId).at(-1);
      const outcome = await api.getFinished(assignmentId);
      if (!own || outcome.kind !== "done" || outcome.value.revision === null) return null;
      const { item, protocol, answers, revision, answeredAt } = outcome.value;
      const stored = { answers, revision, answeredAt };
      return { item, protocol, stored, own: { answers: own.body.answers, answeredAt: own.createdAt } };
    },
    /** Keeps the stored answer, or replaces exactly that one by what waits here. */
    decide(stands: "stored" | "own", { item: { assignmentId }, stored }: TwoAnswers) {
      const own = listOwn(assignmentId);
      const last = own.at(-1);
      earlier.forget(assignmentId);
      if (stands === "own" && last) {
        const key = makeKey();
        const body = { ...last.body, key, edits: stored.revision };
        void sender.add({ ...last, key, body, attempts: 0, notBefore: 0, isKept: false, refusal: null });
      }
      for (const entry of own) void sender.discard(entry.key);
    },
  };
}
