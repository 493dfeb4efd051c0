import type { CodedRatings } from "@/lib/stats/coded-ratings";

/** Stands where the vote of the others is tied. */
export const tiedReference = -2;

/**
 * For each rating, the majority of the other ratings of its unit, laid out as `codes` is: -1 where nobody rated or
 * fewer than `minimumOthers` others did, -2 where their vote is tied. The unit's votes are counted once and each
 * rating is taken out and put back, so that it is O(ratings x categories) and not the square of ratings.
 */
export function leaveOneOutReferences(ratings: CodedRatings, minimumOthers = 2): Int32Array {
  const { units, raters, codes, categories } = ratings;
  const references = new Int32Array(codes.length).fill(-1);
  const counts = new Int32Array(categories.length);
  for (let unit = 0; unit < units; unit++) {
    const [start, end] = [unit * raters, (unit + 1) * raters];
    counts.fill(0);
    let size = 0;
    for (let cell = start; cell < end; cell++) {
      const code = codes[cell];
      if (code < 0) continue;
      size++;
      counts[code]++;
    }
    if (size - 1 < minimumOthers) continue;
    for (let cell = start; cell < end; cell++) {
      const own = codes[cell];
      if (own < 0) continue;
      counts[own]--;
      references[cell] = untiedMost(counts);
      counts[own]++;
    }
  }
  return references;
}

/** The category with most votes, unless there is a tie. */
function untiedMost(counts: Int32Array): number {
  let [best, most] = [tiedReference, 0];
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code];
    if (count > most) [best, most] = [code, count];
    else if (count === most) best = tiedReference;
  }
  return best;
}
