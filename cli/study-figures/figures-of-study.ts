import { type AnalysisKey, measureAndPrint } from "@/lib/analysis/analyses";
import { printedLines } from "../output";
import type { Context } from "../with-database";
import { readStudyFigures, type StudyOptions } from "./read-study-figures";

const indent = (line: string) => (line === "" ? "" : `  ${line}`);

/** `grata <key> --study`: what the page of an analysis says of each question. */
export const figuresOfStudy =
  (key: AnalysisKey) =>
  async ({ output }: Context, given: StudyOptions) => {
    const { table, questions, filter, about, lines } = await readStudyFigures(given);
    const measured = questions.map((question) => {
      output.progress(`Measuring ${question.key}`);
      return { question, ...measureAndPrint(key, { table, question, filter }) };
    });
    output.result({ ...about, questions: measured.map(({ figures }) => figures) }, [
      ...lines,
      ...measured.flatMap(({ question, printed }) => [
        `${question.key}: ${question.text}`,
        ...printedLines(printed).map(indent),
        "",
      ]),
    ]);
  };
