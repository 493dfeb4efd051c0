import type { Printed } from "@/lib/analysis/analysis";
import { countOf, formatInterval, formatNumber } from "@/lib/format-number";
import type { ConditionModel } from "@/lib/measure/models/condition-model";
import type { Defined } from "@/lib/stats/defined";
import type { FixedEffect, JointTest } from "@/lib/stats/models/fixed-effect";
import { formatP, undefinedLine } from "./words";

const scales = { logistic: "log odds", ordinal: "log odds of a higher label", linear: "points" };

const number = (value: number) => formatNumber(value, "number");

/** A small ratio has digits too: one of .003 is not 0. */
const formatRatio = (ratio: number) => (ratio < 0.1 ? String(Number(ratio.toPrecision(2))) : number(ratio));

const describeEffect =
  (kind: ConditionModel["kind"]) =>
  ({ name, value, interval, p }: FixedEffect) => {
    const ends = interval.defined ? formatInterval(interval.value, "number") : `[no interval: ${interval.because}]`;
    return [name, number(value), ends, ...(kind === "linear" ? [] : [formatRatio(Math.exp(value))]), formatP(p)];
  };

function describeJoint(joint: Defined<JointTest>): string {
  if (!joint.defined) return `All conditions alike: not tested, ${joint.because}.`;
  const { statistic, df1, df2, p } = joint.value;
  const test =
    df2 === null
      ? `chi-squared ${number(statistic)} with ${df1}`
      : `F ${number(statistic)} with ${df1} and ${number(df2)}`;
  return `All conditions alike: ${test} df, p ${formatP(p)}.`;
}

/** A model of conditions in lines and a table. */
export function printConditions(model: Defined<ConditionModel>): Printed[] {
  if (!model.defined) return [undefinedLine(model.because)];
  const { kind, positive, baseline, effects, components, residualVariance, joint, counts, logLikelihood } = model.value;
  const against = kind === "logistic" ? ` of "${positive}" against every other label` : "";
  const { labels, units, raters, prompts } = counts;
  const people = raters === null ? "people anonymous: not in the model" : countOf(raters, "rater");
  const shared = prompts === null ? "" : `, ${countOf(prompts, "prompt")}`;
  const spread = components.map(({ name, variance, isBoundary }) =>
    isBoundary ? `${name} 0 (no more than the rest explains)` : `${name} ${number(Math.sqrt(variance))}`,
  );
  if (residualVariance !== null) spread.push(`rest ${number(Math.sqrt(residualVariance))}`);
  const ratio = kind === "linear" ? [] : ["odds ratio"];
  return [
    `Mixed ${kind} model${against}, effects in ${scales[kind]} against ${baseline || "all"}.`,
    { columns: ["effect", "value", "95 %", ...ratio, "p"], rows: effects.map(describeEffect(kind)) },
    describeJoint(joint),
    `Standard deviation of random intercepts: ${spread.join(", ")}. Log-likelihood ${number(logLikelihood)}.`,
    `${countOf(labels, "label")}, ${countOf(units, "output")}${shared}, ${people}.`,
  ];
}
