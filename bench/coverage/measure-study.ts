import { majorityFigures } from "../../lib/measure/against-majority";
import { compareToOthers, compareUnits } from "../../lib/measure/against-people";
import { measureAgreement } from "../../lib/measure/agreement";
import { classFigures } from "../../lib/measure/class-figures";
import type { Estimate } from "../../lib/measure/estimate";
import { coefficientOf, keys } from "../../lib/measure/measured";
import { scoreFigures } from "../../lib/measure/score-figures";
import { tableGround, tableRatings } from "../../lib/measure/table";
import { type Defined, undefinedBecause } from "../../lib/stats/defined";
import type { Study } from "./draw-study";

export type Figures = Record<string, Defined<Estimate>>;

const ofAgreement = {
  percent: keys.percent,
  alpha: keys.alpha,
  Fleiss: keys.fleiss,
  "AC1/AC2": keys.gwet,
  "mean kappa": keys.meanOfPairs,
  "Cohen's kappa": keys.cohen,
  "weighted kappa": keys.weightedOfPairs,
  Conger: keys.conger,
  "pooled kappa": keys.pooled,
  "ICC(2,1)": keys.icc21,
} as const;

/** Every figure of a study that a page gives an interval, by the engine of the pages. */
export function measureStudy({ table, judge, clusters }: Study, seed: number, replicates: number): Figures {
  const isScale = table.categories.length > 2;
  const level = isScale ? ("ordinal" as const) : ("nominal" as const);
  const weights = isScale ? ("quadratic" as const) : ("unweighted" as const);
  const rules = { level, weights, seed, clusters };
  const { ratings, design } = tableRatings(table, rules);
  const { measured, shares } = measureAgreement(ratings, { ...design, replicates });
  const figures: Figures = { "share of an answer": shares[isScale ? 4 : 1] ?? undefinedBecause("no label") };
  for (const [name, key] of Object.entries(ofAgreement)) {
    if (measured.some((own) => own.key === key)) figures[name] = coefficientOf(measured, key);
  }
  const { ground: own, codes } = tableGround(table, judge, { ...rules, epsilon: 0.1 });
  const ground = { ...own, design: { ...own.design, replicates } };
  const majority = compareUnits(ground, ground.majority, codes, { because: "nothing to compare" });
  const of = <Value>(given: Defined<Value>, pick: (value: Value) => Defined<Estimate> | null) =>
    given.defined ? (pick(given.value) ?? undefinedBecause("none")) : given;
  const plain = (value: Estimate) => ({ defined: true as const, value });
  figures.accuracy = of(majority, ({ accuracy }) => plain(accuracy));
  figures["kappa with majority"] = of(majority, ({ kappa, weightedKappa }) => weightedKappa ?? kappa);
  figures["judge minus people"] = of(compareToOthers(ground, codes), ({ difference }) => plain(difference));
  const { balancedAccuracy, macroF1, mcc } = majorityFigures(ground, codes);
  Object.assign(figures, { "balanced accuracy": balancedAccuracy, "macro F1": macroF1, MCC: mcc });
  const classes = classFigures(ground, codes);
  const last = classes.defined ? classes.value.at(-1) : undefined;
  for (const name of ["sensitivity", "specificity", "precision", "f1", "judgedRate", "correctedRate"] as const)
    figures[name] = last?.[name] ?? undefinedBecause("no class");
  if (isScale) {
    const scores = scoreFigures(ground, codes);
    figures.bias = of(scores, ({ bias }) => plain(bias));
    figures["mean distance"] = of(scores, ({ error }) => plain(error));
    figures.Spearman = of(scores, ({ spearman }) => spearman);
  }
  return figures;
}
