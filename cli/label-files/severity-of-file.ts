import { countOf, formatInterval, formatNumber } from "@/lib/format-number";
import { measureSeverity, type Severity } from "@/lib/measure/models/severity";
import type { FacetLevel, ManyFacetRasch } from "@/lib/stats/rasch/many-facet-rasch";
import { alignColumns, type Output } from "../output";
import type { FileOptions } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";
import { quoteName } from "./list-names";
import { undefinedLine } from "./model-words";

const number = (value: number) => formatNumber(value, "number");

const rowOf = (name: string, { value, interval, fit }: FacetLevel) => [
  quoteName(name),
  number(value),
  interval.defined ? formatInterval(interval.value, "number") : "",
  number(fit.infit),
  number(fit.outfit),
  String(fit.labels),
];

function facetLines({ name, levels, separation }: ManyFacetRasch["facets"][number], names: readonly string[]) {
  const heading = name === "rater" ? "rater, the severest first" : "criterion, the hardest first";
  const order = [...levels.keys()].sort((a, b) => (levels[b]?.value ?? 0) - (levels[a]?.value ?? 0));
  const rows = order.flatMap((i) => {
    const [level, own] = [levels[i], names[i]];
    return level && own !== undefined ? [rowOf(own, level)] : [];
  });
  return [
    ...alignColumns([heading, name === "rater" ? "severity" : "difficulty", "95 %", "infit", "outfit", "labels"], rows),
    separation.defined
      ? `Separation ${number(separation.value.separation)}, reliability ${number(separation.value.reliability)}: the share of their differences that is not error.`
      : `Separation not defined: ${separation.because}.`,
    "",
  ];
}

function linesOf(
  { facets, raters, criteria, steps, mean, sd, objects, labels }: Severity,
  categories: readonly string[],
) {
  const steplines = steps.map((own, i) => {
    const of = steps.length > 1 ? ` of ${quoteName(criteria[i] ?? "")}` : "";
    return `Steps${of}: ${own.map((step, k) => `${quoteName(categories[k] ?? "")}|${quoteName(categories[k + 1] ?? "")} ${number(step)}`).join(", ")}.`;
  });
  return [
    "Many-facet Rasch model, in log odds of the higher of two neighbouring labels.",
    "",
    ...facets.flatMap((facet) => facetLines(facet, facet.name === "rater" ? raters : criteria)),
    ...steplines,
    `Outputs: mean ${number(mean)}, standard deviation ${number(sd)}, reliability ${number(objects.reliability)}. ${countOf(labels, "label")}, ${countOf(objects.value.length, "output")}, ${countOf(raters.length, "rater")}.`,
  ];
}

/** `grata severity FILE`: how severe each rater is, whichever outputs they were given. */
export async function severityOfFile(output: Output, file: string, options: FileOptions & { partialCredit?: boolean }) {
  const { frame, notes } = await frameOfFile(output, file, options, "all");
  const found = measureSeverity(frame, { partialCredit: options.partialCredit ?? false });
  if (!found.defined) return output.result({ file, severity: found, notes }, [undefinedLine(found.because)]);
  const { objects, ...model } = found.value;
  const outputs = frame.units.map((unit, i) => ({
    unit,
    value: objects.value[i],
    standardError: objects.standardError[i],
  }));
  const used = new Set(frame.code);
  const categories = frame.categories.filter((_, code) => used.has(code)).map(String);
  const severity = { ...model, categories, outputs, outputReliability: objects.reliability };
  output.result({ file, severity: { defined: true, value: severity }, notes }, linesOf(found.value, categories));
}
