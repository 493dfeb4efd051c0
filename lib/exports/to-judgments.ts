import type { AnswerRow } from "@/lib/exports/item-rows";
import type { LabelContext } from "@/lib/exports/label-context";
import type { ExportedJudgment } from "@/lib/formats/contract/exported-study";

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

const byRaterAndVote = (a: ExportedJudgment, b: ExportedJudgment) =>
  compare(a.rater.name, b.rater.name) ||
  compare(a.rater.kind, b.rater.kind) ||
  compare(a.purpose, b.purpose) ||
  a.occurrence - b.occurrence ||
  a.revision - b.revision;

function toJudgment(first: AnswerRow, { raters, versions }: LabelContext): ExportedJudgment | null {
  const rater = raters.get(first.raterId);
  if (!rater) return null;
  return {
    rater,
    purpose: first.purpose,
    occurrence: first.occurrence,
    revision: first.revision,
    isLatest: true,
    version: versions.get(first.versionId) ?? 0,
    shown: first.shown.order ?? [],
    view: first.shown.view ?? null,
    activeMs: first.activeMs,
    elapsedMs: first.elapsedMs,
    raw: first.raw,
    date: first.answeredAt.toISOString(),
    answers: [],
  };
}

const toAnswer = ({ target, state, value, number, probabilities, rationale, quote }: AnswerRow, question: string) => ({
  question,
  target,
  state,
  value,
  number,
  probabilities,
  rationale,
  quote,
});

/** Sorted, and with every revision but the last of a vote marked as replaced. */
export function toJudgments(rows: readonly AnswerRow[], context: LabelContext): ExportedJudgment[] {
  const judgments: ExportedJudgment[] = [];
  let [id, current]: [string | null, ExportedJudgment | null] = [null, null];
  for (const row of rows) {
    if (row.judgmentId !== id) {
      [id, current] = [row.judgmentId, toJudgment(row, context)];
      if (current) judgments.push(current);
    }
    if (row.question !== null) current?.answers.push(toAnswer(row, row.question));
  }
  judgments.sort(byRaterAndVote);
  judgments.forEach((judgment, place) => {
    const next = judgments[place + 1];
    const isSameVote =
      next?.rater === judgment.rater && next.purpose === judgment.purpose && next.occurrence === judgment.occurrence;
    if (isSameVote) judgment.isLatest = false;
  });
  return judgments;
}
