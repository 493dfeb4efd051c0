import { type HeadlineRule, type LeftOut, reasonLeftOut } from "@/lib/counting/headline";
import type { ExportedAnswer, ExportedItem, ExportedRater } from "@/lib/formats/contract/exported-study";
import {
  type CountedQuestion,
  categoryOf,
  countVotes,
  mostFrequent,
  type Votes,
} from "@/lib/formats/values/count-votes";
import type { TieRule } from "@/lib/generated/prisma/enums";
import { hasSides } from "@/lib/questions/kinds";
import { tieValue } from "@/lib/questions/special-values";
import { compareTargets, itemTarget } from "@/lib/questions/targets";
import { type Cell, writeCsvRow } from "@/lib/text/rows/write-csv-row";

type Counting = { rule: HeadlineRule; tieRule: TieRule };

export const writeHumanJudgeHeader = (judges: readonly ExportedRater[]): string =>
  writeCsvRow([
    ...["item", "task", "track", "tier", "layout", "question", "target", "used_for_tuning"],
    ...["truth", "majority", "is_tied", "n_votes", "votes"],
    ...["n_without_value", "labels_left_out"],
    ...judges.flatMap(({ name }) => [name, `${name}_state`, `${name}_agrees`]),
  ]);

/**
 * What people's votes amount to, by the study's tie rule as the judges page applies it: FILE takes the majority that was
 * loaded; else the most frequent category, and of several a tie where the question has one (CATEGORY), or nothing.
 */
function decideMajority(
  { question }: CountedQuestion,
  { counts }: Votes,
  tieRule: TieRule,
  fileMajority: string | null,
) {
  if (tieRule === "FILE") return fileMajority;
  const [winner, rival] = mostFrequent(counts);
  if (rival === undefined) return winner ?? null;
  return tieRule === "CATEGORY" && hasSides(question) ? tieValue : null;
}

type Address = { question: string; target: string };

/** What people or judges answered a question about, the item as a whole first. */
export function listTargets({ judgments }: ExportedItem, key: string): string[] {
  const answers = judgments.flatMap((judgment) => judgment.answers.filter(({ question }) => question === key));
  return [...new Set([itemTarget, ...answers.map(({ target }) => target)])].sort(compareTargets);
}

/** The judge's answer that counts: of its first vote where it was asked several times. */
function findAnswer({ judgments }: ExportedItem, judge: ExportedRater, address: Address, rule: HeadlineRule) {
  for (const judgment of judgments) {
    if (judgment.rater !== judge || reasonLeftOut(judgment, rule)) continue;
    const answer = judgment.answers.find(
      ({ question, target }) => question === address.question && target === address.target,
    );
    if (answer) return answer;
  }
  return null;
}

function judgeCells(answer: ExportedAnswer | null, counted: CountedQuestion, majority: string | null): Cell[] {
  if (!answer) return [null, null, null];
  const category = categoryOf(counted, answer);
  return [category, answer.state, category === null || majority === null ? null : category === majority];
}

/** "repeat 2; training 1", or nothing. */
const listLeftOut = (leftOut: LeftOut): string | null =>
  Object.entries(leftOut)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason} ${count}`)
    .join("; ") || null;

/** One row for an item, a question and a target. What a file says of an item is about the item as a whole. People's labels that the rule leaves out are counted in `leftOut` and named in the row. */
export function writeHumanJudgeRow(
  item: ExportedItem,
  counted: CountedQuestion,
  judges: readonly ExportedRater[],
  { rule, tieRule }: Counting,
  target = itemTarget,
): { text: string; leftOut: LeftOut; isTied: boolean; votes: number } {
  const { externalId, task, layout, isForTuning = false, ...ofFile } = item.record;
  const { truth, fileMajority } = target === itemTarget ? ofFile : {};
  const { key } = counted.question;
  const votes = countVotes(item.judgments, counted, rule, target);
  const total = [...votes.counts.values()].reduce((sum, count) => sum + count, 0);
  const isTied = mostFrequent(votes.counts).length > 1;
  const majority = decideMajority(counted, votes, tieRule, fileMajority?.[key] ?? null);
  const text = writeCsvRow([
    ...[externalId, task.externalId, task.track ?? null, task.tier ?? null, layout, key, target, isForTuning],
    ...[truth?.[key] ?? null, majority, isTied, total],
    total > 0 ? JSON.stringify(Object.fromEntries(votes.counts)) : null,
    ...[votes.given.length - total, listLeftOut(votes.leftOut)],
    ...judges.flatMap((judge) =>
      judgeCells(findAnswer(item, judge, { question: key, target }, rule), counted, isForTuning ? null : majority),
    ),
  ]);
  return { text, leftOut: votes.leftOut, isTied, votes: total };
}
