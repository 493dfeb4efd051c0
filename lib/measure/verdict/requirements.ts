import { countOf, formatCoefficient, formatEstimate, formatPercent } from "@/lib/format-number";
import type { Estimate } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import type { Comparison } from "@/lib/measure/two-columns";
import type { Evidence } from "@/lib/measure/verdict/evidence";
import { describeLikeness, fewestUnits } from "@/lib/measure/verdict/likeness";
import { leadOver } from "@/lib/measure/verdict/rivals";
import type { JudgeTerms } from "@/lib/measure/verdict/terms";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";

/** One thing that has to hold, whether it does, and in words what was found. */
export type Requirement = { key: string; name: string; isMet: boolean; found: string };

const fewestPeople = 3;
const copyLevel = 0.05;

const unmet = (key: string, name: string, because: string): Requirement => ({
  key,
  name,
  isMet: false,
  found: because,
});

/** The end that has to reach a bound; a share that is the same in every resample has Wilson's interval. */
export const lowerEnd = ({ value, interval }: Estimate): number => (interval.defined ? interval.value.low : value);

/** Fewer items than this outside the most common answer show nothing, however well everybody agrees on them. */
const fewestOthers = 5;

/** Independent items whose majority is not the most common one. */
function countOthers({ majority, design }: Ground): number {
  const clusters = new Map<number, Set<number>>();
  for (const [unit, code] of majority.entries()) {
    if (code < 0) continue;
    const known = clusters.get(code) ?? new Set();
    clusters.set(code, known.add(design.clusterOf(unit)));
  }
  const sizes = [...clusters.values()].map(({ size }) => size).sort((a, b) => b - a);
  return sizes.slice(1).reduce((sum, size) => sum + size, 0);
}

/**
 * More than what chance alone would give, which is 0, with the interval clear. Where all agree it has to be on several
 * items that are not of the most common answer besides.
 */
const isBeyondChance = (ground: Ground, { value, interval }: Estimate): boolean =>
  interval.defined && interval.value.low > 0 && (value < 1 - 1e-12 || countOthers(ground) >= fewestOthers);

export function weighTerms({ isEpsilonSet, rare }: JudgeTerms): Requirement {
  const open = [
    !isEpsilonSet && "epsilon",
    rare === null && "which answer must not be missed, or that there is none",
  ].filter((word) => word !== false);
  const found = [
    ...(open.length > 0 ? [`nobody has set ${open.join(", nor ")}`] : []),
    ...(rare === "gone" ? ["the answer that must not be missed is none of the question's any more"] : []),
  ];
  const isMet = found.length === 0;
  return {
    key: "terms",
    name: "terms set beforehand",
    isMet,
    found: found.join("; ") || "epsilon and floors were set",
  };
}

/** Enough people with enough units, who agree: where they do not there is nothing to judge by. */
export function weighPeople(ground: Ground, { test, peopleAlpha: alpha }: Pick<Evidence, "test" | "peopleAlpha">) {
  const enough = (tested: number) =>
    `${countOf(tested, "person", "people")} with ${fewestUnits} items or more that others labeled too; ${fewestPeople} are needed`;
  return [
    test.defined
      ? {
          key: "people",
          name: "enough people",
          isMet: test.value.people.length >= fewestPeople,
          found: enough(test.value.people.length),
        }
      : unmet("people", "people to be tested against", test.because),
    alpha.defined
      ? {
          key: "agreement",
          name: "people agree",
          isMet: isBeyondChance(ground, alpha.value),
          found: `alpha ${formatEstimate(alpha.value, "coefficient")}; its lower end has to be above 0`,
        }
      : unmet("agreement", "people agree", alpha.because),
  ];
}

export function weighTest({ test }: Pick<Evidence, "test">): Requirement {
  const [key, name] = ["test", "alternative-annotator test"];
  if (!test.defined) return unmet(key, name, test.because);
  const { winningRate, people, epsilon } = test.value;
  const won = people.filter(({ isWon }) => isWon).length;
  const found = `wins against ${won} of ${countOf(people.length, "person", "people")} at epsilon ${formatCoefficient(epsilon)}; half are needed`;
  return { key, name, isMet: winningRate >= 0.5, found };
}

