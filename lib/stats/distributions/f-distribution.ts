import { betaQuantile } from "./beta-distribution";
import { incompleteBeta } from "./incomplete-beta";

/**
 * P(X <= x) and P(X > x) for Fisher's F with `df1`, `df2` > 0 degrees of freedom, not necessarily whole:
 * I_y(df1 / 2, df2 / 2) at y = df1 x / (df1 x + df2). 1 - y is handed over as df2 / (df1 x + df2), for a
 * large x leaves y at 1 and its tail would be lost.
 */
export function fTails(x: number, df1: number, df2: number): { lower: number; upper: number } {
  if (!(df1 > 0) || !(df2 > 0)) throw new RangeError(`fTails: needs df1, df2 > 0, got ${df1} and ${df2}`);
  if (!(x > 0)) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const scaled = df1 * x;
  return incompleteBeta(df1 / 2, df2 / 2, scaled / (scaled + df2), df2 / (scaled + df2));
}

/** The point with probability `p` below it: from the beta quantile y, x = df2 y / (df1 (1 - y)). */
export function fQuantile(p: number, df1: number, df2: number): number {
  // The smaller of share and 1 - share is searched, so that neither end loses digits to 1 - share.
  const share = betaQuantile(p, df1 / 2, df2 / 2);
  if (share <= 0.5) return (df2 * share) / (df1 * (1 - share));
  const rest = betaQuantile(1 - p, df2 / 2, df1 / 2);
  return (df2 * (1 - rest)) / (df1 * rest);
}
