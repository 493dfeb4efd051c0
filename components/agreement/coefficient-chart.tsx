"use client";

import { estimateCells } from "@/components/charts/chart-data";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DotWhisker } from "@/components/charts/dot-whisker";
import {
  describeAgreement,
  describeIntervals,
  describeJackknifed,
  describePairsOfMean,
  describeUndefined,
} from "@/lib/analysis/agreement/describe";
import type { AgreementFigures } from "@/lib/analysis/agreement/figures";
import { listCoefficients } from "@/lib/analysis/agreement/list-coefficients";
import { sayPeople } from "@/lib/analysis/say-people";
import { countOf } from "@/lib/format-number";
import { type CoefficientKey, coefficientOf, keys } from "@/lib/measure/measured";
import { hasDistances } from "@/lib/questions/scale";

/** All coefficients of one question, each with its interval, its n and the skips beside it. */
export function CoefficientChart({ figures }: { figures: AgreementFigures }) {
  const coefficients = listCoefficients(figures);
  const { counts, question } = figures;
  const skips = countOf(counts.skips, "skip");
  const rows = coefficients.map(({ id, label, estimate, short, isPercent }) => ({
    id,
    label,
    marks: [estimate],
    format: isPercent ? ("percent" as const) : undefined,
    n: `${short}, ${skips}`,
    because: estimate.defined ? undefined : `Not defined: ${estimate.because}`,
  }));
  return (
    <ChartFrame
      name={`agreement-${question.key}`}
      finding={describeAgreement(figures)}
      note={[
        `${describeIntervals(figures.over)}.`,
        describeJackknifed(coefficients),
        "Percent agreement is not corrected for chance.",
        describeUndefined(coefficients, figures.over),
      ]
        .filter((words) => words !== "")
        .join(" ")}
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
          "resamples without a value",
          "not defined because",
        ],
        rows: coefficients.map(({ label, estimate, on }) => [
          ...[label, ...estimateCells(estimate), on],
          ...[counts.pairableItems, counts.labels, counts.raters, counts.skips],
          estimate.defined ? estimate.value.undefinedReplicates : null,
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
  const { counts, scale } = figures;
  const pairs = figures.coefficients.find((own) => own.pairs)?.pairs;
  const has = (key: CoefficientKey) => coefficientOf(figures.coefficients, key).defined;
  const isPreference = figures.question.hasSides;
  return (
    <ul className="mt-4 max-w-[75ch] list-disc space-y-1 pl-5 text-[13px] text-muted">
      <li>
        {`n: ${countOf(counts.items, "item")} with a label, ${countOf(counts.pairableItems, "item")} with two or more, ${countOf(counts.labels, "label")} of ${sayPeople(counts)}, ${countOf(counts.pairs, "unordered pair")} of labels, ${countOf(counts.skips, "skip")}.`}
      </li>
      <li>Percent agreement is the mean over items of the share of an item's pairs of labels that are the same.</li>
      {has(keys.jaccard) && (
        <li>
          An answer is a set of options, and an empty set is an answer. The Jaccard index of two sets is the options in
          both over the options in either. Alpha with MASI distance gives part of the way for sets that overlap; kappa,
          AC1 and the like take a whole set for one answer.
        </li>
      )}
      {has(keys.aboveChance) && <li>Beyond 1/N: an item's N options are its own, so blind choices agree once in N.</li>}
      {pairs && <li>{`Mean of pairs: ${describePairsOfMean(pairs)}; every pair counts once.`}</li>}
      {hasDistances(scale.kind) && (
        <li>Weights are quadratic on the values of the points: near misses count in part.</li>
      )}
      {scale.kind !== "own-options" && (
        <>
          <li>
            Alpha and Fleiss' kappa take chance from how common each answer is; every item counts once in Fleiss' kappa,
            however many labels it has. AC1 and AC2 take it from answers that are hard, and stay near percent agreement
            where one answer dominates.
          </li>
          <li>
            Brennan-Prediger takes chance as even over the answers that can be chosen; Conger's kappa takes it from each
            person's own shares.
          </li>
          <li>
            Pooled over pairs: one table of every pair of labels of an item, taken in both orders, without weights.
          </li>
        </>
      )}
      {has(keys.icc21) && (
        <li>ICC(2,1) is over items that everybody labeled; the people are a sample, and their levels count.</li>
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
