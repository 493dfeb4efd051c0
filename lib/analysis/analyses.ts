import { agreement } from "@/lib/analysis/agreement/analysis";
import type { Analysis } from "@/lib/analysis/analysis";
import type { AnalysisFilter } from "@/lib/analysis/filter";
import { judges } from "@/lib/analysis/judges/analysis";
import type { LabelTable } from "@/lib/analysis/label-table";
import { models } from "@/lib/analysis/models/analysis";
import { pairs } from "@/lib/analysis/pairs/analysis";
import type { Question } from "@/lib/protocol/schema";

/** Every analysis, in the order of the menu. Its key is its page below the study and its command. */
const list = { agreement, judges, models, pairs };

export type AnalysisKey = keyof typeof list;
export type FiguresOf<Key extends AnalysisKey> = ReturnType<(typeof list)[Key]["measure"]>;

export const analyses: { readonly [Key in AnalysisKey]: Analysis<FiguresOf<Key>> } = list;

export const analysisKeys = Object.keys(list) as AnalysisKey[];

export const isAnalysisKey = (text: string): text is AnalysisKey => Object.hasOwn(list, text);

type Asked = { table: LabelTable; question: Question; filter: AnalysisFilter };

/** The figures of one question, and what the command line says of them. */
export function measureAndPrint<Key extends AnalysisKey>(key: Key, { table, question, filter }: Asked) {
  const { measure, print } = analyses[key];
  const figures = measure(table, question, filter);
  return { figures, printed: print(figures) };
}
