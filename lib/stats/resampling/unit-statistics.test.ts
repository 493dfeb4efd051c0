import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { brennanPrediger } from "@/lib/stats/agreement/brennan-prediger";
import { cohenKappa } from "@/lib/stats/agreement/cohen-kappa";
import { congerKappa } from "@/lib/stats/agreement/conger-kappa";
import { congerStatistic } from "@/lib/stats/agreement/conger-statistic";
import { contingencyTable } from "@/lib/stats/agreement/contingency-table";
import { type Weights, weightedDisagreement } from "@/lib/stats/agreement/disagreement";
import { fleissKappa } from "@/lib/stats/agreement/fleiss-kappa";
import { gwetAc } from "@/lib/stats/agreement/gwet-ac";
import { intraclassCorrelation } from "@/lib/stats/agreement/intraclass-correlation";
import { intraclassStatistic, intraclassStatistics } from "@/lib/stats/agreement/intraclass-statistic";
import { averageUnitShares } from "@/lib/stats/agreement/parts/category-shares";
import { patternStatistics } from "@/lib/stats/agreement/pattern-statistics";
import { percentAgreement } from "@/lib/stats/agreement/percent-agreement";
import { pooledKappaStatistic } from "@/lib/stats/agreement/pooled-kappa";
import { codeRatings } from "@/lib/stats/coded-ratings";
import { classStatistics } from "@/lib/stats/comparison/class-statistics";
import { classify } from "@/lib/stats/comparison/classification";
import { classificationStatistics } from "@/lib/stats/comparison/classification-statistics";
import { pearson, spearman } from "@/lib/stats/comparison/correlation";
import { scoreAgreement } from "@/lib/stats/comparison/score-agreement";
import { predictionPoweredStatistic, scoreStatistics } from "@/lib/stats/comparison/score-statistics";
import { spearmanStatistic } from "@/lib/stats/comparison/spearman-statistic";
import { type Defined, defined } from "@/lib/stats/defined";
import { advantageStatistic, alternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";
import { roganGladen } from "@/lib/stats/judges/corrected-prevalence";
import { predictionPoweredMean } from "@/lib/stats/judges/prediction-powered-mean";
import { requireDefined } from "@/lib/stats/require-defined";
import { bootstrapReplicates, bootstrapTogether } from "./resampling";
import { seededRandom } from "./seeded-random";
import { collapseUnits, groupWeights, type UnitStatistic } from "./unit-statistic";

const label = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 4 });
const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((raters) =>
    fc.array(fc.array(label, { minLength: raters, maxLength: raters }), { minLength: 2, maxLength: 25 }),
  );

const atOnes = (statistic: UnitStatistic) => statistic.evaluate(groupWeights(statistic));

/** A function of weights and the coefficient it stands for are the same number, or undefined together. */
function expectSame(statistic: UnitStatistic, coefficient: Defined<{ value: number }>): void {
  const own = atOnes(statistic);
  if (coefficient.defined) expect(own).toBeCloseTo(coefficient.value.value, 10);
  else expect(own).toBeNaN();
}

