import { formatEstimate, formatNumber, formatPercent } from "@/lib/format-number";
import { effectNames, measureDependability, restOfTwo } from "@/lib/measure/models/dependability";
import type { Generalizability } from "@/lib/stats/generalizability/generalizability";
import { alignColumns, type Output } from "../output";
import { UsageError } from "../usage-error";
import { type FileOptions, readSeed } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";
import { undefinedLine } from "./model-words";

const nameOf = (effect: number, effects: number) => (effect === 3 && effects === 3 ? restOfTwo : effectNames[effect]);

/** With its interval, or alone: why there is none is said once below. */
const sayCoefficient = (found: Generalizability["observed"]["phi"]) =>
  found.interval.defined ? formatEstimate(found, "coefficient") : formatNumber(found.value, "coefficient");

function linesOf({ method, variances, observed, single, needed }: Generalizability) {
  const total = variances.reduce((sum, { variance }) => sum + Math.max(0, variance), 0);
  const rows = variances.map(({ effect, variance, isNegative }) => [
    nameOf(effect, variances.length) ?? "",
    formatNumber(variance, "number"),
    isNegative ? "below 0, counted as 0" : formatPercent(variance / total),
  ]);
  const averaged = ([raters, criteria]: readonly number[]) =>
    `${raters} ${raters === 1 ? "rater" : "raters"}${criteria === undefined ? "" : ` and ${criteria} criteria`}`;
  const coefficients = [single, observed].map(({ levels, phi, rho }) => [
    averaged(levels),
    sayCoefficient(phi),
    sayCoefficient(rho),
  ]);
  const missing = observed.phi.interval.defined ? [] : [`No intervals: ${observed.phi.interval.because}.`];
  const target = formatNumber(needed.target, "coefficient");
  const say = (count: number | null) => (count === null ? "no number of raters" : `${count} raters`);
  return [
    `Generalizability study, variances by ${method === "ANOVA" ? "analysis of variance" : "restricted likelihood"}.`,
    ...alignColumns(["source", "variance", "share"], rows),
    "",
    ...alignColumns(["averaged over", "phi (as read)", "rho (order only)"], coefficients),
    ...missing,
    `For phi of ${target} it takes ${say(needed.phi)}, for rho ${say(needed.rho)}.`,
  ];
}

function readTarget(typed: string): number {
  const target = Number(typed);
  if (target > 0 && target < 1) return target;
  throw new UsageError(`--target ${typed}: use a number between 0 and 1, as .8`);
}

/** `grata generalizability FILE`: where the spread of scores comes from, and how many raters it takes. */
export async function dependabilityOfFile(output: Output, file: string, options: FileOptions & { target: string }) {
  const [target, seed] = [readTarget(options.target), readSeed(options.seed)];
  const { frame, notes } = await frameOfFile(output, file, options, "all");
  const study = measureDependability(frame, { seed, target });
  const lines = study.defined ? linesOf(study.value) : [undefinedLine(study.because)];
  output.result({ file, seed, study, notes }, lines);
}
