import {
  describeIntervals,
  describeJackknifed,
  describeRule,
  describeTally,
  describeUndefined,
} from "@/lib/analysis/agreement/describe";
import type { AgreementFigures } from "@/lib/analysis/agreement/figures";
import { listCoefficients } from "@/lib/analysis/agreement/list-coefficients";
import type { Printed } from "@/lib/analysis/analysis";
import { sayPeople } from "@/lib/analysis/say-people";
import { describeLeftOut } from "@/lib/counting/headline";
import { countOf, formatCount, formatEstimate, formatInterval, formatNumber } from "@/lib/format-number";

const row = ({ label, estimate, on, isPercent }: ReturnType<typeof listCoefficients>[number]): string[] => {
  if (!estimate.defined) return [label, "", "", `not defined: ${estimate.because}`];
  const format = isPercent ? "percent" : "coefficient";
  const { value, interval } = estimate.value;
  const [said, on95] = interval.defined
    ? [formatInterval(interval.value, format), on]
    : ["none", `${on}; no interval: ${interval.because}`];
  return [label, formatNumber(value, format), said, on95];
};

/** Alpha of each option, where an answer is a set of them. */
function printOptions({ options }: AgreementFigures): Printed[] {
  if (options.length === 0) return [];
  const rows = options.map(({ label, chosen, of, measured }) => [
    label,
    `${formatCount(chosen)} of ${formatCount(of)}`,
    ...measured.map(({ estimate }) => (estimate.defined ? formatEstimate(estimate.value, "coefficient") : "-")),
  ]);
  const names = options[0]?.measured.map(({ name }) => name) ?? [];
  return ["", { columns: ["option", "chosen", ...names], rows }, ""];
}

/** What the agreement page says of a question, without its pairs and people. */
export function printAgreement(figures: AgreementFigures): Printed[] {
  const { counts, rule, leftOut, tally, over } = figures;
  const coefficients = listCoefficients(figures);
  const imported = counts.imported > 0 ? ` (${counts.imported.toLocaleString("en")} from files)` : "";
  const n = [
    countOf(counts.items, "item"),
    sayPeople(counts),
    `${countOf(counts.labels, "label")}${imported}`,
    countOf(counts.pairs, "unordered pair"),
    countOf(counts.skips, "skip"),
  ];
  const noValues = describeTally(tally);
  return [
    { columns: ["coefficient", "value", "95 %", "on"], rows: coefficients.map(row) },
    ...printOptions(figures),
    `${n.join(", ")}. ${describeRule(rule)} ${describeLeftOut(leftOut)}${noValues === "" ? "" : ` No values: ${noValues}.`}`,
    [`${describeIntervals(over)}.`, describeJackknifed(coefficients), describeUndefined(coefficients, over)]
      .filter((words) => words !== "")
      .join(" "),
  ];
}
