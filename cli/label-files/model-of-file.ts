import { printConditions } from "@/lib/analysis/models/print-conditions";
import { measureConditions } from "@/lib/measure/models/condition-model";
import { type Output, printedLines } from "../output";
import { UsageError } from "../usage-error";
import type { FileOptions } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";

export type ModelOptions = FileOptions & { positive?: string; baseline?: string };

/** `grata model FILE`: how conditions differ, with outputs, prompts and raters as random intercepts. */
export async function modelOfFile(output: Output, file: string, { positive, baseline, ...options }: ModelOptions) {
  const { frame, scale, notes } = await frameOfFile(output, file, options, "part");
  const counted = positive === undefined ? undefined : frame.categories.find((own) => String(own) === positive.trim());
  if (positive !== undefined && counted === undefined)
    throw new UsageError(`--positive ${positive}: no label is called that.`);
  if (baseline !== undefined && !frame.parts.includes(baseline.trim()))
    throw new UsageError(`--baseline ${baseline}: the column ${options.by ?? "that --by names"} has no such value.`);
  const model = measureConditions(frame, { level: scale.level, positive: counted, baseline: baseline?.trim() });
  output.result({ file, level: scale.level, model, notes }, printedLines(printConditions(model)));
}
