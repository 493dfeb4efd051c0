import { z } from "zod";
import type { Coefficient } from "@/lib/stats/agreement/basis";
import { brennanPrediger } from "@/lib/stats/agreement/brennan-prediger";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { type ContingencyTable, tableFromRows, tableMargins } from "@/lib/stats/agreement/contingency-table";
import type { Weights } from "@/lib/stats/agreement/disagreement";
import { fleissKappa } from "@/lib/stats/agreement/fleiss-kappa";
import { gwetAc } from "@/lib/stats/agreement/gwet-ac";
import { kappaContext, kappaMax, specificAgreement } from "@/lib/stats/agreement/kappa-context";
import { testKappa } from "@/lib/stats/agreement/kappa-test";
import { krippendorffAlpha } from "@/lib/stats/agreement/krippendorff-alpha";
import { percentAgreement } from "@/lib/stats/agreement/percent-agreement";
import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { classify } from "@/lib/stats/comparison/classification";
import type { Defined } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { bowkerSymmetry, marginalHomogeneity, mcNemar } from "@/lib/stats/effects/paired-tests";
import { tInterval } from "@/lib/stats/interval";
import { cohenAnswer } from "./cohen";
import { type Answer, type Answerer, type Check, type Json, refuseUnknown } from "./layout";
import { publishedOfRatings } from "./published";
import { readWeights, tableError, valueOrNull } from "./read-data";

const squareTable = z.object({
  matrix: z.array(z.array(z.number())),
  categories: z.array(z.union([z.string(), z.number()])).nullish(),
  disagreementWeights: z.array(z.array(z.number())).optional(),
  disagreementWeightsAsymmetric: z.array(z.array(z.number())).optional(),
});
type TableData = z.output<typeof squareTable>;
type Answers = (table: ContingencyTable, check: Check, data: TableData) => Answer;

/** The table as one row of two ratings per unit, for the coefficients that take ratings. */
function expandTable({ counts, categories, values, total }: ContingencyTable): CodedRatings {
  if (!counts.every(Number.isInteger)) throw new RangeError("a table of ratings holds whole numbers of units");
  const q = categories.length;
  const codes = new Int32Array(2 * total);
  let cell = 0;
  for (const [place, count] of counts.entries()) {
    for (let times = 0; times < count; times++) {
      codes[cell++] = Math.floor(place / q);
      codes[cell++] = place % q;
    }
  }
  return { units: total, raters: 2, codes, categories, values };
}

type Measured = Pick<Coefficient, "value" | "standardError">;

const asRatings =
  (coefficient: (ratings: CodedRatings, options: { weights: Weights }) => Defined<Measured>): Answers =>
  (table, { options }) => {
    const result = valueOrNull(coefficient(expandTable(table), { weights: readWeights(options.weights) }));
    if (!result) return { got: null };
    const own = valueOrNull(result.standardError);
    const se = own === null ? null : tableError(own, table.total);
    if (se === null) return { got: { value: result.value, se, ciLow: null, ciHigh: null } };
    const ends = valueOrNull(tInterval(result.value, se, { df: table.total - 1 }));
    const got = { value: result.value, se, ciLow: ends?.low ?? result.value, ciHigh: ends?.high ?? result.value };
    return { got };
  };

const classificationAnswer: Answers = (table) => {
  const report = valueOrNull(classify(table));
  if (!report) return { got: null };
  const kappa = (weights: Weights) => valueOrNull(cohenKappa(table, { weights }))?.value ?? null;
  // scikit-learn puts 0 where nothing is there to count (zero_division=0), and for a correlation without spread.
  return {
    got: {
      accuracy: report.accuracy.value,
      balancedAccuracy: report.balancedAccuracy,
      mcc: valueOrNull(report.mcc) ?? 0,
      macroF1: report.classes.reduce((sum, { f1 }) => sum + (valueOrNull(f1)?.value ?? 0), 0) / report.classes.length,
      weightedF1: report.weightedF1,
      precision: report.classes.map(({ precision }) => valueOrNull(precision)?.value ?? 0),
      recall: report.classes.map(({ sensitivity }) => valueOrNull(sensitivity)?.value ?? 0),
      f1: report.classes.map(({ f1 }) => valueOrNull(f1)?.value ?? 0),
      support: report.classes.map(({ support }) => support),
      kappa: kappa("unweighted"),
      kappaLinear: kappa("linear"),
      kappaQuadratic: kappa("quadratic"),
    },
  };
};

const epiAnswer: Answers = (table) => {
  const context = valueOrNull(kappaContext(table));
  const test = valueOrNull(mcNemar(table));
  if (!context) return { got: null };
  const index = ({ value, standardError, interval }: typeof context.biasIndex): Json => {
    const ends = valueOrNull(interval);
    return [value, standardError, ends?.low ?? value, ends?.high ?? value];
  };
  const { value, interval } = context.pabak;
  const kappa = valueOrNull(cohenKappa(table));
  // epiR makes its interval from the error that holds if kappa is 0; ours never does.
  const error = valueOrNull(testKappa(table))?.nullError ?? 0;
  const half = normalQuantile(0.975) * error;
  const wrong = "epiR leaves the covariance of the two cells out of the variance";
  const places = ["pindex", "bindex"].flatMap((key) => [1, 2, 3].map((place) => `${key}[${place}]`));
  return {
    notCompared: Object.fromEntries(places.map((place) => [place, wrong])),
    got: {
      propAgree: [kappa?.observed ?? null, kappa?.expected ?? null],
      pindex: index(context.prevalenceIndex),
      bindex: index(context.biasIndex),
      pabak: [value, interval.low, interval.high],
      kappa: kappa && [kappa.value, error, kappa.value - half, kappa.value + half],
      mcnemar: test && [test.chiSquared.chiSquared, 1, test.chiSquared.p],
    },
  };
};

