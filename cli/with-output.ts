import type { Command } from "commander";
import { Refusal } from "@/lib/refusal";
import { makeOutput, type Output } from "./output";
import { UsageError } from "./usage-error";

/** Prints a `Refusal` and sets the exit code it ends with; throws everything else on. */
export function reportRefusal(output: Output, error: unknown) {
  if (!(error instanceof Refusal)) throw error;
  output.warn(error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

/** Makes a commander action of `work` that needs no database: files in, figures out. A `Refusal` is printed. */
export function withOutput<Passed extends unknown[]>(work: (output: Output, ...passed: Passed) => Promise<void>) {
  return async (...passed: [...Passed, Command]) => {
    const command = passed.at(-1) as Command;
    const output = makeOutput(command.optsWithGlobals());
    try {
      await work(output, ...(passed.slice(0, -1) as Passed));
    } catch (error) {
      reportRefusal(output, error);
    }
  };
}
