import { type Asked, type Estimate, estimateTogether } from "@/lib/analysis/estimate";
import type { JudgeBasis } from "@/lib/analysis/judge-basis";
import { isOffered } from "@/lib/analysis/question-scale";
import { type ClassStatistics, classStatistics } from "@/lib/stats/class-statistics";
import { correctedPrevalence } from "@/lib/stats/corrected-prevalence";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { proportionInterval } from "@/lib/stats/proportion-interval";

/** A judge on one answer against all others; the truth is the people's majority. */
export type ClassFigures = {
  label: string;
  /** Items with both a majority and an answer of the judge: how many are of this class, and of another. */
  positives: number;
  negatives: number;
  /** Items that the judge labelled, with a majority or without. */
  judged: number;
  sensitivity: Defined<Estimate>;
  specificity: Defined<Estimate>;
  precision: Defined<Estimate>;
  /** How common the answer is by the people's majority, by the judge, and by the judge corrected for its errors. */
  trueRate: Defined<Estimate>;
  judgedRate: Defined<Estimate>;
  correctedRate: Defined<Estimate>;
};

type Counts = Pick<ClassFigures, "positives" | "negatives" | "judged">;

/**
 * A rate of 0 or 1 is the same in every resample, which is no certainty: Wilson's interval then, over as many trials as
 * there are items (or prompts, where items share them) that the rate counts.
 */
function atTheEdge(
  { clusterOf }: JudgeBasis,
  rate: Defined<Estimate>,
  isCounted: (unit: number) => boolean,
  units: number,
): Defined<Estimate> {
  if (!rate.defined || rate.value.interval.defined || (rate.value.value > 0 && rate.value.value < 1)) return rate;
  const clusters = new Set<number>();
  for (let unit = 0; unit < units; unit++) if (isCounted(unit)) clusters.add(clusterOf(unit));
  const { low, high } = proportionInterval(rate.value.value * clusters.size, clusters.size);
  return defined({ ...rate.value, interval: defined({ low, high }) });
}

function countClass(majority: Int32Array, codes: Int32Array, category: number): Counts {
  const counts = { positives: 0, negatives: 0, judged: 0 };
  for (const [unit, code] of codes.entries()) {
    if (code < 0) continue;
    counts.judged++;
    const truth = majority[unit] as number;
    if (truth >= 0) counts[truth === category ? "positives" : "negatives"]++;
  }
  return counts;
}

/**
 * Where items are drawn one by one, Lang and Reiczigel's interval: it does not take error rates of 0 on a few items for
 * certain, as a bootstrap must. Where items share prompts it would be too narrow, and prompts are drawn.
 */
function withKnownErrors(
  { resampling }: JudgeBasis,
  { positives, negatives, judged }: Counts,
  { sensitivity, specificity, judgedRate, correctedRate }: Record<keyof ClassStatistics, Defined<Estimate>>,
): Defined<Estimate> {
  if (!correctedRate.defined || resampling.over.by === "prompts") return correctedRate;
  if (!sensitivity.defined || !specificity.defined || !judgedRate.defined) return correctedRate;
  const rates = { sensitivity: sensitivity.value.value, specificity: specificity.value.value };
  const exact = correctedPrevalence(
    { share: judgedRate.value.value, tested: judged },
    { ...rates, positives, negatives },
  );
  return exact.defined ? defined({ ...correctedRate.value, interval: defined(exact.value.interval) }) : exact;
}

function classFiguresOf(basis: JudgeBasis, codes: Int32Array, category: number, label: string): ClassFigures {
  const counts = countClass(basis.majority, codes, category);
  const statistics = classStatistics(basis.majority, codes, category);
  const noUnits = "no item has both a majority and an answer";
  const because: Record<keyof ClassStatistics, string> = {
    sensitivity: counts.negatives > 0 ? `the people's majority is never “${label}”` : noUnits,
    specificity: counts.positives > 0 ? `the people's majority is always “${label}”` : noUnits,
    precision: `the judge never says “${label}” where there is a majority`,
    trueRate: "no item has a majority",
    judgedRate: "the judge gave no answer",
    correctedRate: "the judge is no better than chance at this answer, or there is nothing to measure its errors on",
  };
  const asked = Object.fromEntries(
    Object.entries(statistics).map(([key, statistic]): [string, Asked] => [
      key,
      { statistic, because: because[key as keyof ClassStatistics] },
    ]),
  ) as Record<keyof ClassStatistics, Asked>;
  const estimates = estimateTogether(asked, basis.resampling);
  const truth = (unit: number) => basis.majority[unit] as number;
  const judged = (unit: number) => codes[unit] as number;
  const edge = (key: keyof ClassStatistics, isCounted: (unit: number) => boolean) =>
    atTheEdge(basis, estimates[key], isCounted, codes.length);
  return {
    ...{ label, ...counts },
    sensitivity: edge("sensitivity", (unit) => truth(unit) === category && judged(unit) >= 0),
    specificity: edge("specificity", (unit) => truth(unit) >= 0 && truth(unit) !== category && judged(unit) >= 0),
    precision: edge("precision", (unit) => truth(unit) >= 0 && judged(unit) === category),
    trueRate: edge("trueRate", (unit) => truth(unit) >= 0),
    judgedRate: edge("judgedRate", (unit) => judged(unit) >= 0),
    correctedRate: withKnownErrors(basis, counts, estimates),
  };
}

/** A judge class by class. Undefined where every item has options of its own: there are no classes in common. */
export function classFigures(given: JudgeBasis, answers: Int32Array): Defined<ClassFigures[]> {
  const { selected, isDecisive, isUndecided } = given;
  const decided = (codes: Int32Array) => (isDecisive ? codes.map((code) => (isUndecided(code) ? -1 : code)) : codes);
  const [majority, codes] = [decided(given.majority), decided(answers)];
  const basis = { ...given, majority };
  const { scale, question } = selected;
  if (scale.kind === "own-options") return undefinedBecause("every item has options of its own");
  const used = new Set([...majority, ...codes]);
  const classes = [...scale.categories.keys()].filter(
    (code) =>
      used.has(code) || (isOffered(question, scale.categories[code] ?? "") && !(isDecisive && isUndecided(code))),
  );
  return defined(classes.map((code) => classFiguresOf(basis, codes, code, scale.labels[code] ?? "")));
}
