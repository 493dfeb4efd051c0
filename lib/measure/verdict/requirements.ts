import { countOf, formatCoefficient, formatEstimate, formatPercent } from "@/lib/format-number";
import { compareToOthers, compareUnits } from "@/lib/measure/against-people";
import { classFigures } from "@/lib/measure/class-figures";
import { type Estimate, estimate } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import type { StandIn } from "@/lib/measure/stand-in";
import type { JudgeTerms } from "@/lib/measure/verdict/terms";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { likenesses } from "@/lib/stats/judges/near-copy";

/** One thing that has to hold, whether it does, and in words what was found. */
export type Requirement = { key: string; name: string; isMet: boolean; found: string };

export const fewestPeople = 3;
const fewestUnits = 30;
const copyLevel = 0.05;

const unmet = (key: string, name: string, because: string): Requirement => ({
  key,
  name,
  isMet: false,
  found: because,
});

/** Met where the lower end of the interval reaches the bound; a number without an interval is taken as it is found. */
export const lowerEnd = ({ value, interval }: Estimate): number => (interval.defined ? interval.value.low : value);

/** Nothing that chance alone would give: 0 is what it gives. */
const isBeyondChance = (estimate: Estimate): boolean => lowerEnd(estimate) > 0;

export function weighTerms({ isEpsilonSet, rare }: JudgeTerms): Requirement {
  const open = [
    !isEpsilonSet && "epsilon",
    rare === null && "which answer must not be missed, or that there is none",
  ].filter((word) => word !== false);
  const found = open.length === 0 ? "epsilon and floors were set" : `nobody has set ${open.join(", nor ")}`;
  return { key: "terms", name: "terms set beforehand", isMet: open.length === 0, found };
}

/** Agreement of the people beyond chance, on a scale with ordinal distances. */
function peopleAlpha({ kind, people, design }: Ground): Defined<Estimate> {
  if (kind === "own-options") return undefinedBecause("every item has options of its own, for which there is no alpha");
  const statistic = alphaStatistic(people, { level: kind === "scale" ? "ordinal" : "nominal" });
  return estimate(statistic, design, "every label of a person is the same, or no item has two");
}

/** Enough people with enough units, who agree: where they do not there is nothing to judge by. */
export function weighPeople(ground: Ground, test: Defined<StandIn>): Requirement[] {
  const tested = test.defined ? test.value.people.length : 0;
  const enough = `${countOf(tested, "person", "people")} with ${fewestUnits} items or more that others labeled too; ${fewestPeople} are needed`;
  const alpha = peopleAlpha(ground);
  return [
    { key: "people", name: "enough people", isMet: tested >= fewestPeople, found: enough },
    alpha.defined
      ? {
          key: "agreement",
          name: "people agree",
          isMet: isBeyondChance(alpha.value),
          found: `alpha ${formatEstimate(alpha.value, "coefficient")}; its lower end has to be above 0`,
        }
      : unmet("agreement", "people agree", alpha.because),
  ];
}

export function weighTest(test: Defined<StandIn>): Requirement {
  const [key, name] = ["test", "alternative-annotator test"];
  if (!test.defined) return unmet(key, name, test.because);
  const { winningRate, people, epsilon } = test.value;
  const won = people.filter(({ isWon }) => isWon).length;
  const found = `wins against ${won} of ${countOf(people.length, "person", "people")} at epsilon ${formatCoefficient(epsilon)}; half are needed`;
  return { key, name, isMet: winningRate >= 0.5, found };
}

/** The floors of the class that must not be missed, held by the lower ends: two of two caught show nothing. */
export function weighRare(ground: Ground, codes: Int32Array, { rare }: JudgeTerms): Requirement[] {
  if (rare === null || rare === "none") return [];
  const label = ground.categories[rare.code]?.label ?? "";
  const classes = classFigures(ground, codes);
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

/** Kappa with the majority, on a scale weighted: what a constant and a random judge have is 0. */
export function kappaWithMajority(ground: Ground, codes: Int32Array): Defined<Estimate> {
  const compared = compareUnits(ground, ground.majority, codes, {
    because: "no item has both a majority of the people and an answer",
  });
  if (!compared.defined) return compared;
  return compared.value.weightedKappa ?? compared.value.kappa;
}

export function weighChance(ground: Ground, codes: Int32Array): Requirement {
  const [key, name] = ["chance", "better than chance"];
  const kappa = kappaWithMajority(ground, codes);
  if (!kappa.defined) return unmet(key, name, kappa.because);
  const found = `kappa with the majority ${formatEstimate(kappa.value, "coefficient")}; its lower end has to be above 0`;
  return { key, name, isMet: isBeyondChance(kappa.value), found };
}

/** Not worse than the people by more than the margin, both against the very same references. */
export function weighMargin(ground: Ground, codes: Int32Array, { margin }: JudgeTerms): Requirement[] {
  if (margin === null) return [];
  const [key, name] = ["margin", "as good as a person"];
  const same = compareToOthers(ground, codes);
  if (!same.defined) return [unmet(key, name, same.because)];
  const { difference } = same.value;
  const found = `agrees with the others ${formatEstimate(difference, "points")} points more often than a person; the lower end has to reach −${Math.round(100 * margin)}`;
  return [{ key, name, isMet: lowerEnd(difference) >= -margin, found }];
}

/** A judge with one answer cannot tell anything apart, whatever its accuracy. */
export function weighVariety({ categories }: Ground, codes: Int32Array): Requirement {
  const given = [...new Set(codes.filter((code) => code >= 0))];
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
export function weighCopy({ people, names }: Ground, codes: Int32Array): Requirement {
  const [key, name] = ["copy", "nobody's copy"];
  if (!names) return unmet(key, name, "people cannot be told apart");
  const alike = likenesses(people, codes, fewestUnits);
  const say = ({ rater, same, shared }: (typeof alike)[number]) =>
    `equals ${names[rater]?.name ?? "a person"} on ${same} of ${countOf(shared, "item")}`;
  const copied = alike.find(({ isCopy, p }) => isCopy || p < copyLevel);
  if (copied) {
    const how = copied.isCopy
      ? ""
      : `, nearer than anybody else is to either (p ${copied.p < 0.001 ? "< .001" : formatCoefficient(copied.p)})`;
    return { key, name, isMet: false, found: say(copied) + how };
  }
  const [nearest] = alike;
  const found = nearest ? `nearest to one: ${say(nearest)}` : `shares ${fewestUnits} items with nobody`;
  return { key, name, isMet: true, found };
}
