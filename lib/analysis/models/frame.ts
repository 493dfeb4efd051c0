import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import { type QuestionLabels, selectLabels } from "@/lib/analysis/select-labels";
import { voteOrder } from "@/lib/analysis/vote-order";
import type { LabelFrame } from "@/lib/measure/models/label-frame";
import { pick } from "@/lib/measure/pick";
import type { Question } from "@/lib/protocol/schema";

/** What a condition is called: its levels, in the order of the factors. */
const nameCondition = ({ factors }: LabelTable, levels: readonly string[]): string =>
  factors
    .flatMap((factor) => factor.levels.filter(({ id }) => levels.includes(id)).map(({ name }) => name))
    .join(" · ");

/**
 * The condition that others are compared with: the first of those that have every declared baseline, of the factors
 * whose baseline is among these conditions at all (a filter may leave none of it); the first of all where none does.
 */
function baselineAmong({ factors, conditions }: LabelTable, used: Int32Array): number | undefined {
  const order = [...new Set(used)].sort((a, b) => a - b);
  const has = (condition: number, level: string) => conditions[condition]?.includes(level) ?? false;
  const declared = factors.flatMap(({ baselineLevelId }) => baselineLevelId ?? []);
  const met = declared.filter((level) => order.some((condition) => has(condition, level)));
  return order.find((condition) => met.every((level) => has(condition, level)));
}

/** Numbers in use from 0, in their order but for one that goes first, and what each was. */
function renumber(values: Int32Array, first?: number) {
  const used = [...new Set(values)].sort((a, b) => Number(b === first) - Number(a === first) || a - b);
  const place = new Map(used.map((value, i) => [value, i]));
  return { used, codes: values.map((value) => place.get(value) ?? 0) };
}

export type StudyFrame = {
  selected: QuestionLabels;
  frame: LabelFrame;
  /** Whether every item is of one condition; else there is one condition in the frame. */
  hasConditions: boolean;
};

/** People's first labels on one question, as models take them: an output is an item (at a target), a part its condition. */
export function studyFrame(table: LabelTable, question: Question, filter: AnalysisFilter): StudyFrame {
  const selected = selectLabels(table, question, filter, "people");
  const order = voteOrder(table, selected.people);
  const places = Int32Array.from([...order.keys()].filter((vote) => order[vote] === 1));
  const [unit, rater] = [pick(selected.people.unit, places), pick(selected.people.rater, places)];
  const item = pick(selected.unitItem, unit);
  const isNamed = !rater.some((own) => table.raters[own]?.isAnonymous);
  const hasConditions = !item.some((own) => table.items.conditions[own]?.length !== 1);
  const units = renumber(unit);
  const raters = renumber(isNamed ? rater : new Int32Array(rater.length));
  const condition = hasConditions
    ? item.map((own) => table.items.conditions[own]?.[0] ?? 0)
    : new Int32Array(item.length);
  const parts = renumber(condition, hasConditions ? baselineAmong(table, condition) : undefined);
  const prompts = renumber(pick(table.items.tasks, item));
  const isShared = prompts.used.length > 1 && prompts.used.length < units.used.length;
  const { categories } = selected.scale;
  const frame: LabelFrame = {
    categories,
    values: Float64Array.from(categories, (category, rank) => (typeof category === "number" ? category : rank + 1)),
    code: pick(selected.people.code, places),
    unit: units.codes,
    rater: raters.codes,
    part: parts.codes,
    prompt: isShared ? prompts.codes : null,
    units: units.used.map(String),
    raters: isNamed ? raters.used.map((own) => table.raters[own]?.pseudonym ?? "") : [],
    parts: hasConditions ? parts.used.map((own) => nameCondition(table, table.conditions[own] ?? [])) : ["all"],
    prompts: prompts.used.map(String),
  };
  return { selected, frame, hasConditions };
}
