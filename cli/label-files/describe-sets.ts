import { countOf, formatCount } from "@/lib/format-number";
import { keys } from "@/lib/measure/measured";
import { alignColumns } from "../output";
import type { LabelSets } from "./fold-file";
import { listNames, quoteName } from "./list-names";
import type { MeasuredOption } from "./measure-agreement";
import { describeInterval, type Measured, measuredJson, three } from "./measured";

/** That cells are read as sets, by what, and how to have it otherwise. */
export const describeSets = ({ separator, options }: LabelSets) =>
  `A cell holds a set of labels (${separator === "list" ? "a list" : `split at "${separator}"`}), the same in any order: ${countOf(options.length, "option")} (${listNames(options)}). If it holds one label, say --no-multi.`;

function estimateCell({ result }: Measured): string {
  if (!result.defined) return "-";
  const { value, interval } = result.value;
  return interval.defined ? `${three(value)} ${describeInterval(interval.value)}` : three(value);
}

/** Agreement option by option, for people. */
export function optionLines(options: readonly MeasuredOption[]): string[] {
  const [first] = options;
  if (!first) return [];
  const names = first.measured.map(({ name }) => name);
  const rows = options.map(({ option, chosen, of, measured }) => [
    ...[quoteName(option), `${formatCount(chosen)} of ${formatCount(of)}`, ...measured.map(estimateCell)],
  ]);
  const undefinedOnes = options.flatMap(({ option, measured }) =>
    measured.flatMap(({ name, result }) =>
      result.defined ? [] : [`${quoteName(option)}, ${name}: not defined: ${result.because}.`],
    ),
  );
  return [...alignColumns(["option", "chosen", ...names], rows), ...undefinedOnes];
}

/** The same for scripts: alpha on whole sets, and each option. */
export const setsJson = (measured: readonly Measured[], options: readonly MeasuredOption[]) => ({
  masi: measured.filter(({ key }) => key === keys.masi).map(measuredJson)[0] ?? null,
  options: options.map(({ option, chosen, of, measured: ofOption }) => ({
    option,
    chosen,
    of,
    coefficients: ofOption.map(measuredJson),
  })),
});
