import { type HeadlineRule, type LeftOut, reasonLeftOut } from "@/lib/analysis/headline";
import { categoryOf, countVotes, mostFrequent } from "@/lib/exchange/count-votes";
import type { ExportedAnswer, ExportedItem, ExportedRater } from "@/lib/exchange/exported-study";
import { type Cell, writeCsvRow } from "@/lib/exchange/write-csv-row";
import type { TieRule } from "@/lib/generated/prisma/enums";
import type { Question } from "@/lib/protocol/schema";
import { tieValue } from "@/lib/protocol/special-values";

type Counting = { rule: HeadlineRule; tieRule: TieRule };

export const writeHumanJudgeHeader = (judges: readonly ExportedRater[]): string =>
  writeCsvRow([
    ...["item", "task", "track", "tier", "layout", "question", "truth", "majority", "is_tied", "n_votes", "votes"],
    ...["n_without_value", "labels_left_out"],
    ...judges.flatMap(({ name }) => [name, `${name}_state`, `${name}_agrees`]),
  ]);

/** What people's votes amount to: the most frequent category; where several are, what the study's tie rule says. */
function decideMajority(counts: ReadonlyMap<string, number>, tieRule: TieRule, fileMajority: string | null) {
  const [winner, rival] = mostFrequent(counts);
  if (rival === undefined) return winner ?? null;
  return { CATEGORY: tieValue, EXCLUDE: null, FILE: fileMajority }[tieRule];
}

/** The judge's answer that counts: of its first vote where it was asked several times. */
function findAnswer({ judgments }: ExportedItem, judge: ExportedRater, question: Question, rule: HeadlineRule) {
  for (const judgment of judgments) {
    if (judgment.rater !== judge || reasonLeftOut(judgment, rule)) continue;
    const answer = judgment.answers.find(({ question: key, target }) => key === question.key && target === "item");
    if (answer) return answer;
  }
  return null;
}

function judgeCells(answer: ExportedAnswer | null, question: Question, majority: string | null): Cell[] {
  if (!answer) return [null, null, null];
  const category = categoryOf(question, answer);
  return [category, answer.state, category === null || majority === null ? null : category === majority];
}

/** "repeat 2; training 1", or nothing. */
const listLeftOut = (leftOut: LeftOut): string | null =>
  Object.entries(leftOut)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason} ${count}`)
    .join("; ") || null;

/** One row for an item and a question. People's labels that the rule leaves out are counted in `leftOut` and named in the row. */
export function writeHumanJudgeRow(
  item: ExportedItem,
  question: Question,
  judges: readonly ExportedRater[],
  { rule, tieRule }: Counting,
): { text: string; leftOut: LeftOut; isTied: boolean; votes: number } {
  const { externalId, task, layout, truth, fileMajority } = item.record;
  const { counts, given, leftOut } = countVotes(item.judgments, question, rule);
  const votes = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const isTied = mostFrequent(counts).length > 1;
  const majority = decideMajority(counts, tieRule, fileMajority?.[question.key] ?? null);
  const text = writeCsvRow([
    ...[externalId, task.externalId, task.track ?? null, task.tier ?? null, layout, question.key],
    ...[truth?.[question.key] ?? null, majority, isTied, votes],
    counts.size > 0 ? JSON.stringify(Object.fromEntries(counts)) : null,
    ...[given.length - votes, listLeftOut(leftOut)],
    ...judges.flatMap((judge) => judgeCells(findAnswer(item, judge, question, rule), question, majority)),
  ]);
  return { text, leftOut, isTied, votes };
}
