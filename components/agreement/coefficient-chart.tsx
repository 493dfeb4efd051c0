"use client";

import { describeAgreement, describeIntervals, describePairsOfMean } from "@/components/agreement/describe-agreement";
import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import { countOf } from "@/components/charts/format-number";
import { toMark } from "@/components/charts/to-mark";
import type { AgreementFigures } from "@/lib/analysis/agreement";
import type { Estimate } from "@/lib/analysis/estimate";
import type { Defined } from "@/lib/stats/defined";

type Coefficient = {
  id: string;
  label: string;
  estimate: Defined<Estimate>;
  /** What it is over, in full and in the few words beside the mark. */
  on: string;
  short: string;
  isPercent?: boolean;
};

/** Every coefficient that a question can have, with what it is computed on. */
export function listCoefficients(figures: AgreementFigures): Coefficient[] {
  const { counts, percent, alpha, meanKappa, weightedKappa, pooledKappa, aboveChance, scale } = figures;
  const items = countOf(counts.pairableItems, "item");
  const level = scale.kind === "ordinal" ? "ordinal" : "nominal";
  const overItems = { on: items, short: items };
  const overPairs = (mean: typeof meanKappa) => ({
    on: mean.defined ? describePairsOfMean(mean.value) : "",
    short: mean.defined ? countOf(mean.value.pairs, "pair") : "",
  });
  return [
    { id: "percent", label: "Percent agreement", estimate: percent, isPercent: true, ...overItems },
    ...(aboveChance ? [{ id: "above-chance", label: "Beyond 1/N", estimate: aboveChance, ...overItems }] : []),
    { id: "alpha", label: `Krippendorff's alpha, ${level}`, estimate: alpha, ...overItems },
    { id: "mean-kappa", label: "Cohen's kappa, mean of pairs", estimate: meanKappa, ...overPairs(meanKappa) },
    ...(weightedKappa
      ? [
          {
            id: "weighted-kappa",
            label: "Weighted kappa, mean of pairs",
            estimate: weightedKappa,
            ...overPairs(weightedKappa),
          },
        ]
      : []),
    {
      ...{ id: "pooled-kappa", label: "Cohen's kappa, pooled over pairs", estimate: pooledKappa },
      ...{ on: countOf(counts.pairs, "pair of labels", "pairs of labels"), short: items },
    },
  ];
}

/** All coefficients of one question, each with its interval, its n and the skips beside it. */
export function CoefficientChart({ figures }: { figures: AgreementFigures }) {
  const coefficients = listCoefficients(figures);
  const { counts, question } = figures;
  const skips = countOf(counts.skips, "skip");
  const rows = coefficients.map(({ id, label, estimate, short, isPercent }) => ({
    ...{ id, label, marks: [toMark(estimate)], format: isPercent ? ("percent" as const) : undefined },
    n: `${short}, ${skips}`,
    because: estimate.defined ? undefined : `Not defined: ${estimate.because}`,
  }));
  return (
    <ChartFrame
      name={`agreement-${question.key}`}
      finding={describeAgreement(figures)}
      note={`${describeIntervals(figures.over)}; the mean of pairs has a jackknife interval. Percent agreement is not corrected for chance.`}
      chartData={{
        columns: [
          "coefficient",
          "value",
          "low",
          "high",
          "on",
          "items",
          "labels",
          "people",
          "skips",
          "not defined because",
        ],
        rows: coefficients.map(({ label, estimate, on }) => [
          ...[label, ...estimateCells(estimate), on],
          ...[counts.pairableItems, counts.labels, counts.raters, counts.skips],
          estimate.defined ? null : estimate.because,
        ]),
      }}
    >
      <DotWhisker rows={rows} format="coefficient" axis="Share, or coefficient (0 is what chance gives)" />
    </ChartFrame>
  );
}

/** How each coefficient is computed, in words. */
export function CoefficientWords({ figures }: { figures: AgreementFigures }) {
  const { counts, meanKappa, weightedKappa, scale, aboveChance } = figures;
  const isPreference = figures.question.type === "preference";
  return (
    <ul className="mt-4 max-w-[75ch] list-disc space-y-1 pl-5 text-[13px] text-muted">
      <li>
        {`n: ${countOf(counts.items, "item")} with a label, ${countOf(counts.pairableItems, "item")} with two or more, ${countOf(counts.labels, "label")} of ${countOf(counts.raters, "person", "people")}, ${countOf(counts.pairs, "unordered pair")} of labels, ${countOf(counts.skips, "skip")}.`}
      </li>
      <li>Percent agreement is the mean over items of the share of an item's pairs of labels that are the same.</li>
      {aboveChance && <li>Beyond 1/N: an item's N options are its own, so blind choices agree once in N.</li>}
      {meanKappa.defined && (
        <li>{`Mean of pairs: ${describePairsOfMean(meanKappa.value)}; every pair counts once.`}</li>
      )}
      {weightedKappa?.defined && <li>Weights are quadratic on the values of the points: near misses count in part.</li>}
      {scale.kind !== "own-options" && (
        <li>Pooled over pairs: one table of every pair of labels of an item, taken in both orders.</li>
      )}
      {isPreference && (
        <li>
          Sides stand in the order of their model's name (else of their condition), because kappa depends on which is
          called first.
        </li>
      )}
    </ul>
  );
}
