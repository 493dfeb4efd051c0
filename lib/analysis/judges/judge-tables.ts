import type { Printed } from "@/lib/analysis/analysis";
import { describeScores } from "@/lib/analysis/judges/describe-scores";
import { listRates } from "@/lib/analysis/judges/list-rates";
import { listScores } from "@/lib/analysis/judges/list-scores";
import { listSets } from "@/lib/analysis/judges/list-sets";
import type { JudgeRow, LevelFigures } from "@/lib/analysis/judges/row";
import { listReasons } from "@/lib/analysis/list-reasons";
import { formatCount, formatEstimate, type NumberFormat } from "@/lib/format-number";
import { describeOwnAnswers } from "@/lib/measure/describe-own-answers";
import type { Estimate } from "@/lib/measure/estimate";
import type { ScoreFigures } from "@/lib/measure/score-figures";
import { type Defined, defined } from "@/lib/stats/defined";

type Estimated = Defined<Estimate>;
type Named = { name: string; result: Estimated };

const cellOf = (estimate: Estimated, format: NumberFormat) =>
  estimate.defined ? formatEstimate(estimate.value, format) : "-";

/** A table, and beneath it why a figure or an interval is missing. */
const withReasons = (columns: readonly string[], rows: string[][], figures: readonly Named[]): Printed[] =>
  rows.length === 0 ? [] : ["", { columns, rows }, ...listReasons(figures).map((line) => `  ${line}`)];

/** What a judge misses and what it cries wolf over, answer by answer. */
function classTable(name: string, { majority, classes, sets }: JudgeRow): Printed[] {
  if (!majority.defined && sets === null) return [];
  if (!classes.defined) return ["", `${name}, answer by answer: not defined, ${classes.because}.`];
  const rates = classes.value.map((own) => ({ own, rates: listRates(own) }));
  const ownAnswers = describeOwnAnswers(classes.value, name);
  const table = withReasons(
    [`${name}: answer`, "items of it", ...(rates[0]?.rates ?? []).map((rate) => rate.name)],
    rates.map(({ own, rates }) => [
      own.label,
      `${formatCount(own.positives)} of ${formatCount(own.positives + own.negatives)}`,
      ...rates.map(({ result }) => cellOf(result, "percent")),
    ]),
    rates.flatMap(({ own, rates }) => rates.map((rate) => ({ ...rate, name: `${own.label}, ${rate.name}` }))),
  );
  return ownAnswers === "" ? table : ["", ownAnswers, ...table];
}

/** How near a judge's sets come to those of people. */
function setTable(name: string, { sets }: JudgeRow): Printed[] {
  if (sets === null) return [];
  if (!sets.defined) return ["", `${name}, sets: not defined, ${sets.because}.`];
  const listed = listSets(sets.value);
  return withReasons(
    [`${name}: against every set of a person`, "", "sets"],
    listed.map((own) => [own.name, cellOf(own.result, "percent"), formatCount(sets.value.comparisons)]),
    listed,
  );
}

/** A judge's points beside the people's. */
function scoreTable(name: string, scores: Defined<ScoreFigures> | null): Printed[] {
  if (scores === null) return [];
  if (!scores.defined) return ["", `${name}, points: not defined, ${scores.because}.`];
  const listed = listScores(scores.value);
  const { sameReferences: same } = scores.value;
  const rows = listed.map(({ result, format, n, ...own }) => [own.name, cellOf(result, format), formatCount(n)]);
  return [
    ...withReasons([`${name}: points`, "", "n"], rows, listed),
    ...(same.defined ? [] : [`  Beside people: not defined, ${same.because}.`]),
    `  ${describeScores(name, scores.value)}`,
  ];
}

const agreementOf = (figures: LevelFigures, who: "judge" | "people"): Estimated =>
  figures.sameReferences.defined ? defined(figures.sameReferences.value[who]) : figures.sameReferences;

const accuracyOf = ({ majority }: LevelFigures): Estimated =>
  majority.defined ? defined(majority.value.accuracy) : majority;

/** A judge's agreement level by level of each factor, and the people's beside it. */
function levelTable(name: string, { levels }: JudgeRow): Printed[] {
  const shown = levels.filter(({ majority, sameReferences }) => majority.defined || sameReferences.defined);
  const rows = shown.map((own) => [
    ...[own.factor, own.level, own.majority.defined ? formatCount(own.majority.value.n) : ""],
    ...[cellOf(accuracyOf(own), "percent")],
    own.sameReferences.defined ? formatCount(own.sameReferences.value.comparisons) : "",
    ...[cellOf(agreementOf(own, "judge"), "percent"), cellOf(agreementOf(own, "people"), "percent")],
  ]);
  return withReasons(
    [`${name}: factor`, "level", "majority n", "accuracy", "labels", "agrees with the other people", "people there"],
    rows,
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
export const judgeTables = (name: string, row: JudgeRow): Printed[] => [
  ...setTable(name, row),
  ...classTable(name, row),
  ...scoreTable(name, row.scores),
  ...levelTable(name, row),
];
