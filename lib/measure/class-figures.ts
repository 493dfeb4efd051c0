import { countedShare } from "@/lib/measure/cluster-share";
import type { Design } from "@/lib/measure/design";
import { type Asked, type Estimate, estimateTogether, undrawn } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { holders, yesOrNo } from "@/lib/measure/option-figures";
import type { SetCategories } from "@/lib/measure/ratings";
import { majorityVote } from "@/lib/stats/aggregation/majority-vote";
import { type ClassStatistics, classStatistics } from "@/lib/stats/comparison/class-statistics";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { correctedPrevalence } from "@/lib/stats/judges/corrected-prevalence";

/** A judge on one answer against all others; the truth is the people's majority. */
export type ClassFigures = {
  label: string;
  /** Items with both a majority and an answer of the judge: how many are of this class, and of another. */
  positives: number;
  negatives: number;
  /** Items among them of which the judge says that they are of this class. */
  said: number;
  /** Items that the judge labeled, with a majority or without. */
  judged: number;
  /** Items with a majority, judged or not. */
  referenced: number;
  /** Labels of people that are it, with a majority or without, and items on which the judge says it. */
  given: { byPeople: number; byJudge: number };
  sensitivity: Defined<Estimate>;
  specificity: Defined<Estimate>;
  precision: Defined<Estimate>;
  f1: Defined<Estimate>;
  /** How common the answer is by the people's majority, by the judge, and by the judge corrected for its errors. */
  trueRate: Defined<Estimate>;
  judgedRate: Defined<Estimate>;
  correctedRate: Defined<Estimate>;
};

type Counts = Pick<ClassFigures, "positives" | "negatives" | "said" | "judged" | "referenced" | "given">;

/** The clusters (items, or prompts that items share) among the units that a rate counts. */
function countClusters({ design }: Ground, isCounted: (unit: number) => boolean, units: number): number {
  const clusters = new Set<number>();
  let counted = 0;
  for (let unit = 0; unit < units; unit++) {
    if (!isCounted(unit)) continue;
    counted++;
    if (design.clusters) clusters.add(design.clusterOf(unit));
  }
  // Without clusters every unit is one of its own.
  return design.clusters ? clusters.size : counted;
}

/** How many units are of the class by majority and by judge: what the rates are of. */
function countClass(majority: Int32Array, codes: Int32Array, category: number): Omit<Counts, "given"> {
  const counts = { positives: 0, negatives: 0, said: 0, judged: 0, referenced: 0 };
  for (const [unit, code] of codes.entries()) {
    const truth = majority[unit];
    if (truth >= 0) counts.referenced++;
    if (code < 0) continue;
    counts.judged++;
    if (truth < 0) continue;
    counts[truth === category ? "positives" : "negatives"]++;
    if (code === category) counts.said++;
  }
  return counts;
}

/**
 * The corrected rate's interval. As a rule the Bayesian bootstrap's, which knows which items the rates have in common. Where
 * sensitivity or specificity is exactly 0 or 1 on a few items draws take it for certain, since every
 * one finds the same; there Lang and Reiczigel's, which draws such rates inwards. It takes counts of
 * independent trials, so clusters are what it is given. Its ends are kept beside the value as estimated.
 */
function withKnownErrors(
  { clusters: shared }: Design,
  {
    sensitivity,
    specificity,
    judgedRate,
    correctedRate,
  }: Record<"sensitivity" | "specificity" | "judgedRate" | "correctedRate", Defined<Estimate>>,
  clusters: { judged: number; positives: number; negatives: number },
): Defined<Estimate> {
  if (!correctedRate.defined || !sensitivity.defined || !specificity.defined || !judgedRate.defined)
    return correctedRate;
  const rates = { sensitivity: sensitivity.value.value, specificity: specificity.value.value };
  if ([rates.sensitivity, rates.specificity].every((rate) => rate > 0 && rate < 1)) return correctedRate;
  const { judged: tested, ...known } = clusters;
  const exact = correctedPrevalence({ share: judgedRate.value.value, tested }, { ...rates, ...known });
  if (!exact.defined) return defined(undrawn(correctedRate.value.value, exact));
  const { interval } = exact.value;
  const method = shared ? `${interval.method} over clusters` : interval.method;
  return defined(undrawn(correctedRate.value.value, defined({ ...interval, method })));
}

const noUnits = "no item has both a majority and an answer";

/** Why each figure of a class is undefined, where it is. */
const reasonsOf = (label: string, counts: Counts): Record<keyof ClassStatistics, string> => ({
  sensitivity: counts.negatives > 0 ? `the people's majority is never “${label}”` : noUnits,
  specificity: counts.positives > 0 ? `the people's majority is always “${label}”` : noUnits,
  precision: `the judge never says “${label}” where there is a majority`,
  f1: `neither the people's majority nor the judge says “${label}”`,
  trueRate: "no item has a majority",
  judgedRate: "the judge gave no answer",
  correctedRate: "the judge is no better than chance at this answer, or there is nothing to measure its errors on",
});

/** What is no plain share of units is drawn; the rest has Wilson's interval. */
const drawnNames = ["f1", "correctedRate"] as const;
type DrawnName = (typeof drawnNames)[number];

type Class = { code: number; label: string; counts: Counts };

