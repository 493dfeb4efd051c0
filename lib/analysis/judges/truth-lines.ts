import { describeAnswers } from "@/lib/analysis/judges/describe";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import { countOf } from "@/lib/format-number";
import type { Identification } from "@/lib/measure/identification";
import type { Comparison } from "@/lib/measure/two-columns";
import type { Defined } from "@/lib/stats/defined";

/** Whoever is held against the truth: people first, then each judge. */
export type TruthLine = {
  id: string;
  name: string;
  answers: string;
  truth: Defined<Comparison>;
  identification: Defined<Identification> | null;
};

/** People label by label where they labeled, then the judges. */
export function listTruthLines({ rows, peopleAgainstTruth, peopleIdentification, counts }: JudgeFigures): TruthLine[] {
  const people: TruthLine[] =
    peopleAgainstTruth?.defined && counts.labels > 0
      ? [
          {
            id: "people",
            name: "People, label by label",
            truth: peopleAgainstTruth,
            answers: countOf(counts.labels, "label"),
            identification: peopleIdentification,
          },
        ]
      : [];
  const judges = rows.flatMap((row): TruthLine[] =>
    row.truth
      ? [
          {
            id: row.id,
            name: row.name,
            answers: describeAnswers(row),
            truth: row.truth,
            identification: row.identification,
          },
        ]
      : [],
  );
  return [...people, ...judges];
}
