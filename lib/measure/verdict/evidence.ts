import { compareToOthers, compareUnits, type SameReferences } from "@/lib/measure/against-people";
import { type ClassFigures, classFigures } from "@/lib/measure/class-figures";
import { type Estimate, estimate } from "@/lib/measure/estimate";
import type { Ground } from "@/lib/measure/ground";
import { type StandIn, standIn } from "@/lib/measure/stand-in";
import type { Comparison } from "@/lib/measure/two-columns";
import { listAlike, type NamedLikeness } from "@/lib/measure/verdict/likeness";
import type { Rival } from "@/lib/measure/verdict/rivals";
import { alphaStatistic } from "@/lib/stats/agreement/alpha-statistic";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { imaginePatterns } from "@/lib/stats/resampling/imagined-patterns";
import { collapseUnits } from "@/lib/stats/resampling/unit-statistic";

/** The figures that a verdict weighs. A page shows most of them too: what was drawn for it is handed over, not drawn again. */
export type Evidence = {
  /** Agreement of the people among themselves: the same for every judge. */
  peopleAlpha: Defined<Estimate>;
  test: Defined<StandIn>;
  classes: Defined<ClassFigures[]>;
  majority: Defined<Comparison>;
  sameReferences: Defined<SameReferences>;
  alike: Defined<NamedLikeness[]>;
  /** Baselines to beat. */
  rivals: readonly Rival[];
};

/** Agreement of the people beyond chance, on a scale with ordinal distances. */
export function peopleAlpha({ kind, people, design }: Ground): Defined<Estimate> {
  if (kind === "own-options") return undefinedBecause("every item has options of its own, for which there is no alpha");
  const patterns = imaginePatterns(collapseUnits(people), people.categories.length);
  const statistic = alphaStatistic(people, { level: kind === "scale" ? "ordinal" : "nominal" }, patterns);
  return estimate(statistic, design, "every label of a person is the same, or no item has two");
}

/** The judge against the majority, or why it cannot be. */
export const againstMajority = (ground: Ground, codes: Int32Array): Defined<Comparison> =>
  compareUnits(ground, ground.majority, codes, { because: "no item has both a majority and an answer" });

/** All of it; what is known already is not drawn again. */
export const gatherEvidence = (ground: Ground, codes: Int32Array, known: Partial<Evidence> = {}): Evidence => ({
  peopleAlpha: known.peopleAlpha ?? peopleAlpha(ground),
  test: known.test ?? standIn(ground, codes),
  classes: known.classes ?? classFigures(ground, codes),
  majority: known.majority ?? againstMajority(ground, codes),
  sameReferences: known.sameReferences ?? compareToOthers(ground, codes),
  alike: known.alike ?? listAlike(ground, codes),
  rivals: known.rivals ?? [],
});
