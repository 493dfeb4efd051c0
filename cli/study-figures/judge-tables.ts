import { describeScores } from "@/components/judges/score-table";
import type { JudgeRow, LevelFigures } from "@/lib/analysis/judges/row";
import { formatCount, formatEstimate, type NumberFormat } from "@/lib/format-number";
import type { ScoreFigures } from "@/lib/measure/score-figures";
import { type Defined, defined } from "@/lib/stats/defined";
import { type Estimated, listReasons } from "../label-files/measured";
import { alignColumns } from "../output";

type Named = { name: string; result: Estimated };

const cellOf = (estimate: Estimated, format: NumberFormat) =>
  estimate.defined ? formatEstimate(estimate.value, format) : "-";

/** A table, and beneath it why a figure or an interval is missing. */
const withReasons = (table: readonly string[], figures: readonly Named[]): string[] =>
  table.length === 0 ? [] : ["", ...table, ...listReasons(figures).map((line) => `  ${line}`)];

const rates = [
  ["sensitivity", "found (sensitivity)"],
  ["specificity", "others spared (specificity)"],
  ["precision", "right when said (precision)"],
  ["judgedRate", "rate by the judge"],
  ["correctedRate", "corrected rate"],
  ["trueRate", "rate by people"],
] as const;

/** What a judge misses and what it cries wolf over, answer by answer. */
function classTable(name: string, { majority, classes }: JudgeRow): string[] {
  if (!majority.defined) return [];
  if (!classes.defined) return ["", `${name}, answer by answer: not defined, ${classes.because}.`];
  const rows = classes.value.map((own) => [
    own.label,
    `${formatCount(own.positives)} of ${formatCount(own.positives + own.negatives)}`,
    ...rates.map(([key]) => cellOf(own[key], "percent")),
  ]);
  return withReasons(
    alignColumns([`${name}: answer`, "items of it", ...rates.map(([, heading]) => heading)], rows),
    classes.value.flatMap((own) =>
      rates.map(([key, heading]) => ({ name: `${own.label}, ${heading}`, result: own[key] })),
    ),
  );
}

type Cell = { name: string; n: number; result: Estimated; format: NumberFormat };

function listScores({ units, bias, error, pearson, spearman, means, sameReferences: same }: ScoreFigures): Cell[] {
  const point = (name: string, result: Estimated, n = units): Cell => ({ name, n, result, format: "number" });
  const correlation = (name: string, result: Estimated, n = units): Cell => ({
    name,
    n,
    result,
    format: "coefficient",
  });
  const beside = (who: "judge" | "people", name: string) =>
    same.defined
      ? [
          point(`${name}, mean distance from the other people`, defined(same.value[who].error), same.value.comparisons),
          correlation(`${name}, Pearson's r with the other people`, same.value[who].pearson, same.value.comparisons),
        ]
      : [];
  return [
    ...[point("mean by people", defined(means.people)), point("mean by the judge there", defined(means.judgeThere))],
    ...[point("judge minus people", defined(bias)), point("mean distance", defined(error))],
    ...[correlation("Pearson's r", pearson), correlation("Spearman's rho", spearman)],
    point("mean by the judge, all it scored", defined(means.judge), means.judged),
    point("corrected mean", means.corrected, means.judged),
    ...[...beside("people", "people (ceiling)"), ...beside("judge", "judge")],
  ];
}

/** A judge's points beside the people's. */
function scoreTable(name: string, scores: Defined<ScoreFigures> | null): string[] {
  if (scores === null) return [];
  if (!scores.defined) return ["", `${name}, points: not defined, ${scores.because}.`];
  const listed = listScores(scores.value);
  const { sameReferences: same } = scores.value;
  const rows = listed.map(({ result, format, n, ...own }) => [own.name, cellOf(result, format), formatCount(n)]);
  return [
    ...withReasons(alignColumns([`${name}: points`, "", "n"], rows), listed),
    ...(same.defined ? [] : [`  Beside people: not defined, ${same.because}.`]),
    `  ${describeScores(name, scores.value)}`,
  ];
}

const agreementOf = (figures: LevelFigures, who: "judge" | "people"): Estimated =>
  figures.sameReferences.defined ? defined(figures.sameReferences.value[who]) : figures.sameReferences;

const accuracyOf = ({ majority }: LevelFigures): Estimated =>
  majority.defined ? defined(majority.value.accuracy) : majority;

/** A judge's agreement level by level of each factor, and the people's beside it. */
function levelTable(name: string, { levels }: JudgeRow): string[] {
  const shown = levels.filter(({ majority, sameReferences }) => majority.defined || sameReferences.defined);
  const rows = shown.map((own) => [
    ...[own.factor, own.level, own.majority.defined ? formatCount(own.majority.value.n) : ""],
    ...[cellOf(accuracyOf(own), "percent")],
    own.sameReferences.defined ? formatCount(own.sameReferences.value.comparisons) : "",
    ...[cellOf(agreementOf(own, "judge"), "percent"), cellOf(agreementOf(own, "people"), "percent")],
  ]);
  return withReasons(
    alignColumns(
      [`${name}: factor`, "level", "majority n", "accuracy", "labels", "agrees with the other people", "people there"],
      rows,
    ),
    shown.flatMap((own) => {
      const at = `${own.factor} ${own.level}`;
      return [
        { name: `${at}, accuracy`, result: accuracyOf(own) },
        { name: `${at}, beside people`, result: agreementOf(own, "judge") },
        { name: `${at}, people there`, result: agreementOf(own, "people") },
      ];
    }),
  );
}

/** What the page says of one judge under the comparison of all: answers, points, levels. */
export const judgeTables = (name: string, row: JudgeRow): string[] => [
  ...classTable(name, row),
  ...scoreTable(name, row.scores),
  ...levelTable(name, row),
];