const mcNemarAnswer: Answers = (table) => {
  const test = valueOrNull(mcNemar(table));
  return {
    got: test && {
      chisqCorrected: test.corrected.chiSquared,
      pCorrected: test.corrected.p,
      chisq: test.chiSquared.chiSquared,
      p: test.chiSquared.p,
      exactP: test.exactP,
    },
  };
};

const marginAnswer =
  (kind: "stuartMaxwell" | "bhapkar"): Answers =>
  (table) => {
    const both = valueOrNull(marginalHomogeneity(table));
    const test = both && (kind === "stuartMaxwell" ? both.stuartMaxwell : valueOrNull(both.bhapkar));
    const { rows, columns } = tableMargins(table);
    const hasEqual = rows.some((count, k) => count === columns[k]);
    const wrong = "irr drops categories with equal margins, and so contradicts its own Bhapkar";
    const notCompared = kind === "stuartMaxwell" && hasEqual ? { chisq: wrong, p: wrong } : undefined;
    return { got: test && { chisq: test.chiSquared, df: test.df, p: test.p }, notCompared };
  };

const weightedAnswer: Answers = (table, { options, expected }, data): Answer => {
  const isSymmetric = options.weightsField === "disagreementWeights";
  const apart = (isSymmetric ? data.disagreementWeights : data.disagreementWeightsAsymmetric) ?? [];
  const most = Math.max(...apart.flat());
  const kappa = valueOrNull(cohenKappa(table, { weights: apart.map((row) => row.map((own) => 1 - own / most)) }));
  const error = kappa && valueOrNull(kappa.standardError);
  if (expected.weighted === undefined) return { got: { value: kappa?.value ?? null, se: error } };
  const wrong = "psych's variance of weighted kappa contradicts irrCAC, vcd and statsmodels";
  return { got: { weighted: kappa?.value ?? null }, notCompared: { varWeighted: wrong } };
};

const published =
  (value: (table: ContingencyTable, data: TableData) => number | null | undefined): Answers =>
  (table, _, data) => ({ got: { value: value(table, data) ?? null } });

const publishedWeighted = (field: "disagreementWeights" | "disagreementWeightsAsymmetric") =>
  published((table, data) => {
    const apart = data[field] ?? [];
    const most = Math.max(...apart.flat());
    return valueOrNull(cohenKappa(table, { weights: apart.map((row) => row.map((own) => 1 - own / most)) }))?.value;
  });

const answers: Readonly<Record<string, Answers>> = {
  cohenKappa: (table, check) => cohenAnswer(table, check),
  scottPi: asRatings(fleissKappa),
  gwetAC: asRatings(gwetAc),
  brennanPrediger: asRatings(brennanPrediger),
  percentAgreement: asRatings(percentAgreement),
  krippendorffAlpha: asRatings(krippendorffAlpha),
  cohenKappaWeighted: weightedAnswer,
  kappaMax: (table) => ({ got: { value: valueOrNull(kappaMax(table)) } }),
  specificAgreement: (table) => {
    const rows = specificAgreement(table);
    return {
      got: {
        categories: rows.map((row) => row.category),
        value: rows.map((row) => valueOrNull(row.agreement)?.value ?? null),
      },
    };
  },
  classification: classificationAnswer,
  epiKappa: epiAnswer,
  mcnemar: mcNemarAnswer,
  bowkerSymmetry: (table) => {
    const test = valueOrNull(bowkerSymmetry(table));
    return { got: test && { chisq: test.chiSquared, df: test.df, p: test.p } };
  },
  stuartMaxwell: marginAnswer("stuartMaxwell"),
  bhapkar: marginAnswer("bhapkar"),
  bangdiwalaB: () => ({ skip: "Bangdiwala's B is not offered: specific agreement says more, category by category" }),
  "published:weightedKappa": publishedWeighted("disagreementWeights"),
  "published:weightedKappaAsymmetric": publishedWeighted("disagreementWeightsAsymmetric"),
};

/** Checks on the table of two raters, rows the first; categories stand for their ranks. */
export const contingencyAnswer: Answerer = (set, check) => {
  const data = squareTable.parse(set.data);
  const declared = tableFromRows(data.matrix, data.categories ?? undefined);
  const table = { ...declared, values: declared.values.map((_, rank) => rank + 1) };
  const answer = answers[check.statistic];
  if (answer) return answer(table, check, data);
  const published = publishedOfRatings(check.statistic);
  return published ? { got: { value: published(expandTable(table), check) } } : refuseUnknown(check.statistic);
};
