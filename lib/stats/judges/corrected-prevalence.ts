import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { normalQuantile } from "@/lib/stats/distributions/normal-distribution";
import { type ProportionMethod, proportionInterval } from "@/lib/stats/effects/proportion-interval";
import { type Interval, requireLevel } from "@/lib/stats/interval";

/** A prevalence corrected for the errors of who counted. */
export type CorrectedPrevalence = {
  /** Within 0..1. */
  value: number;
  /** As the formula gives it: outside 0..1 the counts contradict the error rates. */
  raw: number;
  /** What was counted. */
  apparent: { value: number; interval: Interval };
  interval: Interval;
  /** Units that were counted. */
  units: number;
  /** Units of known truth that the error rates are from; null where the rates are taken as exact. */
  known: { positives: number; negatives: number } | null;
};

const clip = (share: number) => Math.min(1, Math.max(0, share));

/**
 * Rogan and Gladen's estimate from `positives` of `tested` when sensitivity and specificity are known exactly. A
 * judge calls positive what it hits and what it falsely calls so:
 *
 *   apparent = true x sensitivity + (1 - true) (1 - specificity),   hence
 *   true = (apparent + specificity - 1) / (sensitivity + specificity - 1).
 *
 * The interval is the apparent one put through the same formula and not clipped; it is wider by
 * 1 / (sensitivity + specificity - 1), and the weaker the judge the wider. Outside 0..1 the counts contradict the
 * error rates: `raw` keeps that, `value` is clipped. Undefined where sensitivity + specificity <= 1: such a judge
 * says nothing. It assumes that the error rates hold for these very units, which harder or easier ones break.
 * Source: Rogan and Gladen, American Journal of Epidemiology 107 (1978) 71-76.
 */
export function roganGladen(
  { positives, tested }: { positives: number; tested: number },
  { sensitivity, specificity }: { sensitivity: number; specificity: number },
  { method = "wilson", level = 0.95 }: { method?: ProportionMethod; level?: number } = {},
): Defined<CorrectedPrevalence> {
  requireRates("roganGladen", sensitivity, specificity);
  const youden = sensitivity + specificity - 1;
  if (youden <= 0) return undefinedBecause("sensitivity + specificity is no more than 1: no better than chance");
  const interval = proportionInterval(positives, tested, { method, level });
  const correct = (share: number) => (share + specificity - 1) / youden;
  const raw = correct(positives / tested);
  return defined({
    value: clip(raw),
    raw,
    apparent: { value: positives / tested, interval },
    interval: {
      ...interval,
      low: correct(interval.low),
      high: correct(interval.high),
      method: `Rogan-Gladen, ${method}`,
    },
    units: tested,
    known: null,
  });
}

/** Error rates that were estimated from units whose truth is known, and on how many. */
export type EstimatedRates = { sensitivity: number; positives: number; specificity: number; negatives: number };

/**
 * The same estimate when sensitivity and specificity were themselves estimated, with an interval that carries their
 * uncertainty (Lang and Reiczigel 2014; the interval that Lee et al. (2025) recommend for judges), clipped to 0..1.
 * Shares are first drawn towards the middle, as Agresti and Coull do: the apparent one by z^2 trials of which half
 * are positive, the others by one success and one failure. With the shares so drawn, A, H (sensitivity) and S
 * (specificity), and the numbers of trials a, h and s that they then rest on,
 *
 *   p = (A + S - 1) / (H + S - 1)
 *   shift = 2 z^2 [p H (1 - H) / h - (1 - p) S (1 - S) / s]
 *   error = sqrt(A (1 - A) / a + p^2 H (1 - H) / h + (1 - p)^2 S (1 - S) / s) / (H + S - 1)
 *   ends = p + shift +- z error;
 *
 * the error is the delta method's, and the shift is the authors' correction of the centre. The estimate itself is
 * Rogan and Gladen's from the shares as they are, so that it may lie off the middle of the interval.
 *
 * The three samples have to be independent: units of known truth are not among the `tested` ones. Throws RangeError
 * for sizes or shares that are none; undefined where the judge, or the judge drawn inwards, is no better than
 * chance.
 * Source: Lang and Reiczigel, Preventive Veterinary Medicine 113 (2014) 13-22.
 */
export function correctedPrevalence(
  { share, tested }: { share: number; tested: number },
  rates: EstimatedRates,
  level = 0.95,
): Defined<CorrectedPrevalence> {
  requireLevel("correctedPrevalence", level);
  const { sensitivity, specificity, positives, negatives } = rates;
  requireRates("correctedPrevalence", sensitivity, specificity);
  if (!(tested > 0 && positives > 0 && negatives > 0)) {
    throw new RangeError("correctedPrevalence: numbers of units have to be above 0");
  }
  const youden = sensitivity + specificity - 1;
  if (youden <= 0) return undefinedBecause("sensitivity + specificity is no more than 1: no better than chance");
  const z = normalQuantile(0.5 + level / 2);
  const square = z * z;
  const counted = { n: tested + square, share: (tested * share + square / 2) / (tested + square) };
  const hit = { n: positives + 2, share: (positives * sensitivity + 1) / (positives + 2) };
  const spared = { n: negatives + 2, share: (negatives * specificity + 1) / (negatives + 2) };
  const reach = hit.share + spared.share - 1;
  if (reach <= 0) return undefinedBecause("with so few known units the judge cannot be told from chance");
  const variance = ({ n, share: p }: { n: number; share: number }) => (p * (1 - p)) / n;
  const centre = (counted.share + spared.share - 1) / reach;
  const shift = 2 * square * (centre * variance(hit) - (1 - centre) * variance(spared));
  const error =
    Math.sqrt(variance(counted) + centre ** 2 * variance(hit) + (1 - centre) ** 2 * variance(spared)) / reach;
  const raw = (share + specificity - 1) / youden;
  const ends = { low: clip(centre + shift - z * error), high: clip(centre + shift + z * error) };
  return defined({
    value: clip(raw),
    raw,
    apparent: { value: share, interval: proportionInterval(share * tested, tested, { level }) },
    interval: { ...ends, level, method: "Lang-Reiczigel" },
    units: tested,
    known: { positives, negatives },
  });
}

function requireRates(caller: string, sensitivity: number, specificity: number): void {
  if (![sensitivity, specificity].every((rate) => rate >= 0 && rate <= 1)) {
    throw new RangeError(`${caller}: sensitivity ${sensitivity} and specificity ${specificity} have to lie in 0..1`);
  }
}
