import { printDependability } from "@/lib/analysis/models/print-dependability";
import { measureDependability } from "@/lib/measure/models/dependability";
import { type Output, printedLines } from "../output";
import { UsageError } from "../usage-error";
import { type FileOptions, readSeed } from "./agreement-of-file";
import { frameOfFile } from "./frame-of-file";

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
  output.result({ file, seed, study, notes }, printedLines(printDependability(study)));
}
