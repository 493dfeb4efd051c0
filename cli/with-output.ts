import type { Command } from "commander";
import { sayFailure } from "@/lib/failure";
import { Refusal } from "@/lib/refusal";
import { sayUnwritable } from "@/lib/unwritable";
import { makeOutput, type Output } from "./output";
import { UsageError } from "./usage-error";

/** Prints a `Refusal`, or why a file cannot be used, and sets the exit code it ends with; throws everything else on. */
export function reportRefusal(output: Output, error: unknown) {
  const sentence = error instanceof Refusal ? error.message : (sayUnwritable(error) ?? sayFailure(error));
  if (sentence === null) throw error;
  output.warn(sentence);
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
