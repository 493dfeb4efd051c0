import type { Category } from "@/lib/stats/coded-ratings";
import { type Defined, undefinedBecause } from "@/lib/stats/defined";
import { type ManyFacetRasch, manyFacetRasch } from "@/lib/stats/rasch/many-facet-rasch";
import { type LabelFrame, refuseAnonymous, usedCategories } from "./label-frame";

export type Severity = ManyFacetRasch & {
  raters: readonly string[];
  criteria: readonly string[];
  /** Those that were given, in their order. */
  categories: readonly Category[];
};

/**
 * How severe each rater is, whichever outputs they were given, and how hard each criterion (part), where there are several.
 * Labels are a scale in the order of its categories; `partialCredit` lets each criterion have steps of its own.
 */
export function measureSeverity(frame: LabelFrame, { partialCredit }: { partialCredit: boolean }): Defined<Severity> {
  const { unit, rater, part, units, raters, parts } = frame;
  const refused = refuseAnonymous(frame);
  if (refused !== null) return undefinedBecause(refused);
  const used = usedCategories(frame);
  const people = { name: "rater", levels: raters.length, codes: rater };
  const criteria = { name: "criterion", levels: parts.length, codes: part };
  const model = manyFacetRasch({
    categories: used.categories.length,
    codes: used.code,
    objects: units.length,
    object: unit,
    facets: parts.length > 1 ? [people, criteria] : [people],
    stepsOf: partialCredit && parts.length > 1 ? 1 : null,
  });
  return model.defined
    ? { defined: true, value: { ...model.value, raters, criteria: parts, categories: used.categories } }
    : model;
}
