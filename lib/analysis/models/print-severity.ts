import type { Printed } from "@/lib/analysis/analysis";
import { countOf, formatInterval, formatNumber } from "@/lib/format-number";
import type { Severity } from "@/lib/measure/models/severity";
import type { Defined } from "@/lib/stats/defined";
import type { FacetLevel } from "@/lib/stats/rasch/many-facet-rasch";
import { undefinedLine } from "./words";

const number = (value: number) => formatNumber(value, "number");

const rowOf = (name: string, { value, interval, fit }: FacetLevel) => [
  name,
  number(value),
  interval.defined ? formatInterval(interval.value, "number") : "",
  number(fit.infit),
  number(fit.outfit),
  String(fit.labels),
];

function printFacet({ name, levels, separation }: Severity["facets"][number], names: readonly string[]): Printed[] {
  const heading = name === "rater" ? "rater, the severest first" : "criterion, the hardest first";
  const order = [...levels.keys()].sort((a, b) => (levels[b]?.value ?? 0) - (levels[a]?.value ?? 0));
  const rows = order.flatMap((i) => {
    const [level, own] = [levels[i], names[i]];
    return level && own !== undefined ? [rowOf(own, level)] : [];
  });
  return [
    { columns: [heading, name === "rater" ? "severity" : "difficulty", "95 %", "infit", "outfit", "labels"], rows },
    separation.defined
      ? `Separation ${number(separation.value.separation)}, reliability ${number(separation.value.reliability)}: the share of their differences that is not error.`
      : `Separation not defined: ${separation.because}.`,
    "",
  ];
}

/** Severities, difficulties and steps in lines and tables. */
export function printSeverity(found: Defined<Severity>): Printed[] {
  if (!found.defined) return [undefinedLine(found.because)];
  const { facets, raters, criteria, categories, steps, mean, sd, objects, labels } = found.value;
  const between = (k: number) => `${categories[k]}|${categories[k + 1]}`;
  return [
    "Many-facet Rasch model, in log odds of the higher of two neighbouring labels.",
    "",
    ...facets.flatMap((facet) => printFacet(facet, facet.name === "rater" ? raters : criteria)),
    ...steps.map((own, i) => {
      const of = steps.length > 1 ? ` of ${criteria[i]}` : "";
      return `Steps${of}: ${own.map((step, k) => `${between(k)} ${number(step)}`).join(", ")}.`;
    }),
    `Outputs: mean ${number(mean)}, standard deviation ${number(sd)}, reliability ${number(objects.reliability)}. ${countOf(labels, "label")}, ${countOf(objects.value.length, "output")}, ${countOf(raters.length, "rater")}.`,
  ];
}
