import type { Printed } from "@/lib/analysis/analysis";
import { formatEstimate, formatNumber, formatPercent } from "@/lib/format-number";
import { effectName } from "@/lib/measure/models/dependability";
import type { Defined } from "@/lib/stats/defined";
import type { Generalizability } from "@/lib/stats/generalizability/generalizability";
import { undefinedLine } from "./words";

/** With its interval, or alone: why there is none is said once below. */
const sayCoefficient = (found: Generalizability["observed"]["phi"]) =>
  found.interval.defined ? formatEstimate(found, "coefficient") : formatNumber(found.value, "coefficient");

const averaged = ([raters, criteria]: readonly number[]) =>
  `${raters} ${raters === 1 ? "rater" : "raters"}${criteria === undefined ? "" : ` and ${criteria} criteria`}`;

const sayRaters = (count: number | null) =>
  count === null ? "no number of raters" : `${count} ${count === 1 ? "rater" : "raters"}`;

/** A generalizability study in lines and tables. */
export function printDependability(study: Defined<Generalizability>): Printed[] {
  if (!study.defined) return [undefinedLine(study.because)];
  const { method, variances, observed, single, needed } = study.value;
  const total = variances.reduce((sum, { variance }) => sum + Math.max(0, variance), 0);
  const { interval } = observed.phi;
  return [
    `Generalizability study, variances by ${method === "ANOVA" ? "analysis of variance" : "restricted likelihood"}.`,
    {
      columns: ["source", "variance", "share"],
      rows: variances.map(({ effect, variance, isNegative }) => [
        effectName(effect, variances.length),
        formatNumber(variance, "number"),
        isNegative ? "below 0, counted as 0" : formatPercent(variance / total),
      ]),
    },
    "",
    {
      columns: ["averaged over", "phi (as read)", "rho (order only)"],
      rows: [single, observed].map(({ levels, phi, rho }) => [
        averaged(levels),
        sayCoefficient(phi),
        sayCoefficient(rho),
      ]),
    },
    ...(interval.defined ? [] : [`No intervals: ${interval.because}.`]),
    `For phi of ${formatNumber(needed.target, "coefficient")} it takes ${sayRaters(needed.phi)}, for rho ${sayRaters(needed.rho)}.`,
  ];
}
