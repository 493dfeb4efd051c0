"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { countOf, formatCount, formatEstimate } from "@/lib/format-number";
import type { ClassFigures } from "@/lib/measure/class-figures";
import type { ResampledUnits } from "@/lib/measure/design";
import type { Estimate } from "@/lib/measure/estimate";
import type { Defined } from "@/lib/stats/defined";

type ClassChartProps = { classes: readonly ClassFigures[]; judge: string; questionKey: string; over: ResampledUnits };

const say = (estimate: Defined<Estimate>) =>
  estimate.defined ? formatEstimate(estimate.value, "percent") : `not defined (${estimate.because})`;

/** The answer whose rate the judge's errors distort most, in words. */
export function describeRates(classes: readonly ClassFigures[], judge: string): string {
  const known = classes.flatMap(({ label, judged, referenced, judgedRate, correctedRate, trueRate }) =>
    judgedRate.defined && correctedRate.defined
      ? [{ label, judged, referenced, raw: judgedRate.value, corrected: correctedRate.value, trueRate }]
      : [],
  );
  const distance = ({ raw, corrected }: (typeof known)[number]) => Math.abs(raw.value - corrected.value);
  const most = known.sort((a, b) => distance(b) - distance(a))[0];
  if (!most) return `The errors of ${judge} cannot be measured, so its rates cannot be corrected.`;
  return `${judge} says “${most.label}” on ${formatEstimate(most.raw, "percent")} of ${countOf(most.judged, "item")}; corrected for its errors that is ${formatEstimate(most.corrected, "percent")}, and by the people's majority ${say(most.trueRate)} of ${countOf(most.referenced, "item")}.`;
}

/** How common each answer is: by people, by the judge as it stands, and by the judge corrected for its errors. */
export function ClassChart({ classes, judge, questionKey, over }: ClassChartProps) {
  return (
    <ChartFrame
      name={`rates-${questionKey}`}
      finding={describeRates(classes, judge)}
      note={`People are the majority on the items they labeled, the judge is counted on every item it answered. The corrected rate is Rogan and Gladen's, with a Bayesian bootstrap over ${over.by}; where the judge misses none or spares all, Lang and Reiczigel's interval, which knows how few that was measured on. It holds if the items that people labeled are like those that only the judge did: drawn at random.`}
      chartData={{
        columns: [
          ...["answer", "majority of people n", "others n", "judged n", "with a majority n"],
          ...["rate by people", "people low", "people high", "rate by judge", "judge low", "judge high"],
          ...["corrected rate", "corrected low", "corrected high"],
          ...[
            "sensitivity",
            "sensitivity low",
            "sensitivity high",
            "specificity",
            "specificity low",
            "specificity high",
          ],
          ...["precision", "precision low", "precision high", "not corrected because"],
        ],
        rows: classes.map((own) => [
          ...[own.label, own.positives, own.negatives, own.judged, own.referenced],
          ...[own.trueRate, own.judgedRate, own.correctedRate].flatMap(estimateCells),
          ...[own.sensitivity, own.specificity, own.precision].flatMap(estimateCells),
          own.correctedRate.defined ? null : own.correctedRate.because,
        ]),
      }}
    >
      <DotWhisker
        rows={classes.map(({ label, judged, referenced, trueRate, judgedRate, correctedRate }) => ({
          id: label,
          label,
          marks: [judgedRate, trueRate, correctedRate],
          n: `judge ${formatCount(judged)}, people ${countOf(referenced, "item")}`,
          because: correctedRate.defined || judgedRate.defined ? undefined : `Not defined: ${judgedRate.because}`,
        }))}
        series={["Judge, as it stands", "People's majority", "Judge, corrected"]}
        format="percent"
        axis="How common the answer is"
      />
    </ChartFrame>
  );
}
