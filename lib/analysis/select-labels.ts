import type { AnalysisFilter } from "@/lib/analysis/filter";
import { type LabelTable, purposes, states } from "@/lib/analysis/label-table";
import { headlineRule } from "@/lib/analysis/named-version";
import { type Tally, TallyCounter } from "@/lib/analysis/tally";
import { type HeadlineRule, type LeftOut, nothingLeftOut, reasonLeftOut } from "@/lib/counting/headline";
import { isJudge } from "@/lib/judges/judge";
import { VoteCollector, type Votes } from "@/lib/measure/votes";
import type { Question } from "@/lib/protocol/schema";
import { hasSides, kindOf } from "@/lib/questions/kinds";
import { questionScale } from "@/lib/questions/question-scale";
import type { QuestionScale } from "@/lib/questions/scale";
import { refusalValue } from "@/lib/questions/special-values";
import { itemTarget } from "@/lib/questions/targets";

/** The labels of one question that count, coded. Units are pairs (item, target) with at least one of them. */
export type QuestionLabels = {
  question: Question;
  scale: QuestionScale;
  rule: HeadlineRule;
  unitItem: Int32Array;
  unitTarget: Int32Array;
  people: Votes;
  /** Judges and classifiers, by index into the table's raters. */
  judges: Map<number, Votes>;
  tally: Tally;
  judgeTallies: Map<number, Tally>;
  leftOut: LeftOut;
  judgesLeftOut: LeftOut;
  /** 1 for each item that the filter lets in, labeled or not. */
  isAsked: Uint8Array;
  /** Items that the people asked for passed over: agreement on the rest is higher for it. */
  skips: number;
};

/** Which items are asked for: one tier, one level of one factor (of any of the item's outputs). */
function selectItems({ items, conditions }: LabelTable, { level, tier }: AnalysisFilter): Uint8Array {
  const hasLevel = conditions.map((levels) => levels.includes(level));
  return Uint8Array.from(items.ids, (_, item) => {
    if (tier !== "" && items.tiers[item] !== tier) return 0;
    return level === "" || items.conditions[item]?.some((condition) => hasLevel[condition]) ? 1 : 0;
  });
}

const otherSide: Readonly<Record<string, string>> = { "1": "2", "2": "1" };

/** Turns stored values into codes; a pair that stands against the order of model names has its sides exchanged. */
export function valueCoder(
  question: Question,
  { categories }: QuestionScale,
  { isFlipped }: LabelTable["items"],
): (value: string, item: number) => number {
  const codes = new Map(categories.map((category, code) => [String(category), code]));
  if (!hasSides(question)) return (value) => codes.get(value) ?? -1;
  return (value, item) => codes.get(isFlipped[item] === 1 ? (otherSide[value] ?? value) : value) ?? -1;
}

type Asked = "people" | "everyone";

/** Who gave it: people of the asked group, or judges (and people held up like one); null where neither is asked for. */
function sideOf(
  { raters }: LabelTable,
  { group, held, without }: AnalysisFilter,
  who: Asked,
): ("people" | "judges" | null)[] {
  return raters.map((rater) => {
    if (rater.id === without) return null;
    const isHeld = who === "everyone" && held !== "" && rater.group === held;
    if (isJudge(rater) || isHeld) return who === "everyone" ? "judges" : null;
    return group === "" || rater.group === group ? "people" : null;
  });
}

/** Why a label does not count, if it does not. */
function labelReason({ labels, raters, versions, items }: LabelTable, label: number, rule: HeadlineRule) {
  const rater = raters[labels.rater[label] ?? -1];
  const purpose = purposes[labels.purpose[label] ?? -1];
  const version = versions[labels.version[label] ?? -1];
  if (!rater || !purpose || !version) throw new RangeError(`selectLabels: label ${label} points outside its table`);
  const isLatest = labels.isLatest[label] === 1;
  const isForTuning = items.isForTuning[labels.item[label] ?? -1] === 1;
  return reasonLeftOut(
    { purpose, occurrence: labels.occurrence[label] ?? 1, isLatest, version: version.number, rater, isForTuning },
    rule,
  );
}

