import type { Level } from "@/lib/stats/agreement/disagreement";
import type { Category } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { cumulativeLinkMixedModel } from "@/lib/stats/models/cumulative-link-mixed-model";
import type { FixedEffect, JointTest } from "@/lib/stats/models/fixed-effect";
import { contrastColumns, type MixedDesign, type VarianceComponent } from "@/lib/stats/models/mixed-data";
import { mixedLinearModel } from "@/lib/stats/models/mixed-linear-model";
import { mixedLogisticModel } from "@/lib/stats/models/mixed-logistic-model";
import { type LabelFrame, usedCategories } from "./label-frame";

/** Which model: by the level of measurement. */
export type ModelKind = "logistic" | "ordinal" | "linear";

export type ConditionModel = {
  kind: ModelKind;
  /** Of a logistic model, the label whose odds are modelled. */
  positive: Category | null;
  baseline: string;
  /** Of conditions, against the baseline; of a logistic or linear model the intercept goes first. */
  effects: FixedEffect[];
  components: VarianceComponent[];
  residualVariance: number | null;
  logLikelihood: number;
  joint: Defined<JointTest>;
  /** `raters` null where people are anonymous, `prompts` where outputs share none. */
  counts: { labels: number; units: number; raters: number | null; prompts: number | null };
};

export type ConditionModelOptions = {
  level: Level;
  /** The label that is counted, against all others; of two labels the later one unless named. */
  positive?: Category;
  /** The condition that others are compared with; the first in order unless named. */
  baseline?: string;
};

/** Outputs, prompts and raters as random factors, those that have labels to tell them from the rest. */
export function factorsOf({ unit, rater, prompt, units, raters, prompts, code }: LabelFrame): MixedDesign["factors"] {
  const output = { name: "output", levels: units.length, codes: unit };
  const person = { name: "rater", levels: raters.length, codes: rater };
  const shared = prompt ? [{ name: "prompt", levels: prompts.length, codes: prompt }] : [];
  // With a label an output, an intercept for each is the rest itself.
  const own = units.length < code.length ? [output] : [];
  return [...own, ...shared, ...(raters.length > 1 ? [person] : [])];
}

/**
 * How conditions differ, from all labels at once: the effect of each against a baseline, with outputs, prompts and raters as
 * random intercepts. Nominal labels by a logistic model of one label against the others, ordinal ones by a cumulative link
 * model, numbers by a linear one.
 */
export function measureConditions(
  frame: LabelFrame,
  { level, positive, baseline = frame.parts[0] }: ConditionModelOptions,
): Defined<ConditionModel> {
  const used = usedCategories(frame);
  if (used.categories.length < 2) return undefinedBecause("every label is the same");
  const first = frame.parts.indexOf(baseline);
  if (first < 0) return undefinedBecause(`no label is of the condition ${baseline}`);
  const order = [first, ...[...frame.parts.keys()].filter((part) => part !== first)];
  const place = new Map(order.map((part, i) => [part, i]));
  const conditions = frame.part.map((part) => place.get(part) ?? 0);
  const names = order.map((part) => frame.parts[part]);
  const factors = factorsOf(frame);
  const isAnonymous = frame.raters.length === 0;
  if (factors.length === 0)
    return undefinedBecause(
      `outputs have one label each, and ${isAnonymous ? "people are anonymous" : "all are one person's"}`,
    );
  const design = (intercept: boolean) => ({ fixed: contrastColumns(conditions, names, { intercept }), factors });
  const { unit, units, raters, prompt, prompts } = frame;
  const counts = {
    labels: unit.length,
    units: units.length,
    raters: isAnonymous ? null : raters.length,
    prompts: prompt && prompts.length,
  };
  const finish = (
    kind: ModelKind,
    model: Omit<ConditionModel, "kind" | "positive" | "baseline" | "effects" | "residualVariance" | "counts"> & {
      fixed: FixedEffect[];
      residualVariance?: number;
    },
    counted: Category | null = null,
  ): Defined<ConditionModel> => {
    const { fixed, components, logLikelihood, joint, residualVariance = null } = model;
    const about = { kind, positive: counted, baseline, counts };
    return defined({ ...about, effects: fixed, components, residualVariance, logLikelihood, joint });
  };
  if (level === "ordinal" && used.categories.length > 2) {
    const model = cumulativeLinkMixedModel(used.code, used.categories.length, design(false));
    return model.defined ? finish("ordinal", model.value) : model;
  }
  if (level === "interval" || level === "ratio") {
    const model = mixedLinearModel(
      Float64Array.from(used.code, (code) => used.values[code]),
      design(true),
    );
    return model.defined ? finish("linear", model.value) : model;
  }
  if (positive === undefined && used.categories.length > 2)
    return undefinedBecause(`there are ${used.categories.length} labels: say which one is counted against the others`);
  const counted = positive === undefined ? 1 : used.categories.indexOf(positive);
  if (counted < 0) return undefinedBecause(`nobody gave the label ${positive}`);
  const model = mixedLogisticModel(
    Float64Array.from(used.code, (code) => (code === counted ? 1 : 0)),
    design(true),
  );
  return model.defined ? finish("logistic", model.value, used.categories[counted]) : model;
}
