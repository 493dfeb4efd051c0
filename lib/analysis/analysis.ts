import type { AnalysisFilter } from "@/lib/analysis/filter";
import type { LabelTable } from "@/lib/analysis/label-table";
import type { Estimate } from "@/lib/measure/estimate";
import type { Question } from "@/lib/protocol/schema";
import type { Defined } from "@/lib/stats/defined";
import type { StudyAction } from "@/lib/studies/permissions";

/** Every analysis is narrowed by question, people, condition, tier, version and repeats; these some have besides. */
export type FurtherFilter = "tie" | "decisive" | "held";

/** For the command line: a line, or a table whose columns it aligns. */
export type Printed = string | { columns: readonly string[]; rows: readonly (readonly string[])[] };

/** A number of an analysis as its CSV has it: whom or what it is of, which figure, and on what it was computed. */
export type FigureRow = { of: string; figure: string; on: string; estimate: Defined<Estimate> };

/** What every analysis says about itself: pages, menu, CSV, worker threads and the command line know nothing else of it. */
export type Analysis<Figures> = {
  /** On its page and in the menu, and the sentence below. */
  title: string;
  lead: string;
  /** What the page says, and offers, where there is nothing to measure. */
  nothing: { title: string; words: string; action: { needs: StudyAction; place: string; label: string } };
  filters: readonly FurtherFilter[];
  /** Of `grata <key> --study`: in the list of commands, and what its figures count. */
  command: { description: string; help: string };
  /** The figures of one question: what a worker thread hands back, so plain data. */
  measure: (table: LabelTable, question: Question, filter: AnalysisFilter) => Figures;
  /** Nothing was there to measure, though the question is asked. */
  isEmpty?: (figures: Figures) => boolean;
  print: (figures: Figures) => Printed[];
  listFigures: (figures: Figures) => FigureRow[];
};

export const defineAnalysis = <Figures>(analysis: Analysis<Figures>): Analysis<Figures> => analysis;
