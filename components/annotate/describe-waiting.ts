import { describeAnswer } from "@/components/annotate/describe-answer";
import type { Judging } from "@/components/annotate/judging";
import type { Outbox } from "@/components/annotate/outbox";
import { describeTarget } from "@/components/annotate/target-words";
import { listItemTargets } from "@/lib/layouts/list-item-targets";
import { listAskedAt } from "@/lib/protocol/show-if";

/** One label that waits on this device: when it was given, and what was said, without the item it is about. */
export type WaitingLabel = { key: string; at: number; answers: { question: string; answer: string }[] };

/** What waits here of one person, in the words of the questions as far as the page still has them. */
export function describeWaiting(
  { entries }: Pick<Outbox, "entries">,
  peek: (assignmentId: string) => Pick<Judging, "item" | "protocol"> | undefined,
): WaitingLabel[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "submit") return [];
    const { assignmentId, answers } = entry.body;
    const known = peek(assignmentId);
    const questions = known?.protocol.questions ?? [];
    const lines = known
      ? listAskedAt(questions, answers, listItemTargets(known.item)).map(({ question, target }) => ({
          question: [describeTarget(target, known.item)?.name, question.text].filter(Boolean).join(": "),
          answer: describeAnswer(question, answers, known.item, questions, target),
        }))
      : [];
    return [{ key: entry.key, at: entry.createdAt, answers: lines }];
  });
}