/** Every value that was given to a question, those of its truths and majorities in files among them. */
function givenValues({ labels, values, questionKeys, items }: LabelTable, question: string): Set<string> {
  const key = questionKeys.indexOf(question);
  const places = new Set(labels.value.filter((_, label) => labels.question[label] === key));
  const ofFiles = [...items.truth, ...items.fileMajority].map((record) => String(record?.[question] ?? ""));
  return new Set([...[...places].map((place) => values[place] ?? ""), ...ofFiles].filter((value) => value !== ""));
}

const countSkips = ({ skips }: LabelTable, isAsked: Uint8Array, sides: ReturnType<typeof sideOf>) =>
  skips.item.reduce(
    (sum, item, skip) => sum + (isAsked[item] === 1 && sides[skips.rater[skip] ?? -1] === "people" ? 1 : 0),
    0,
  );

/** The units in use, in the order of items, and the number each gets (-1: not in use). */
function numberUnits(isUsed: Uint8Array) {
  const used: number[] = [];
  const unitOf = new Int32Array(isUsed.length).fill(-1);
  for (let unit = 0; unit < isUsed.length; unit++) {
    if (isUsed[unit] === 1) unitOf[unit] = used.push(unit) - 1;
  }
  return { used: Int32Array.from(used), unitOf };
}

/**
 * The labels of one question that count under the filter, coded, with the number of everything that does not enter.
 * O(labels of the study).
 */
export function selectLabels(
  table: LabelTable,
  question: Question,
  filter: AnalysisFilter,
  who: Asked = "everyone",
): QuestionLabels {
  const listGiven = () => givenValues(table, question.key);
  const scale = questionScale(question, { listGiven, ...(table.items.sideNames && { sides: table.items.sideNames }) });
  if (!scale) throw new RangeError(`selectLabels: answers to "${question.key}" cannot be compared`);
  const { labels, items } = table;
  const rule = headlineRule(table, filter);
  const isAsked = selectItems(table, filter);
  const sides = sideOf(table, filter, who);
  const key = table.questionKeys.indexOf(question.key);
  const toCode = valueCoder(question, scale, items);
  const refusal = scale.categories.indexOf(refusalValue);
  const people = { votes: new VoteCollector(), tally: new TallyCounter(), leftOut: nothingLeftOut() };
  const judges = new Map<number, { votes: VoteCollector; tally: TallyCounter }>();
  const judgesLeftOut = nothingLeftOut();
  const targets = Math.max(1, table.targets.length);
  // Turns that are marked are said of the item too.
  const only = kindOf(question).marking(question) ? table.targets.indexOf(itemTarget) : null;
  const isUsed = new Uint8Array(items.ids.length * targets);
  for (let label = 0; label < labels.item.length; label++) {
    const item = labels.item[label] ?? -1;
    const rater = labels.rater[label] ?? -1;
    const side = sides[rater] ?? null;
    if (labels.question[label] !== key || isAsked[item] !== 1 || side === null) continue;
    if (only !== null && labels.target[label] !== only) continue;
    const reason = labelReason(table, label, rule);
    if (reason) {
      (side === "people" ? people.leftOut : judgesLeftOut)[reason]++;
      continue;
    }
    const known = side === "people" ? people : judges.get(rater);
    const to = known ?? { votes: new VoteCollector(), tally: new TallyCounter() };
    if (!known) judges.set(rater, to);
    const state = states[labels.state[label] ?? -1];
    const value = table.values[labels.value[label] ?? -1] ?? "";
    const given = state === "GIVEN" ? toCode(value, item) : -1;
    const code = to.tally.add({ state, value, given, refusal });
    if (code < 0) continue;
    const unit = item * targets + (labels.target[label] ?? 0);
    isUsed[unit] = 1;
    to.votes.add(unit, rater, code, label);
  }
  const { used, unitOf } = numberUnits(isUsed);
  return {
    question,
    scale,
    rule,
    tally: people.tally.finish(),
    leftOut: people.leftOut,
    judgesLeftOut,
    isAsked,
    skips: countSkips(table, isAsked, sides),
    unitItem: used.map((unit) => Math.floor(unit / targets)),
    unitTarget: used.map((unit) => unit % targets),
    people: people.votes.finish(unitOf, used.length),
    judges: new Map([...judges].map(([judge, { votes }]) => [judge, votes.finish(unitOf, used.length)])),
    judgeTallies: new Map([...judges].map(([judge, { tally }]) => [judge, tally.finish()])),
  };
}
