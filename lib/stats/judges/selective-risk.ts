import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { betaQuantile } from "@/lib/stats/distributions/beta-distribution";
import { binomialTails } from "@/lib/stats/distributions/binomial-distribution";
import { proportionInterval } from "@/lib/stats/effects/proportion-interval";
import type { Interval } from "@/lib/stats/interval";
import { requireNumbers } from "@/lib/stats/parts/require-numbers";

export type SelectiveRisk = {
  /** The judge's labels with this confidence or more are kept. */
  threshold: number;
  kept: number;
  wrong: number;
  /** The share of kept labels that are wrong is below this, with the confidence asked for. */
  upperBound: number;
  items: number;
  /** The share that goes to people. */
  toPeople: { value: number; interval: Interval };
};

export type SelectiveRiskOptions = {
  /** The largest share of wrong labels that is put up with among those kept. */
  risk: number;
  /** How sure the guarantee is to be. */
  certainty?: number;
};

/** Clopper and Pearson's upper end of a share, one-sided. */
const upperEnd = (wrong: number, of: number, certainty: number) =>
  wrong >= of ? 1 : betaQuantile(certainty, wrong + 1, of - wrong);

/** The fewest items that could show the risk at all: without an error among them, 1 - (1 - certainty)^(1 / n) is below it. */
export const fewestForRisk = (risk: number, certainty: number) =>
  Math.ceil(Math.log(1 - certainty) / Math.log(1 - risk));

/**
 * From which confidence on a judge's labels may be kept, so that of those kept no more than `risk` are wrong, with
 * `certainty`: the rest goes to people. From items on which both the judge and people (the reference) are known.
 *
 * Thresholds are tried from the highest confidence down, the first one being that with enough items to show the risk at
 * all (59 for 5 % with 95 %); each is passed where the exact upper bound of its share of wrong labels is at most `risk`,
 * and the first that is not ends the walk. Since they are tried in an order that no label has a say in, and the walk ends at
 * the first failure, all tests share one certainty (fixed-sequence testing): no price is paid for their number.
 *
 * The guarantee is for items drawn as these were, and for this prompt and model; items of one prompt hang together and
 * weaken it. It is of wrong labels as the reference sees them. Confidences must not come from a choice made on these items.
 * Undefined where no threshold passes, or there are too few items. Throws RangeError for a risk outside (0, 1).
 * Sources: Angelopoulos, Bates, Candes, Jordan and Lei, Learn then Test (2021, arXiv 2110.01052); Geifman and El-Yaniv,
 * Selective Classification for Deep Neural Networks (NeurIPS 2017); Clopper and Pearson, Biometrika 26 (1934) 404-413.
 */
export function selectiveRisk(
  confidence: Float64Array,
  isWrong: Uint8Array,
  { risk, certainty = 0.95 }: SelectiveRiskOptions,
): Defined<SelectiveRisk> {
  requireNumbers("selectiveRisk", confidence);
  if (confidence.length !== isWrong.length) throw new RangeError("selectiveRisk: needs a confidence for each label");
  if (!(risk > 0 && risk < 1 && certainty > 0 && certainty < 1))
    throw new RangeError("selectiveRisk: risk and certainty have to lie between 0 and 1");
  const items = confidence.length;
  const fewest = fewestForRisk(risk, certainty);
  if (items < fewest)
    return undefinedBecause(`${items} items cannot show a risk of ${risk}: it takes ${fewest} without an error`);
  const order = [...confidence.keys()].sort((a, b) => confidence[b] - confidence[a]);
  let wrong = 0;
  let passed: Pick<SelectiveRisk, "threshold" | "kept" | "wrong"> | null = null;
  for (const [place, item] of order.entries()) {
    wrong += isWrong[item];
    const kept = place + 1;
    // Labels of one confidence are kept together.
    if (kept < items && confidence[order[kept]] === confidence[item]) continue;
    if (kept < fewest) continue;
    // The bound is at most the risk where so few errors would be so unlikely under it.
    if (binomialTails(wrong, kept, risk).lower > 1 - certainty) break;
    passed = { threshold: confidence[item], kept, wrong };
  }
  if (!passed) return undefinedBecause("the most confident labels are wrong too often to keep any of them");
  const left = items - passed.kept;
  return defined({
    ...passed,
    upperBound: upperEnd(passed.wrong, passed.kept, certainty),
    items,
    toPeople: { value: left / items, interval: proportionInterval(left, items) },
  });
}
