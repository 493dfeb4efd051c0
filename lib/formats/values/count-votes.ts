import { type HeadlineRule, type LeftOut, nothingLeftOut, reasonLeftOut } from "@/lib/counting/headline";
import type { ExportedAnswer, ExportedJudgment } from "@/lib/formats/contract/exported-study";
import { isJudge } from "@/lib/judges/judge";
import type { Question } from "@/lib/protocol/schema";
import { questionScale } from "@/lib/questions/question-scale";
import { refusalValue } from "@/lib/questions/special-values";
import { itemTarget } from "@/lib/questions/targets";

/** One answer to the question, and the judgment it stands in. */
export type Vote = { judgment: ExportedJudgment; answer: ExportedAnswer };

export type Votes = {
  /** People's answers that count, in the order of the judgments; those without a value too. */
  given: Vote[];
  /** value -> votes, values in a fixed order. Answers without a value are not in it. */
  counts: Map<string, number>;
  /** Judgments by people that the rule leaves out, by reason. */
  leftOut: LeftOut;
};

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A question with the categories that its answers may have; null where they cannot be listed. */
export type CountedQuestion = { question: Question; categories: ReadonlySet<string> | null };

/** Null for questions whose answers are no categories: confidences and free texts. */
export function countedQuestion(question: Question): CountedQuestion | null {
  const scale = questionScale(question);
  if (!scale) return null;
  return { question, categories: scale.isOpen ? null : new Set(scale.categories.map(String)) };
}

/**
 * The category of an answer, as the agreement and judges pages see it. A refusal is one of a choice and none of a scale;
 * "cannot judge", what is missing and values that the question does not offer are none.
 */
export function categoryOf({ categories }: CountedQuestion, { state, value }: ExportedAnswer): string | null {
  if (state === "REFUSAL") return categories?.has(refusalValue) ? refusalValue : null;
  return state === "GIVEN" && value !== null && (categories === null || categories.has(value)) ? value : null;
}

/** What people answered to one question about one target, the item as a whole unless told, by the one rule of what counts. */
export function countVotes(
  judgments: readonly ExportedJudgment[],
  counted: CountedQuestion,
  rule: HeadlineRule,
  target = itemTarget,
): Votes {
  const leftOut = nothingLeftOut();
  const given: Vote[] = [];
  for (const judgment of judgments) {
    if (isJudge(judgment.rater)) continue;
    const answer = judgment.answers.find(
      (candidate) => candidate.question === counted.question.key && candidate.target === target,
    );
    if (!answer) continue;
    const reason = reasonLeftOut(judgment, rule);
    if (reason) leftOut[reason]++;
    else given.push({ judgment, answer });
  }
  const counts = new Map<string, number>();
  for (const { answer } of given) {
    const category = categoryOf(counted, answer);
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return { given, counts: new Map([...counts].sort(([a], [b]) => byText(a, b))), leftOut };
}

/** The most frequent values: one is a majority (a plurality, strictly speaking), several are a tie, none means no vote. */
export function mostFrequent(counts: ReadonlyMap<string, number>): string[] {
  const highest = Math.max(0, ...counts.values());
  return [...counts].filter(([, count]) => count === highest).map(([value]) => value);
}

/** The share of pairs of votes that agree; null with fewer than two votes. */
export function pairAgreement(counts: ReadonlyMap<string, number>): number | null {
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total < 2) return null;
  return [...counts.values()].reduce((sum, count) => sum + pairs(count), 0) / pairs(total);
}

export function addLeftOut(sum: LeftOut, more: LeftOut): void {
  for (const reason of Object.keys(sum) as (keyof LeftOut)[]) sum[reason] += more[reason];
}
