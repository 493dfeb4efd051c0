import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { type QuestionLabels, selectLabels, valueCoder } from "@/lib/analysis/select-labels";
import { studyDesign } from "@/lib/analysis/study-design";
import { voteOrder } from "@/lib/analysis/vote-order";
import { type Ground, minimumOthers } from "@/lib/measure/ground";
import { pick } from "@/lib/measure/pick";
import type { JudgeTerms } from "@/lib/measure/verdict/terms";
import { firstCodes, pickVotes, ratingsByRater, ratingsByVote, type Votes } from "@/lib/measure/votes";
import type { Question } from "@/lib/protocol/schema";
import { hasSides } from "@/lib/questions/kinds";
import { isOffered } from "@/lib/questions/question-scale";
import { hasDistances } from "@/lib/questions/scale";
import { bothBadValue, tieValue } from "@/lib/questions/special-values";
import { itemTarget } from "@/lib/questions/targets";
import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { leaveOneOutReferences } from "@/lib/stats/judges/leave-one-out";

/** What is done with a tied vote: "none" where no vote was tied or the file's own majority is taken. */
export type TieFigures = {
  rule: "CATEGORY" | "EXCLUDE" | "FILE";
  /** Asked for a category, but the question has no tie: left out instead. */
  hasNoTie: boolean;
  tiedUnits: number;
};

/** The people of a question, and everything else that a judge can be held against. */
export type JudgeBasis = Ground & {
  table: LabelTable;
  selected: QuestionLabels;
  ties: TieFigures;
  /** Per unit, the code of the truth; -1 without one. */
  truth: Int32Array;
  terms: JudgeTerms;
};

/** Codes that a judge's file or an item's truth gives for this question, per unit: they are about the item as a whole. */
function fileCodes(table: LabelTable, selected: QuestionLabels, field: "truth" | "fileMajority") {
  const { question, scale, unitItem, unitTarget } = selected;
  const toCode = valueCoder(question, scale, table.items);
  return unitItem.map((item, unit) => {
    const isOfItem = table.targets[unitTarget[unit] ?? -1] === itemTarget;
    const value = isOfItem && table.items[field][item]?.[question.key];
    return typeof value === "string" || typeof value === "number" ? toCode(String(value), item) : -1;
  });
}

function majorityOf(
  table: LabelTable,
  selected: QuestionLabels,
  byVote: CodedRatings,
  rule: TieFigures["rule"],
): Pick<JudgeBasis, "majority" | "ties"> {
  const canTie = hasSides(selected.question);
  const vote = majorityVote(byVote, { ties: rule === "CATEGORY" && canTie ? { category: tieValue } : "missing" });
  const ties = { rule, hasNoTie: rule === "CATEGORY" && !canTie, tiedUnits: vote.ties };
  return { majority: rule === "FILE" ? fileCodes(table, selected, "fileMajority") : vote.codes, ties };
}

/** Beyond this, per-person work over every comparison would take longer than a page may. */
const mostPersonWork = 50_000_000;

/** People's votes for leave-one-out: one vote a person, so that nobody is among their own "others". */
function peopleVotes(
  table: LabelTable,
  votes: Votes,
  { unitItem, scale }: QuestionLabels,
): Pick<JudgeBasis, "people" | "names"> {
  const order = voteOrder(table, votes);
  const people = new Set(votes.rater).size;
  const byRater =
    people * votes.unit.length <= mostPersonWork ? ratingsByRater(votes, unitItem.length, scale, order) : null;
  if (!byRater) return { people: ratingsByVote(votes, unitItem.length, scale), names: null };
  const areAnonymous = byRater.raters.some((rater) => table.raters[rater]?.isAnonymous);
  const names = byRater.raters.map((rater) => {
    const { id = "", pseudonym = "" } = table.raters[rater] ?? {};
    return { id, name: pseudonym };
  });
  return { people: byRater.ratings, names: areAnonymous ? null : names };
}

function dropVotes(votes: Votes, isDropped: (code: number) => boolean): Votes {
  const kept = [...votes.code].flatMap((code, vote) => (isDropped(code) ? [] : [vote]));
  return pickVotes(votes, Int32Array.from(kept));
}

/** What was fixed beforehand for this question. An answer that is no longer offered, and was never given, is missed by nobody. */
function termsOf({ study }: LabelTable, { key }: Question, categories: readonly string[]): JudgeTerms {
  const { isEpsilonSet, judgeTerms } = study;
  const own = judgeTerms.questions[key];
  if (!own) return { isEpsilonSet, rare: null, margin: null };
  const { rare, margin } = own;
  if (rare === "none") return { isEpsilonSet, rare, margin };
  const { value, ...floors } = rare;
  const code = categories.indexOf(value);
  return { isEpsilonSet, rare: code < 0 ? "gone" : { code, ...floors }, margin };
}

/** Selects a question's labels and works out every reference that a judge can be held against. */
export function judgeBasis(table: LabelTable, question: Question, filter: AnalysisFilter): JudgeBasis {
  const selected = selectLabels(table, question, filter, "everyone");
  const { scale, unitItem } = selected;
  const undecided = [tieValue, bothBadValue]
    .map((value) => scale.categories.indexOf(value))
    .filter((code) => code >= 0);
  const isUndecided = (code: number) => undecided.includes(code);
  const isDecisive = filter.decisive === "on" && hasSides(question);
  const byVote = ratingsByVote(selected.people, unitItem.length, scale);
  const votes = isDecisive ? dropVotes(selected.people, isUndecided) : selected.people;
  const { people, names } = peopleVotes(table, votes, selected);
  return {
    table,
    selected,
    people,
    names,
    unitItem,
    isDecisive,
    isUndecided,
    design: studyDesign(table, unitItem),
    kind: hasDistances(scale.kind) ? "scale" : scale.kind === "own-options" ? "own-options" : "nominal",
    sets: scale.sets ?? null,
    weights: hasDistances(scale.kind) ? "quadratic" : "unweighted",
    votes: selected.people,
    categories: scale.categories.map((category, code) => ({
      category,
      label: scale.labels[code] ?? "",
      isOffered: isOffered(question, category),
    })),
    epsilon: table.study.epsilon,
    terms: termsOf(table, question, scale.categories.map(String)),
    ...majorityOf(table, selected, byVote, filter.tie === "" ? table.study.tieRule : filter.tie),
    truth: fileCodes(table, selected, "truth"),
    others: leaveOneOutReferences(people, minimumOthers),
  };
}

/** A judge's code per unit, its first vote where there are several; -1 where it gave none. */
export function codesOfVotes({ table, selected }: JudgeBasis, votes: Votes): Int32Array {
  return firstCodes(votes, selected.unitItem.length, pick(table.labels.occurrence, votes.label));
}
