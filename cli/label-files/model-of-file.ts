import { countOf, formatInterval, formatNumber } from "@/lib/format-number";
import { type ConditionModel, measureConditions } from "@/lib/measure/models/condition-model";
import type { FixedEffect } from "@/lib/stats/models/fixed-effect";
import { alignColumns, type Output } from "../output";
import { UsageError } from "../usage-error";
import type { FileOptions } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";
import { quoteName } from "./list-names";
import { formatP, undefinedLine } from "./model-words";

export type ModelOptions = FileOptions & { positive?: string; baseline?: string };

const scales = { logistic: "log odds", ordinal: "log odds of a higher label", linear: "points" };

const describeEffect = (kind: ConditionModel["kind"]) => (effect: FixedEffect) => {
  const { name, value, interval, p } = effect;
  const ends = interval.defined ? formatInterval(interval.value, "number") : `[no interval: ${interval.because}]`;
  const ratio = kind === "linear" ? [] : [formatNumber(Math.exp(value), "number")];
  return [quoteName(name), formatNumber(value, "number"), ends, ...ratio, formatP(p)];
};

function linesOf({
  kind,
  positive,
  baseline,
  effects,
  components,
  residualVariance,
  joint,
  counts,
  logLikelihood,
}: ConditionModel) {
  const against = kind === "logistic" ? ` of "${positive}" against every other label` : "";
  const { labels, units, raters, prompts } = counts;
  const shared = prompts === null ? "" : `, ${countOf(prompts, "prompt")}`;
  const spread = components.map(({ name, variance, isBoundary }) =>
    isBoundary
      ? `${name} 0 (no more than the rest explains)`
      : `${name} ${formatNumber(Math.sqrt(variance), "number")}`,
  );
  if (residualVariance !== null) spread.push(`rest ${formatNumber(Math.sqrt(residualVariance), "number")}`);
  const ratio = kind === "linear" ? [] : ["odds ratio"];
  return [
    `Mixed ${kind} model${against}, effects in ${scales[kind]} against ${quoteName(baseline) || "all"}.`,
    ...alignColumns(["effect", "value", "95 %", ...ratio, "p"], effects.map(describeEffect(kind))),
    joint.defined
      ? `All conditions alike: ${joint.value.df2 === null ? "chi-squared" : "F"} ${formatNumber(joint.value.statistic, "number")} with ${joint.value.df1}${joint.value.df2 === null ? "" : ` and ${formatNumber(joint.value.df2, "number")}`} df, p ${formatP(joint.value.p)}.`
      : `All conditions alike: not tested, ${joint.because}.`,
    `Standard deviation of random intercepts: ${spread.join(", ")}. Log-likelihood ${formatNumber(logLikelihood, "number")}.`,
    `${countOf(labels, "label")}, ${countOf(units, "output")}${shared}, ${countOf(raters, "rater")}.`,
  ];
}

/** `grata model FILE`: how conditions differ, with outputs, prompts and raters as random intercepts. */
export async function modelOfFile(output: Output, file: string, { positive, baseline, ...options }: ModelOptions) {
  const { frame, scale, notes } = await frameOfFile(output, file, options, "part");
  const counted = positive === undefined ? undefined : frame.categories.find((own) => String(own) === positive.trim());
  if (positive !== undefined && counted === undefined)
    throw new UsageError(`--positive ${positive}: no label is called that.`);
  if (baseline !== undefined && !frame.parts.includes(baseline.trim()))
    throw new UsageError(`--baseline ${baseline}: the column ${options.by ?? "that --by names"} has no such value.`);
  const model = measureConditions(frame, { level: scale.level, positive: counted, baseline: baseline?.trim() });
  const lines = model.defined ? linesOf(model.value) : [undefinedLine(model.because)];
  output.result({ file, level: scale.level, model, notes }, lines);
}
