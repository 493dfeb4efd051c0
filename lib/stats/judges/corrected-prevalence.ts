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
 * Rogan and Gladen's estimate from `positives` of `tested` when sensitivity and specificity are known exactly:
 * (apparent + specificity - 1) / (sensitivity + specificity - 1). The interval is the apparent one put through the
 * same formula and not clipped. Undefined where sensitivity + specificity <= 1: such a judge says nothing.
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
 * The same estimate when sensitivity and specificity were themselves estimated, with an interval that carries
 * their uncertainty (Lang and Reiczigel, Preventive Veterinary Medicine 113 (2014) 13-22; the interval that Lee et
 * al. (2025) recommend for judges), clipped to 0..1.
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
