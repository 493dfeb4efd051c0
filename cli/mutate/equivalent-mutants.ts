import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "./list-mutants";

/** A change that no test can notice, because nothing that anybody sees turns on it. */
export type Equivalent = {
  path: string;
  /** The line it is in, without what stands before and after it, so that it is found where lines have moved. */
  line: string;
  before: string;
  after: string;
  because: string;
};

export const readEquivalents = (): Equivalent[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, "equivalent-mutants.json"), "utf8"));

export const lineOf = ({ line }: Mutant, text: string): string => text.split("\n")[line - 1]?.trim() ?? "";

/** Whether an entry names this mutant of a file. An entry names every place of its line where the same is put for the same. */
export const names = (entry: Equivalent, { path, text }: { path: string; text: string }, mutant: Mutant): boolean =>
  entry.path === path &&
  entry.before === mutant.before &&
  entry.after === mutant.after &&
  entry.line === lineOf(mutant, text);
