import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { chiSquaredTails } from "@/lib/stats/distributions/chi-squared-distribution";
import { normalCdf } from "@/lib/stats/distributions/normal-distribution";
import { studentTCdf } from "@/lib/stats/distributions/student-t-distribution";
import { type Interval, normalInterval, tInterval } from "@/lib/stats/interval";
import { solveLinear } from "@/lib/stats/parts/linear-solve";

/** A fixed effect of a mixed model, `df` null where errors are those of large samples. */
export type FixedEffect = {
  name: string;
  value: number;
  standardError: number;
  df: number | null;
  /** Two-sided, that the effect is 0. */
  p: number;
  interval: Defined<Interval>;
};

/** value +- quantile x standard error (Wald): of t where degrees of freedom are known, else of the normal. */
export function fixedEffect(
  name: string,
  value: number,
  { standardError, df, level }: { standardError: number; df: number | null; level: number },
): FixedEffect {
  const far = -Math.abs(value / standardError);
  const p = 2 * (df === null ? normalCdf(far) : studentTCdf(far, df));
  const interval =
    df === null
      ? normalInterval(value, standardError, level)
      : tInterval(value, standardError, { df, level, highest: Number.POSITIVE_INFINITY });
  return { name, value, standardError, df, p, interval };
}

/** Several effects at once: that all of them are 0. `df2` null where it is chi-squared (`statistic` / df1 is not F). */
export type JointTest = { statistic: number; df1: number; df2: number | null; p: number };

/** Wald's test that effects are all 0: b' V^-1 b, chi-squared with as many degrees of freedom as there are effects. */
export function jointWald(values: readonly number[], covariance: readonly (readonly number[])[]): Defined<JointTest> {
  if (values.length === 0) return undefinedBecause("there is one condition only");
  const solved = solveLinear(covariance, values);
  if (!solved) return undefinedBecause("the effects cannot be told from each other");
  const statistic = values.reduce((sum, value, i) => sum + value * solved[i], 0);
  return defined({ statistic, df1: values.length, df2: null, p: chiSquaredTails(statistic, values.length).upper });
}