/** What is asked of a class: a share with the clusters that it counts, or what is drawn. */
type AskClass = {
  share: (name: Exclude<keyof ClassStatistics, DrawnName>, clusters: number) => Defined<Estimate>;
  drawn: (name: DrawnName) => Defined<Estimate>;
};

/** Every figure of every class; what is drawn is drawn together. */
function askClasses({ majority, design }: Ground, codes: Int32Array, classes: readonly Class[]) {
  const known = classes.map(({ code, label, counts }) => ({
    code,
    statistics: classStatistics(majority, codes, code),
    because: reasonsOf(label, counts),
  }));
  const asked = known.flatMap(({ code, statistics, because }) =>
    drawnNames.map((name): [string, Asked] => [
      `${code} ${name}`,
      { statistic: statistics[name], because: because[name] },
    ]),
  );
  const drawn = estimateTogether(Object.fromEntries(asked), design);
  return ({ code }: Class): AskClass => {
    const own = known.find((other) => other.code === code);
    return {
      drawn: (name) => drawn[`${code} ${name}`] ?? undefinedBecause(noUnits),
      share: (name, clusters) =>
        own
          ? countedShare({ statistic: own.statistics[name], because: own.because[name], clusters }, design)
          : undefinedBecause(noUnits),
    };
  };
}

/**
 * The figures of one class, each with the number of clusters that it counts: sensitivity's are those of the class,
 * not all. Shares have Wilson's interval; F1 and the corrected rate are no shares of units and are drawn.
 */
function classFiguresOf(
  basis: Ground,
  codes: Int32Array,
  { code, label, counts }: Class,
  { share, drawn }: AskClass,
): ClassFigures {
  const truth = (unit: number) => basis.majority[unit];
  const judged = (unit: number) => codes[unit];
  const clusters = (isCounted: (unit: number) => boolean) => countClusters(basis, isCounted, codes.length);
  const positives = clusters((unit) => truth(unit) === code && judged(unit) >= 0);
  const negatives = clusters((unit) => truth(unit) >= 0 && truth(unit) !== code && judged(unit) >= 0);
  const said = clusters((unit) => truth(unit) >= 0 && judged(unit) === code);
  const answered = clusters((unit) => judged(unit) >= 0);
  const known = clusters((unit) => truth(unit) >= 0);
  const sensitivity = share("sensitivity", positives);
  const specificity = share("specificity", negatives);
  const judgedRate = share("judgedRate", answered);
  return {
    label,
    ...counts,
    sensitivity,
    specificity,
    precision: share("precision", said),
    f1: drawn("f1"),
    trueRate: share("trueRate", known),
    judgedRate,
    correctedRate: withKnownErrors(
      basis.design,
      { sensitivity, specificity, judgedRate, correctedRate: drawn("correctedRate") },
      { judged: answered, positives, negatives },
    ),
  };
}

/** Each option of a set against the people's majority on that option: more than half of them chose it, or did not. */
const optionClasses = (given: Ground, answers: Int32Array, sets: SetCategories): ClassFigures[] =>
  (sets.options ?? []).map(({ key, label }) => {
    const isIn = holders(sets, key);
    const basis = { ...given, majority: majorityVote(yesOrNo(given.people, isIn)).codes };
    const codes = answers.map((code) => (code < 0 ? -1 : isIn[code]));
    const byPeople = given.votes.code.filter((code) => isIn[code] === 1).length;
    const byJudge = codes.filter((code) => code === 1).length;
    const counts = { ...countClass(basis.majority, codes, 1), given: { byPeople, byJudge } };
    const own: Class = { code: 1, label, counts };
    return classFiguresOf(basis, codes, own, askClasses(basis, codes, [own])(own));
  });

/** How often each code occurs; -1 is none. */
function countCodes(codes: Int32Array, categories: number): Int32Array {
  const counts = new Int32Array(categories);
  for (const code of codes) if (code >= 0) counts[code]++;
  return counts;
}

/**
 * A judge class by class, or option by option where an answer is a set. A class is listed where it occurs on either
 * side, or was offered and could have been: that nobody chose it is a finding. Where only decisive answers count,
 * units on which either side has no preference lose that side. Undefined where every item has options of its own:
 * there are no classes in common.
 */
export function classFigures(given: Ground, answers: Int32Array): Defined<ClassFigures[]> {
  const { kind, categories, isDecisive, isUndecided } = given;
  const decided = (codes: Int32Array) => (isDecisive ? codes.map((code) => (isUndecided(code) ? -1 : code)) : codes);
  const [majority, codes] = [decided(given.majority), decided(answers)];
  const basis = { ...given, majority };
  if (kind === "own-options") return undefinedBecause("every item has options of its own");
  if (given.sets) return defined(optionClasses(given, answers, given.sets));
  const used = new Set([...majority, ...codes]);
  const [ofPeople, ofJudge] = [given.votes.code, codes].map((own) => countCodes(own, categories.length));
  const classes = [...categories.entries()]
    .filter(([code, { isOffered }]) => used.has(code) || (isOffered && !(isDecisive && isUndecided(code))))
    .map(([code, { label }]): Class => {
      const own = { byPeople: ofPeople[code], byJudge: ofJudge[code] };
      return { code, label, counts: { ...countClass(majority, codes, code), given: own } };
    });
  const ask = askClasses(basis, codes, classes);
  return defined(classes.map((own) => classFiguresOf(basis, codes, own, ask(own))));
}
