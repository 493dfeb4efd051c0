import type { AgreementFigures } from "@/lib/analysis/agreement/figures";
import type { PairsView } from "@/lib/analysis/agreement/pairs-view";
import { sayPeople } from "@/lib/analysis/say-people";
import { describeOffScale, type Tally } from "@/lib/analysis/tally";
import type { HeadlineRule } from "@/lib/counting/headline";
import { countOf, formatCoefficient, formatCount, formatEstimate } from "@/lib/format-number";
import type { PairCounts } from "@/lib/measure/coefficient";
import type { ResampledUnits } from "@/lib/measure/design";
import type { Estimate } from "@/lib/measure/estimate";
import { isJackknifed } from "@/lib/measure/mean-kappa";
import { coefficientOf, keys } from "@/lib/measure/measured";
import { hasDistances } from "@/lib/questions/scale";
import type { Defined } from "@/lib/stats/defined";

export const people = (count: number) => countOf(count, "person", "people");

/** The coefficient that speaks for a question: alpha, or agreement beyond 1/N where options are the item's own. */
export function leadingCoefficient(figures: AgreementFigures): { name: string; estimate: Defined<Estimate> } {
  const { coefficients: measured, scale } = figures;
  if (scale.kind === "own-options")
    return measured.some(({ key }) => key === keys.jaccard)
      ? { name: "the mean Jaccard index of two sets", estimate: coefficientOf(measured, keys.jaccard) }
      : { name: "agreement beyond 1/N", estimate: coefficientOf(measured, keys.aboveChance) };
  if (scale.kind === "set")
    return { name: "Krippendorff's alpha, MASI distance", estimate: coefficientOf(measured, keys.masi) };
  return { name: `Krippendorff's alpha, ${scale.kind}`, estimate: coefficientOf(measured, keys.alpha) };
}

/** ".16 [.14, .18]" or "not defined: why". */
export const sayEstimate = (estimate: Defined<Estimate>): string =>
  estimate.defined ? formatEstimate(estimate.value, "coefficient") : `not defined: ${estimate.because}`;

/** Why there is no pair of labels. */
export function describeNothing({ counts }: Pick<AgreementFigures, "counts">): string {
  if (counts.labels === 0)
    return "No label of a person enters here: choose other people, conditions or versions above.";
  return `${countOf(counts.labels, "label")} of ${sayPeople(counts)} on ${countOf(counts.items, "item")}, and no item has labels of two people.`;
}

/** From this share on one answer leaves so little to chance that kappa and alpha fall though people agree. */
const dominates = 0.8;
/** Fewer items tell nothing about how common an answer is. */
const enoughItems = 10;

/** Where one answer dominates: what it does to kappa and alpha, and the coefficient that it does not pull down. */
function describeDominance({ prevalence, coefficients: measured, scale, counts }: AgreementFigures): string {
  const gwetAc = coefficientOf(measured, keys.gwet);
  const alpha = coefficientOf(measured, keys.alpha);
  const most = [...prevalence].sort((a, b) => b.share.value - a.share.value)[0];
  if (!most || most.share.value < dominates || !gwetAc.defined || !alpha.defined) return "";
  if (counts.pairableItems < enoughItems) return "";
  const name = hasDistances(scale.kind) ? "AC2" : "AC1";
  return ` “${most.label}” is ${formatEstimate(most.share, "percent")} of an item's labels, which pulls kappa and alpha down; Gwet's ${name}, which stays near percent agreement then, is ${sayEstimate(gwetAc)}.`;
}

/** A sentence about a question, and one more where a dominant answer makes alpha hard to read. */
export function describeAgreement(figures: AgreementFigures): string {
  const { name, estimate } = leadingCoefficient(figures);
  const { counts } = figures;
  const percent = coefficientOf(figures.coefficients, keys.percent);
  if (counts.pairs === 0) return `Nothing to compare yet: ${describeNothing(figures)}`;
  const share = percent.defined
    ? `${formatEstimate(percent.value, "percent")} of the pairs of labels on an item are the same`
    : "";
  return `${share}; ${name} is ${sayEstimate(estimate)} over ${countOf(counts.pairableItems, "item")} and ${sayPeople(counts)}.${describeDominance(figures)}`;
}

