import type { CodedRatings } from "@/lib/stats/coded-ratings";

/**
 * How often each category was used, over units with at least `minimum` ratings: 2 for alpha, in which a rating
 * without a partner has no part. Ratings count one each, so a unit with more of them counts for more.
 * O(units x raters).
 */
export function countCategories({ units, raters, codes, categories }: CodedRatings, minimum = 1): Float64Array {
  const counts = new Float64Array(categories.length);
  for (let unit = 0; unit < units; unit++) {
    const start = unit * raters;
    if (minimum > 1) {
      let size = 0;
      for (let cell = start; cell < start + raters; cell++) if (codes[cell] >= 0) size++;
      if (size < minimum) continue;
    }
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell];
      if (code >= 0) counts[code]++;
    }
  }
  return counts;
}

/**
 * The share of each category within a unit, averaged over the units that have a rating: every unit counts once,
 * however many raters it has, as it does in Gwet's observed agreement. Zeros where nobody rated anything.
 */
export function averageUnitShares({ units, raters, codes, categories }: CodedRatings): Float64Array {
  const shares = new Float64Array(categories.length);
  let rated = 0;
  for (let unit = 0; unit < units; unit++) {
    const start = unit * raters;
    let size = 0;
    for (let cell = start; cell < start + raters; cell++) if (codes[cell] >= 0) size++;
    if (size === 0) continue;
    rated++;
    for (let cell = start; cell < start + raters; cell++) {
      const code = codes[cell];
      if (code >= 0) shares[code] += 1 / size;
    }
  }
  return rated === 0 ? shares : shares.map((share) => share / rated);
}
