import { factorsOf, type ModelKind } from "./condition-model";
import { type LabelFrame, usedCategories } from "./label-frame";

/**
 * How much work models of conditions are. A search asks for the likelihood some times as often as there are numbers to
 * find, three times more on a scale, whose thresholds hang together; each time costs the labels, and a cube of the levels
 * beside those of the largest factor (`structureOf`), 1,200 of which weigh as much as a label. A unit is 12 to 35
 * microseconds of one processor.
 */
export function workOfConditions(frame: LabelFrame, kind: ModelKind, models: number): number {
  const factors = factorsOf(frame);
  const levels = factors.map((factor) => factor.levels);
  const dense = levels.reduce((sum, own) => sum + own, 0) - Math.max(0, ...levels);
  const thresholds = kind === "ordinal" ? usedCategories(frame).categories.length - 1 : 1;
  const numbers = factors.length + frame.parts.length - 1 + thresholds;
  return models * (kind === "ordinal" ? 3 : 1) * numbers * (frame.code.length + dense ** 3 / 1200);
}

/** How much work severities are: every label at every category, once for each number to find. Up to 2 microseconds a unit. */
export function workOfSeverity(frame: LabelFrame): number {
  const categories = usedCategories(frame).categories.length;
  return frame.code.length * categories * (frame.raters.length + categories);
}
