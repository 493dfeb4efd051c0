import { type Defined, defined, undefinedBecause } from "@/lib/stats/defined";
import { invertSymmetric } from "@/lib/stats/parts/linear-solve";

/**
 * Errors, one per player, that let any two be compared without their covariance. Strengths have no errors of their
 * own, only differences do, n (n - 1) / 2 of them; a table can print n. Quasi-variances q_i are those for which
 * q_i + q_j comes as near as may be to the variance v_ij of the difference, by
 *
 *   least sum over pairs of [ln((q_i + q_j) / v_ij)]^2:
 *
 * in logarithms, because an error is wrong by a factor, and 10 % too much is as bad for a small one as for a large.
 * The reference gets one too. Gauss-Newton on ln q_i, which keeps q above 0. A q_i may not exist (the variance of
 * one difference less than others allow), which is said. `covariance` may be that relative to any reference: only
 * its v_ij are read. With two players there is one difference and no way to share it out; three are fitted exactly.
 * Source: Firth and de Menezes, Biometrika 91 (2004) 65-80.
 */
export function quasiErrors(covariance: readonly (readonly number[])[]): Defined<number[]> {
  const n = covariance.length;
  if (n < 3) return undefinedBecause("two players have one difference only");
  const cell = (i: number, j: number) => covariance[i][j];
  let logs = covariance.map((_, i) => Math.log(Math.max(1e-300, cell(i, i))));
  for (let iteration = 0; iteration < 500; iteration++) {
    const normal = logs.map(() => new Array<number>(n).fill(0));
    const right = new Array<number>(n).fill(0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [Math.exp(logs[i]), Math.exp(logs[j])];
        const residual = Math.log((a + b) / (cell(i, i) + cell(j, j) - 2 * cell(i, j)));
        const [slopeI, slopeJ] = [a / (a + b), b / (a + b)];
        const [rowI, rowJ] = [normal[i], normal[j]];
        rowI[i] += slopeI * slopeI;
        rowJ[j] += slopeJ * slopeJ;
        rowI[j] += slopeI * slopeJ;
        rowJ[i] += slopeI * slopeJ;
        right[i] -= slopeI * residual;
        right[j] -= slopeJ * residual;
      }
    }
    const inverse = invertSymmetric(normal.map((row, i) => row.map((value, j) => (i === j ? value + 1e-12 : value))));
    if (!inverse) return undefinedBecause("no quasi-variances fit these errors");
    const step = inverse.map((row) => row.reduce((sum, value, j) => sum + value * right[j], 0));
    const longest = Math.max(...step.map(Math.abs));
    logs = logs.map((log, i) => log + step[i] / Math.max(1, longest));
    if (longest < 1e-12) return defined(logs.map((log) => Math.exp(log / 2)));
  }
  return undefinedBecause("no quasi-variances fit these errors");
}
