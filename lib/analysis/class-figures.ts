import { withEdge } from "@/lib/analysis/cluster-share";
import { type Asked, type Estimate, estimateTogether } from "@/lib/analysis/estimate";
import type { JudgeBasis } from "@/lib/analysis/judge-basis";
import { isOffered } from "@/lib/questions/question-scale";
import { type ClassStatistics, classStatistics } from "@/lib/stats/comparison/class-statistics";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { correctedPrevalence } from "@/lib/stats/judges/corrected-prevalence";

/** A judge on one answer against all others; the truth is the people's majority. */
export type ClassFigures = {
  label: string;
  /** Items with both a majority and an answer of the judge: how many are of this class, and of another. */
  positives: number;
  negatives: number;
  /** Items that the judge labeled, with a majority or without. */
  judged: number;
  /** Items with a majority, judged or not. */
  referenced: number;
  sensitivity: Defined<Estimate>;
  specificity: Defined<Estimate>;
  precision: Defined<Estimate>;
  /** How common the answer is by the people's majority, by the judge, and by the judge corrected for its errors. */
  trueRate: Defined<Estimate>;
  judgedRate: Defined<Estimate>;
  correctedRate: Defined<Estimate>;
};

type Counts = Pick<ClassFigures, "positives" | "negatives" | "judged" | "referenced">;

/** The clusters (items, or prompts that items share) among the units that a rate counts. */
function countClusters({ clusterOf }: JudgeBasis, isCounted: (unit: number) => boolean, units: number): number {
  const clusters = new Set<number>();
  for (let unit = 0; unit < units; unit++) if (isCounted(unit)) clusters.add(clusterOf(unit));
  return clusters.size;
}

function countClass(majority: Int32Array, codes: Int32Array, category: number): Counts {
  const counts = { positives: 0, negatives: 0, judged: 0, referenced: 0 };
  for (const [unit, code] of codes.entries()) {
    const truth = majority[unit] as number;
    if (truth >= 0) counts.referenced++;
    if (code < 0) continue;
    counts.judged++;
    if (truth >= 0) counts[truth === category ? "positives" : "negatives"]++;
  }
  return counts;
}

/**
 * Error rates of 0 or 1 on a few items are no certainty, as a bootstrap must take them: Lang and Reiczigel's interval
 * there, counting clusters. Elsewhere the bootstrap, which knows which items the rates have in common.
 */
function withKnownErrors(
  estimates: Record<keyof ClassStatistics, Defined<Estimate>>,
  clusters: { judged: number; positives: number; negatives: number },
): Defined<Estimate> {
  const { sensitivity, specificity, judgedRate, correctedRate } = estimates;
  if (!correctedRate.defined || !sensitivity.defined || !specificity.defined || !judgedRate.defined)
    return correctedRate;
  const rates = { sensitivity: sensitivity.value.value, specificity: specificity.value.value };
  if ([rates.sensitivity, rates.specificity].every((rate) => rate > 0 && rate < 1)) return correctedRate;
  const { judged: tested, ...known } = clusters;
  const exact = correctedPrevalence({ share: judgedRate.value.value, tested }, { ...rates, ...known });
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
  const clusters = (isCounted: (unit: number) => boolean) => countClusters(basis, isCounted, codes.length);
  const positives = clusters((unit) => truth(unit) === category && judged(unit) >= 0);
  const negatives = clusters((unit) => truth(unit) >= 0 && truth(unit) !== category && judged(unit) >= 0);
  const answered = clusters((unit) => judged(unit) >= 0);
  return {
    ...{ label, ...counts },
    sensitivity: withEdge(estimates.sensitivity, positives),
    specificity: withEdge(estimates.specificity, negatives),
    precision: withEdge(
      estimates.precision,
      clusters((unit) => truth(unit) >= 0 && judged(unit) === category),
    ),
    trueRate: withEdge(
      estimates.trueRate,
      clusters((unit) => truth(unit) >= 0),
    ),
    judgedRate: withEdge(estimates.judgedRate, answered),
    correctedRate: withKnownErrors(estimates, { judged: answered, positives, negatives }),
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
