import type { CodedRatings } from "@/lib/stats/coded-ratings";
import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import type { Interval } from "@/lib/stats/interval";
import { type AnytimeMean, anytimeMean } from "./anytime-mean";
import { clusterMeans } from "./cluster-means";

/**
 * Percent agreement and Fleiss' kappa that may be watched; `units` are those with two ratings, and `clusters` how many
 * there are of them (as many where none were named).
 */
export type AnytimeAgreement = {
  percent: AnytimeMean;
  fleiss: Defined<{ value: number; interval: Interval }>;
  units: number;
  clusters: number;
};

/**
 * Agreement that may be watched label by label. The share of a unit's pairs of raters that agree lies in 0..1, so
 * that percent agreement, their mean, has `anytimeMean`'s interval. Kappa is a ratio and no mean: its interval is put
 * together from sure bounds of its parts, observed disagreement Do and the mean share p_k of each of q categories,
 * every one of these q + 1 means at 1 - (1 - level) / (q + 1), so that all hold together at all times (Bonferroni):
 *
 *   kappa = 1 - Do / De,   1 - sum high_k^2 <= De <= 1 - sum low_k^2.
 *
 * That is guaranteed and wide: where one category dominates De may come near 0, and the lower end, cut off at -1,
 * then says nothing. It is Fleiss' kappa per unit; Krippendorff's alpha, which is not the same for few
 * units or uneven numbers of raters, has no interval of this kind here. Units with fewer than two ratings are left
 * out. Where `clusters` names one per unit (its prompt), all are means of the clusters' means (`clusterMeans`).
 * Undefined where no unit has two ratings; kappa also where its parts leave it open.
 */
export function anytimeAgreement(
  ratings: CodedRatings,
  { level = 0.95, clusters }: { level?: number; clusters?: readonly (string | number)[] } = {},
): Defined<AnytimeAgreement> {
  const { units, raters, codes, categories } = ratings;
  const q = categories.length;
  if (clusters && clusters.length !== units)
    throw new RangeError(`anytimeAgreement: ${clusters.length} clusters for ${units} units`);
  const agreeing: number[] = [];
  const keys: (string | number)[] | undefined = clusters ? [] : undefined;
  const shares = Array.from({ length: q }, (): number[] => []);
  for (let unit = 0; unit < units; unit++) {
    const own = codes.subarray(unit * raters, (unit + 1) * raters).filter((code) => code >= 0);
    if (own.length < 2) continue;
    const counts = new Float64Array(q);
    for (const code of own) counts[code]++;
    if (clusters) keys?.push(clusters[unit]);
    const pairs = own.length * (own.length - 1);
    agreeing.push(counts.reduce((sum, count) => sum + count * (count - 1), 0) / pairs);
    for (const [k, list] of shares.entries()) list.push(counts[k] / own.length);
  }
  if (agreeing.length === 0) return undefinedBecause("no unit has two ratings");
  const agreed = clusterMeans(agreeing, keys);
  const fleiss = boundFleiss(
    agreed,
    shares.map((list) => clusterMeans(list, keys)),
    level,
  );
  return defined({ percent: anytimeMean(agreed, level), fleiss, units: agreeing.length, clusters: agreed.length });
}

/** Fleiss' kappa from means that hold together. */
function boundFleiss(
  agreeing: readonly number[],
  shares: readonly number[][],
  level: number,
): AnytimeAgreement["fleiss"] {
  const each = 1 - (1 - level) / (shares.length + 1);
  const agreed = anytimeMean(agreeing, each);
  const means = shares.map((list) => anytimeMean(list, each));
  const apart = (of: (mean: AnytimeMean) => number) => 1 - means.reduce((sum, mean) => sum + of(mean) ** 2, 0);
  const least = apart(({ interval }) => interval.high);
  const most = apart(({ interval }) => interval.low);
  const expected = apart(({ value }) => value);
  if (!(expected > 1e-14)) return undefinedBecause("only one category was used");
  if (!(least > 0)) return undefinedBecause("so few labels leave open that one category is all that occurs");
  return defined({
    value: 1 - (1 - agreed.value) / expected,
    interval: {
      low: Math.max(-1, 1 - (1 - agreed.interval.low) / least),
      high: Math.min(1, 1 - (1 - agreed.interval.high) / most),
      level,
      method: "at all times, from sure bounds of its parts",
    },
  });
}