/** The floors of the class that must not be missed, held by the lower ends: two of two caught show nothing. */
export function weighRare(ground: Ground, { classes }: Pick<Evidence, "classes">, { rare }: JudgeTerms): Requirement[] {
  if (rare === null || typeof rare === "string") return [];
  const label = ground.categories[rare.code]?.label ?? "";
  const own = classes.defined ? classes.value.find((figures) => figures.label === label) : undefined;
  const because = classes.defined ? `“${label}” never occurs` : classes.because;
  const weigh = (key: "sensitivity" | "specificity", of: number, floor: number): Requirement => {
    const name = key === "sensitivity" ? `sees “${label}”` : `sees what is not “${label}”`;
    const figure = own?.[key] ?? undefinedBecause(because);
    if (!figure.defined) return unmet(key, name, figure.because);
    const found = `${key} ${formatEstimate(figure.value, "percent")} on ${countOf(of, "item")}; the lower end has to reach ${formatPercent(floor)}`;
    return { key, name, isMet: lowerEnd(figure.value) >= floor, found };
  };
  return [
    weigh("sensitivity", own?.positives ?? 0, rare.sensitivityFloor),
    weigh("specificity", own?.negatives ?? 0, rare.specificityFloor),
  ];
}

/** Kappa with the majority, on a scale weighted. */
export const kappaOf = (majority: Defined<Comparison>): Defined<Estimate> =>
  majority.defined ? (majority.value.weightedKappa ?? majority.value.kappa) : majority;

/**
 * Better than the baselines that answer without reading: always the same answer, whichever, or answers drawn at the people's
 * rates. Their kappa is 0, by what kappa is and in expectation, so that the judge's own has to be above it.
 */
export function weighChance(ground: Ground, { majority }: Pick<Evidence, "majority">): Requirement {
  const [key, name] = ["chance", "better than any constant and than chance"];
  const kappa = kappaOf(majority);
  if (!kappa.defined) return unmet(key, name, kappa.because);
  const found = `kappa with the majority ${formatEstimate(kappa.value, "coefficient")}; theirs is 0, and the lower end has to be above it`;
  return { key, name, isMet: isBeyondChance(ground, kappa.value), found };
}

/**
 * Better than the baselines that look at the items without understanding them (the longer side, refusals by phrases): than
 * the one of them with the highest kappa, on the items that both answered, with the interval of the difference clear.
 */
export function weighRivals(ground: Ground, codes: Int32Array, { rivals }: Pick<Evidence, "rivals">): Requirement[] {
  const [best] = [...rivals].sort((a, b) => b.kappa - a.kappa);
  if (!best) return [];
  const [key, name] = ["baseline", "better than the best baseline"];
  const lead = leadOver(ground, codes, best);
  if (!lead.defined) return [unmet(key, name, lead.because)];
  const found = `kappa with the majority ${formatEstimate(lead.value, "coefficient")} above that of “${best.name}” (${formatCoefficient(best.kappa)}); the lower end has to be above 0`;
  return [{ key, name, isMet: lowerEnd(lead.value) > 0, found }];
}

/** Not worse than the people by more than the margin, both against the very same references. */
export function weighMargin({ sameReferences: same }: Pick<Evidence, "sameReferences">, { margin }: JudgeTerms) {
  if (margin === null) return [];
  const [key, name] = ["margin", "as good as a person"];
  if (!same.defined) return [unmet(key, name, same.because)];
  const { difference } = same.value;
  const found = `agrees with the others ${formatEstimate(difference, "points")} points more often than a person; the lower end has to reach −${Math.round(100 * margin)}`;
  return [{ key, name, isMet: lowerEnd(difference) >= -margin, found }];
}

/** A judge with one answer cannot tell anything apart, whatever its accuracy. */
export function weighVariety({ categories, isDecisive, isUndecided }: Ground, codes: Int32Array): Requirement {
  const given = [...new Set(codes.filter((code) => code >= 0 && !(isDecisive && isUndecided(code))))];
  const only = categories[given[0] ?? -1]?.label;
  const found =
    given.length > 1
      ? `${countOf(given.length, "different answer")}`
      : given.length === 1
        ? `says nothing but “${only}”`
        : "no answer";
  return { key: "variety", name: "not a constant", isMet: given.length > 1, found };
}

/** Nobody's copy, nor near to one person in particular: that person's vote would be heard twice. */
export function weighCopy({ alike }: Pick<Evidence, "alike">): Requirement {
  const [key, name] = ["copy", "nobody's copy"];
  if (!alike.defined) return unmet(key, name, alike.because);
  const copied = alike.value.find(({ isCopy, p }) => isCopy || p < copyLevel);
  if (copied) {
    const how = copied.isCopy
      ? ""
      : `, nearer than anybody else is to either (p ${copied.p < 0.001 ? "< .001" : formatCoefficient(copied.p)})`;
    return { key, name, isMet: false, found: describeLikeness(copied) + how };
  }
  const [nearest] = alike.value;
  const found = nearest ? `nearest to one: ${describeLikeness(nearest)}` : `shares ${fewestUnits} items with nobody`;
  return { key, name, isMet: true, found };
}