describe("a statistic by unit weights is the coefficient itself where every unit counts once", () => {
  test.each<Weights>(["unweighted", "linear", "quadratic"])("percent, Fleiss, AC, Brennan-Prediger: %s", (weights) => {
    fc.assert(
      fc.property(tables, (rows) => {
        const ratings = codeRatings(rows, [1, 2, 3, 4]);
        const { percent, fleiss, gwet, brennanPrediger: even, shareOf } = patternStatistics(ratings, weights);
        expectSame(percent, percentAgreement(ratings, { weights }));
        expectSame(fleiss, fleissKappa(ratings, { weights }));
        expectSame(gwet, gwetAc(ratings, { weights }));
        expectSame(even, brennanPrediger(ratings, { weights }));
        const rated = rows.some((row) => row.some((own) => own !== null));
        if (rated) expect(atOnes(shareOf(2))).toBeCloseTo(averageUnitShares(ratings)[2], 10);
      }),
    );
  });

  test("Brennan-Prediger of one category alone is undefined", () => {
    expect(atOnes(patternStatistics(codeRatings([[1, 1]])).brennanPrediger)).toBeNaN();
  });

  test.each<Weights>(["unweighted", "linear", "quadratic"])("Conger's kappa: %s", (weights) => {
    fc.assert(
      fc.property(tables, (rows) => {
        const ratings = codeRatings(rows, [1, 2, 3, 4]);
        expectSame(congerStatistic(ratings, weights), congerKappa(ratings, { weights }));
      }),
    );
  });

  test("a judge against a truth, as classify has it", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 30 }), (rows) => {
        const pair = codeRatings(rows, [1, 2, 3, 4]);
        const own = classify(contingencyTable(pair, 0, 1));
        const { accuracy, balancedAccuracy, macroF1, mcc } = classificationStatistics(pair);
        const valued = (value: number) => defined({ value });
        expectSame(accuracy, own.defined ? valued(own.value.accuracy.value) : own);
        expectSame(balancedAccuracy, own.defined ? valued(own.value.balancedAccuracy) : own);
        expectSame(macroF1, own.defined ? valued(own.value.macroF1) : own);
        const correlation = own.defined ? own.value.mcc : own;
        expectSame(mcc, correlation.defined ? valued(correlation.value) : correlation);
      }),
    );
  });

  test("Spearman's rho, also where a unit holds several pairs", () => {
    const number = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 4, maxLength: 30 }), (pairs) => {
        const [x, y] = [pairs.map(([own]) => own), pairs.map(([, own]) => own)];
        const unit = pairs.map((_, place) => place % 3);
        expectSame(spearmanStatistic({ unit, x, y }, 3), spearman(x, y));
      }),
    );
  });

  test("Spearman's rho of weighted units is that of their copies", () => {
    const [x, y] = [
      [1, 2, 2, 4],
      [3, 1, 5, 4],
    ];
    const copies = [0, 1, 1, 1, 3, 3];
    const at = (values: readonly number[]) => copies.map((place) => values[place]);
    const rho = spearmanStatistic({ unit: [0, 1, 2, 3], x, y }, 4).evaluate(Float64Array.of(1, 3, 0, 2));
    expect(rho).toBeCloseTo(requireDefined(spearman(at(x), at(y))).value, 12);
  });

  test("ICC(1,1), ICC(2,1) and ICC(3,1), and units that a rater left out weigh nothing", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const ratings = codeRatings(rows, [1, 2, 3, 4]);
        const icc = intraclassCorrelation(ratings);
        const statistics = intraclassStatistics(ratings);
        for (const form of ["1,1", "2,1", "3,1"] as const)
          expectSame(statistics[form], icc.defined ? icc.value.forms[form] : icc);
      }),
    );
  });

  test("ICC(2,1) of numbers far from 0, and of raters who never differ", () => {
    const far = [1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 3];
    const near = codeRatings(far.map((value, unit) => [value, value + (unit % 2)]));
    const { forms } = requireDefined(intraclassCorrelation(near));
    expect(atOnes(intraclassStatistic(near))).toBeCloseTo(requireDefined(forms["2,1"]).value, 6);
    expect(atOnes(intraclassStatistic(codeRatings([1, 2, 3].map((value) => [value, value]))))).toBe(1);
    expect(
      atOnes(
        intraclassStatistic(
          codeRatings([
            [2, 2],
            [2, 2],
          ]),
        ),
      ),
    ).toBeNaN();
  });

  test("weighted kappa of pooled comparisons, one a unit", () => {
    const rows = [1, 2, 3, 4, 2, 3, 1, 4].map((first, unit) => [first, ((first + (unit % 3)) % 4) + 1]);
    const ratings = codeRatings(rows, [1, 2, 3, 4]);
    const [reference, answer] = [0, 1].map((rater) => rows.map((row) => row[rater] - 1)) as [number[], number[]];
    const statistic = pooledKappaStatistic(
      { unit: [...rows.keys()], reference, answer },
      rows.length,
      4,
      weightedDisagreement("quadratic", ratings.values),
    );
    expectSame(statistic, cohenKappa(contingencyTable(ratings, 0, 1), { weights: "quadratic" }));
  });

  test("a class of a judge: rates as classify counts them, and Rogan and Gladen's correction", () => {
    const truth = [0, 0, 0, 1, 1, 1, 1, 1, -1, -1];
    const judge = [0, 0, 1, 1, 1, 1, 0, -1, 0, 1];
    const own = classStatistics(truth, judge, 0);
    const table = contingencyTable(
      {
        ...codeRatings([["a", "b"]]),
        units: 10,
        codes: Int32Array.from(truth.flatMap((t, i) => [t, judge[i]])),
      },
      0,
      1,
    );
    const report = requireDefined(classify(table)).classes[0];
    if (!report) throw new Error("no class");
    expectSame(own.sensitivity, report.sensitivity);
    expectSame(own.specificity, report.specificity);
    expectSame(own.precision, report.precision);
    expect(atOnes(own.trueRate)).toBeCloseTo(3 / 8, 12);
    // Nine answers, of which two on units whose truth nobody knows.
    expect(atOnes(own.judgedRate)).toBeCloseTo(4 / 9, 12);
    const rates = { sensitivity: 2 / 3, specificity: 3 / 4 };
    const corrected = requireDefined(roganGladen({ positives: 4, tested: 9 }, rates));
    expect(atOnes(own.correctedRate)).toBeCloseTo(corrected.value, 12);
    expect(atOnes(classStatistics([0, 1], [1, 0], 0).correctedRate)).toBeNaN();
    expect(() => classStatistics([0], [0, 1], 0)).toThrow("2 labels for 1 truths");
  });
});

