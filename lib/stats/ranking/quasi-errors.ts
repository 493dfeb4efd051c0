import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { invertSymmetric } from "@/lib/stats/parts/linear-solve";

/**
 * Errors, one per player, that let any two be compared without their covariance: the squares of two add up to nearly
 * the variance of their difference (least squares of the logarithm of the ratio, by Gauss-Newton).
 * Source: Firth and de Menezes, Biometrika 91 (2004) 65-80.
 */
export function quasiErrors(covariance: readonly (readonly number[])[]): Defined<number[]> {
  const n = covariance.length;
  if (n < 3) return undefinedBecause("two players have one difference only");
  const cell = (i: number, j: number) => covariance[i]?.[j] as number;
  let logs = covariance.map((_, i) => Math.log(Math.max(1e-300, cell(i, i))));
  for (let iteration = 0; iteration < 500; iteration++) {
    const normal = logs.map(() => new Array<number>(n).fill(0));
    const right = new Array<number>(n).fill(0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [Math.exp(logs[i] as number), Math.exp(logs[j] as number)];
        const residual = Math.log((a + b) / (cell(i, i) + cell(j, j) - 2 * cell(i, j)));
        const [slopeI, slopeJ] = [a / (a + b), b / (a + b)];
        const [rowI, rowJ] = [normal[i] as number[], normal[j] as number[]];
        rowI[i] = (rowI[i] as number) + slopeI * slopeI;
        rowJ[j] = (rowJ[j] as number) + slopeJ * slopeJ;
        rowI[j] = (rowI[j] as number) + slopeI * slopeJ;
        rowJ[i] = (rowJ[i] as number) + slopeI * slopeJ;
        right[i] = (right[i] as number) - slopeI * residual;
        right[j] = (right[j] as number) - slopeJ * residual;
      }
    }
    const inverse = invertSymmetric(normal.map((row, i) => row.map((value, j) => (i === j ? value + 1e-12 : value))));
    if (!inverse) return undefinedBecause("no quasi-variances fit these errors");
    const step = inverse.map((row) => row.reduce((sum, value, j) => sum + value * (right[j] as number), 0));
    const longest = Math.max(...step.map(Math.abs));
    logs = logs.map((log, i) => log + (step[i] as number) / Math.max(1, longest));
    if (longest < 1e-12) return defined(logs.map((log) => Math.exp(log / 2)));
  }
  return undefinedBecause("no quasi-variances fit these errors");
}
