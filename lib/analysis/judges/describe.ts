import type { TieFigures } from "@/lib/analysis/judges/basis";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import type { JudgeRow } from "@/lib/analysis/judges/row";
import { describeOffScale } from "@/lib/analysis/tally";
import { describeLeftOut, type LeftOut } from "@/lib/counting/headline";
import { countOf, formatEstimate, formatPercent } from "@/lib/format-number";

/** "15 of 16 items; 1 unparsed". Nothing that a judge did not answer is left unsaid. */
export function describeAnswers({ asked, answered, noun, silent, tally }: JudgeRow): string {
  const parts = [
    [tally.unparsed, "unparsed"],
    [tally.missing, "missing"],
    [tally.cannotJudge, "cannot judge"],
    [tally.refusal, "refusal"],
    [silent, "without an answer"],
  ] as const;
  const rest = parts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString("en")} ${what}`);
  const all = [`${answered.toLocaleString("en")} of ${countOf(asked, noun)}`, describeOffScale(tally), ...rest];
  return all.filter((words) => words !== "").join("; ");
}

/** Which labels of judges the rule of the page leaves out; answers that could not be read are counted row by row. */
export function describeJudgesLeftOut(leftOut: LeftOut): string {
  const words = describeLeftOut(leftOut);
  return words.startsWith("Left out")
    ? `Of the judges' labels ${words.charAt(0).toLowerCase()}${words.slice(1)}`
    : "None of the judges' labels is a repeat, of another version or otherwise left out.";
}

/** How tied votes of people were counted. */
export function describeTies({ rule, hasNoTie, tiedUnits }: TieFigures): string {
  if (rule === "FILE") return "The majority is the file's own.";
  if (tiedUnits === 0) return "No vote of people was tied.";
  const tied = countOf(tiedUnits, "tied vote");
  if (rule === "EXCLUDE") return `${tied} of people left out.`;
  return hasNoTie ? `${tied} of people left out: this question has no tie.` : `${tied} of people counted as a tie.`;
}

/** Fewer labels say nothing about a judge. */
const enoughComparisons = 20;

/** In words: how the judges stand beside the people. States facts, gives no verdict. */
export function describeJudges({ rows, ceiling }: JudgeFigures): string {
  const judges = rows.filter(({ kind }) => kind !== "truth");
  if (judges.length === 0) return "No judge has labels for this question.";
  const people = ceiling.defined
    ? `People agree with the majority of the other people on ${formatEstimate(ceiling.value.agreement, "percent")} of ${countOf(ceiling.value.comparisons, "label")}`
    : "There is no human ceiling yet";
  const own = judges.flatMap(({ name, sameReferences }) =>
    sameReferences.defined ? [{ name, ...sameReferences.value }] : [],
  );
  if (own.length === 0) return `${people}; no judge answered items with such a majority.`;
  const [first, ...others] = own
    .filter(({ comparisons }) => comparisons >= enoughComparisons)
    .sort((a, b) => b.difference.value - a.difference.value);
  if (!first) return `${people}; no judge shares ${enoughComparisons} such labels, so that none is named.`;
  const say = ({ name, judge, people: theirs, difference, comparisons }: typeof first) =>
    `${name} ${formatPercent(judge.value)} where people do ${formatPercent(theirs.value)}, ${formatEstimate(difference, "points")} points on ${countOf(comparisons, "label")}`;
  const last = others.at(-1);
  return `${people}. On the labels that each judge can be held beside: ${say(first)}${last ? `, ${say(last)}` : ""}.`;
}

/** What references are. */
export const describeReferences = (): string =>
  "A reference is the majority of the other people who labeled the item, two at least; tied ones are left out.";