describe("numbers and judges by unit weights", () => {
  const scores = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), {
    minLength: 3,
    maxLength: 30,
  });

  test("bias, error and correlation are those of scoreAgreement and pearson", () => {
    fc.assert(
      fc.property(scores, (pairs) => {
        const [reference, score] = [pairs.map(([own]) => own), pairs.map(([, own]) => own)];
        const of = scoreStatistics({ unit: [...pairs.keys()], reference, score }, pairs.length);
        const whole = requireDefined(scoreAgreement(reference, score));
        expect(atOnes(of.bias)).toBeCloseTo(whole.bias, 10);
        expect(atOnes(of.meanAbsoluteError)).toBeCloseTo(whole.meanAbsoluteError, 10);
        expectSame(of.pearson, pearson(reference, score));
        // The same comparisons in fewer units are the same figures.
        const halves = scoreStatistics({ unit: pairs.map((_, i) => i >> 1), reference, score }, pairs.length);
        expect(atOnes(halves.bias)).toBeCloseTo(whole.bias, 10);
      }),
    );
    expect(() => scoreStatistics({ unit: [3], reference: [1], score: [1] }, 2)).toThrow("no unit 3 among 2");
    expect(() => scoreStatistics({ unit: [0], reference: [Number.NaN], score: [1] }, 1)).toThrow(
      "scoreStatistics: value 0 is NaN",
    );
  });

  test("the prediction-powered mean at its lambda", () => {
    const [labels, judged, alone] = [
      [1, 3, 2, 5, 4, 2],
      [2, 3, 2, 4, 4, 1],
      [3, 1, 4, 4, 5, 2, 3],
    ];
    const mean = requireDefined(predictionPoweredMean(labels, judged, alone));
    const reference = Float64Array.from([...labels, ...alone.map(() => Number.NaN), Number.NaN]);
    const score = Float64Array.from([...judged, ...alone, Number.NaN]);
    expect(mean.lambda).toBeGreaterThan(0);
    expect(atOnes(predictionPoweredStatistic(reference, score, mean.lambda))).toBeCloseTo(mean.value, 12);
    expect(atOnes(predictionPoweredStatistic(reference.slice(0, 6), score.slice(0, 6), 1))).toBeNaN();
  });

  test("the advantage probability of the alternative-annotator test", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const humans = codeRatings(rows, [1, 2, 3, 4]);
        const judge = Int32Array.from(rows, (row, unit) => (unit % 5 === 0 ? -1 : ((row[0] ?? 1) + unit) % 4));
        for (const alignment of ["accuracy", "negative-rmse"] as const) {
          const options = { alignment, minimumUnits: 2 };
          const test = alternativeAnnotatorTest(humans, judge, { epsilon: 0.2, ...options });
          if (!test.defined) continue;
          const { raters, advantageProbability } = test.value;
          expect(atOnes(advantageStatistic(raters, humans.units))).toBeCloseTo(advantageProbability, 12);
        }
      }),
    );
    expect(atOnes(advantageStatistic([], 3))).toBeNaN();
  });

  test("the advantage probability groups units on which the judge meets the same humans with the same outcome", () => {
    const raters = [
      { testedUnits: [0, 1, 2, 3], judgeAligns: [1, 1, 0, 1] },
      { testedUnits: [0, 1, 3], judgeAligns: [0, 0, 1] },
    ];
    const statistic = advantageStatistic(raters, 5);
    expect([...statistic.groupOf]).toEqual([0, 0, 1, 2, 3]);
    expect(statistic.evaluate(Float64Array.from([2, 1, 1, 1]))).toBeCloseTo((3 / 4 + 1 / 3) / 2, 12);
  });
});

describe("statistics drawn together", () => {
  const rows = Array.from({ length: 40 }, (_, unit) => [
    unit % 3,
    unit % 5 === 0 ? 0 : unit % 3,
    unit % 7 === 0 ? null : unit % 3,
  ]);
  const ratings = codeRatings(rows);

  test("have the replicates they have alone, whether they share their groups or not", () => {
    const patterns = collapseUnits(ratings);
    const { gwet, percent } = patternStatistics(ratings, "unweighted", patterns);
    const statistics = [alphaStatistic(ratings, {}, patterns), gwet, percent, intraclassStatistic(ratings)];
    for (const clusters of [undefined, rows.map((_, unit) => unit % 8)]) {
      const together = bootstrapTogether(statistics, { random: seededRandom(4), replicates: 50, clusters });
      const alone = statistics.map((own) =>
        bootstrapReplicates(own, { random: seededRandom(4), replicates: 50, clusters }),
      );
      expect(together).toEqual(alone);
    }
  });

  test("are of the same units, or refused", () => {
    const other = patternStatistics(codeRatings([[1, 1]])).percent;
    expect(() => bootstrapTogether([alphaStatistic(ratings), other], { random: seededRandom(1) })).toThrow(
      "same units",
    );
  });
});
