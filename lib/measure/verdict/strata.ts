import { countOf, formatPercent } from "@/lib/format-number";
import type { Ground } from "@/lib/measure/ground";
import { mostWork } from "@/lib/measure/stand-in";
import type { JudgeTerms } from "@/lib/measure/verdict/terms";
import { selectUnits } from "@/lib/stats/coded-ratings";
import { binomialTails } from "@/lib/stats/distributions/binomial-distribution";
import { studentTCdf } from "@/lib/stats/distributions/student-t-distribution";
import { adjustPValues } from "@/lib/stats/effects/adjust-p-values";
import { alternativeAnnotatorTest } from "@/lib/stats/judges/alternative-annotator-test";

/** The units of one level of a factor. */
export type Stratum = { factor: string; level: string; units: readonly number[] };

export type StratumVerdict = {
  factor: string;
  level: string;
  units: number;
  /** "untestable": nothing is known here, for want of the class that must not be missed, or of units. */
  state: "passed" | "failed" | "untestable";
  found: string;
};

const level = 0.05;
/** Fewer independent units than these give no t test. */
const fewestClusters = 10;

type Doubt = { stratum: number; p: number; found: string };

/**
 * Where does the judge fail? A judge that is good on average may be blind where it matters. A stratum fails where it is
 * shown to be bad there, tests of all strata adjusted together after Holm: where the judge holds a floor so rarely that
 * the floor is out of the question (exact binomial, a cluster of units counting as one trial), or where people agree
 * with the others more often than the judge by more than epsilon (t over clusters, the mean of the gaps of
 * `alternativeAnnotatorTest` over people). A stratum without the class that must not be missed, or with fewer than ten
 * independent units, is neither passed nor failed unless something fails it.
 */
export function weighStrata(
  ground: Ground,
  codes: Int32Array,
  terms: JudgeTerms,
  strata: readonly Stratum[],
): StratumVerdict[] {
  const weighed = strata.map(({ units }, stratum) => ({
    rates: weighRates(ground, codes, terms, units).map((doubt) => ({ ...doubt, stratum })),
    gap: weighGap(ground, codes, units).map((doubt) => ({ ...doubt, stratum })),
  }));
  const doubts = weighed.flatMap(({ rates, gap }): Doubt[] => [...rates, ...gap]);
  const adjusted = adjustPValues(
    doubts.map(({ p }) => p),
    "holm",
  );
  const shown = doubts.filter((_, place) => adjusted[place] <= level);
  return strata.map(({ factor, level: name, units }, stratum) => {
    const failures = shown.filter((own) => own.stratum === stratum);
    const own = { factor, level: name, units: units.length };
    if (failures.length > 0) return { ...own, state: "failed", found: failures.map(({ found }) => found).join("; ") };
    const { rates, gap } = weighed[stratum];
    const missing = [
      needsRates(terms) && !rates.some(({ isOfRare }) => isOfRare) && "no item of the class that must not be missed",
      gap.length === 0 && `fewer than ${fewestClusters} items to hold the judge against people`,
    ].filter((word) => word !== false);
    return missing.length > 0
      ? { ...own, state: "untestable", found: missing.join(", ") }
      : { ...own, state: "passed", found: "" };
  });
}

const needsRates = ({ rare }: JudgeTerms) => rare !== null && typeof rare !== "string";

/** Whether the shares of the class seen, and of its absence seen, are below their floors. */
function weighRates({ majority, design }: Ground, codes: Int32Array, { rare }: JudgeTerms, units: readonly number[]) {
  if (rare === null || typeof rare === "string") return [];
  const weigh = (isOfRare: boolean, name: string, floor: number) => {
    const asked = units.filter(
      (unit) => majority[unit] >= 0 && codes[unit] >= 0 && (majority[unit] === rare.code) === isOfRare,
    );
    if (asked.length === 0) return [];
    const seen = asked.filter((unit) => (codes[unit] === rare.code) === isOfRare).length;
    const clusters = new Set(asked.map(design.clusterOf)).size;
    const p = binomialTails(Math.ceil((seen / asked.length) * clusters - 1e-9), clusters, floor).lower;
    const found = `${name} ${seen} of ${countOf(asked.length, "item")}, floor ${formatPercent(floor)}`;
    return [{ isOfRare, p, found }];
  };
  return [...weigh(true, "sensitivity", rare.sensitivityFloor), ...weigh(false, "specificity", rare.specificityFloor)];
}

/** Whether people agree with the others more often than the judge by more than epsilon. */
function weighGap({ people, names, kind, epsilon, design }: Ground, codes: Int32Array, units: readonly number[]) {
  if (!names || names.length < 2 || units.length === 0) return [];
  if (units.length * names.length ** 2 > mostWork) return [];
  const test = alternativeAnnotatorTest(
    selectUnits(people, units),
    units.map((unit) => codes[unit]),
    { epsilon, alignment: kind === "scale" ? "negative-rmse" : "accuracy", minimumUnits: 1 },
  );
  if (!test.defined) return [];
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { testedUnits, judgeAligns, humanAligns } of test.value.raters)
    for (const [place, unit] of testedUnits.entries()) {
      const cluster = design.clusterOf(units[unit]);
      const own = sums.get(cluster) ?? { sum: 0, count: 0 };
      own.sum += humanAligns[place] - judgeAligns[place];
      own.count++;
      sums.set(cluster, own);
    }
  const clusters = [...sums.values()];
  if (clusters.length < fewestClusters) return [];
  const [sum, count] = [
    clusters.reduce((all, own) => all + own.sum, 0),
    clusters.reduce((all, own) => all + own.count, 0),
  ];
  const mean = sum / count;
  const squares = clusters.reduce((all, own) => all + (own.sum - mean * own.count) ** 2, 0);
  const error = Math.sqrt((squares * clusters.length) / (clusters.length - 1)) / count;
  const p = error > 1e-12 ? studentTCdf((epsilon - mean) / error, clusters.length - 1) : mean > epsilon ? 0 : 1;
  return [{ p, found: `people are ahead on ${formatPercent(Math.max(0, mean))} more items than the judge` }];
}