/** What the intervals are over. */
export function describeIntervals({ by, count, replicates }: ResampledUnits): string {
  const what = by === "prompts" ? `the ${countOf(count, "prompt")} that items share` : countOf(count, "item");
  return `Whiskers are 95 % intervals over ${what}: Wilson's for shares, for the rest ${replicates.toLocaleString("en")} draws of the Bayesian bootstrap with the study's seed`;
}

/** Which coefficients have a jackknife's interval where the others are drawn. Empty where none has. */
export function describeJackknifed(coefficients: readonly { label: string; estimate: Defined<Estimate> }[]): string {
  const names = coefficients.flatMap(({ label, estimate }) =>
    estimate.defined && isJackknifed(estimate.value) ? [label] : [],
  );
  return names.length === 0 ? "" : `By a jackknife instead, as draws would take too long: ${names.join("; ")}.`;
}

/** Resamples in which a coefficient had no value: its interval is over the others. Empty where there are none. */
export function describeUndefined(
  coefficients: readonly { label: string; estimate: Defined<Estimate> }[],
  { replicates }: ResampledUnits,
): string {
  const parts = coefficients.flatMap(({ label, estimate }) =>
    estimate.defined && estimate.value.undefinedReplicates > 0
      ? [`${label} ${formatCount(estimate.value.undefinedReplicates)}`]
      : [],
  );
  return parts.length === 0 ? "" : `Of ${formatCount(replicates)} resamples without a value: ${parts.join(", ")}.`;
}

export function describePairsOfMean({ used, withoutKappa, fewest, most }: PairCounts): string {
  const shared = fewest === most ? `${countOf(most, "item")} each` : `${fewest} to ${countOf(most, "item")}`;
  const without = withoutKappa > 0 ? `; ${countOf(withoutKappa, "pair has", "pairs have")} none` : "";
  return `${countOf(used, "pair of people", "pairs of people")} sharing ${shared}${without}`;
}

/** Answers that are no value, with their numbers; empty where there are none. */
export function describeTally(tally: Tally): string {
  const { cannotJudge, refusal, missing, unparsed } = tally;
  const parts = [
    [cannotJudge, "cannot judge"],
    [refusal, "refusal"],
    [missing, "missing"],
    [unparsed, "unparsed"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString("en")} ${what}`);
  return [...said, describeOffScale(tally)].filter((words) => words !== "").join(", ");
}

/** "Protocol version 2, repeats counted." */
export function describeRule({ version, countRepeats, countSimulated }: HeadlineRule): string {
  const named = version === "all" ? "All protocol versions" : `Protocol version ${version}`;
  return `${named}, repeats ${countRepeats ? "counted" : "not counted"}${countSimulated ? ", simulated raters" : ""}.`;
}

/** One sentence about the pairs. */
export function describePairs(view: PairsView): string {
  if (view.kind === "refused") return `No pair of people is shown: ${view.because}.`;
  const name = view.isWeighted ? "Weighted kappa" : "Cohen's kappa";
  if (view.kind === "distribution") {
    const left =
      view.tooFew > 0
        ? `; ${countOf(view.tooFew, "pair shares", "pairs share")} fewer than 20 items or have no kappa`
        : "";
    return `${name} of the ${countOf(view.shown, "pair")} of ${people(view.raters)} that share 20 items or more${left}.`;
  }
  const values = view.cells.flatMap(({ kappa }) => (kappa.defined ? [kappa.value.value] : []));
  if (values.length === 0) return "No pair of people has a kappa.";
  return `${name} of the ${countOf(view.cells.length, "pair")} of ${people(view.raters.length)} runs from ${formatCoefficient(Math.min(...values))} to ${formatCoefficient(Math.max(...values))}.`;
}

/** One sentence about the most common answer. */
export function describePrevalence(prevalence: readonly { label: string; share: Estimate; labels: number }[]): string {
  const most = [...prevalence].sort((a, b) => b.share.value - a.share.value)[0];
  if (!most) return "Nobody has answered yet.";
  const total = prevalence.reduce((sum, { labels }) => sum + labels, 0);
  return `The most common answer is “${most.label}”, ${formatEstimate(most.share, "percent")} of an item's labels on average (${countOf(total, "label")} in all).`;
}
