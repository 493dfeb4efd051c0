import { printSeverity } from "@/lib/analysis/models/print-severity";
import { measureSeverity } from "@/lib/measure/models/severity";
import { type Output, printedLines } from "../output";
import type { FileOptions } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";

/** `grata severity FILE`: how severe each rater is, whichever outputs they were given. */
export async function severityOfFile(output: Output, file: string, options: FileOptions & { partialCredit?: boolean }) {
  const { frame, notes } = await frameOfFile(output, file, options, "all");
  const found = measureSeverity(frame, { partialCredit: options.partialCredit ?? false });
  const lines = printedLines(printSeverity(found));
  if (!found.defined) return output.result({ file, severity: found, notes }, lines);
  const { objects, ...model } = found.value;
  const outputs = frame.units.map((unit, i) => ({
    unit,
    value: objects.value[i],
    standardError: objects.standardError[i],
  }));
  const severity = { ...model, outputs, outputReliability: objects.reliability };
  output.result({ file, severity: { defined: true, value: severity }, notes }, lines);
}
