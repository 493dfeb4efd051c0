import { dirname, join } from "node:path";
import { createVitest } from "vitest/node";
import type { Mutant } from "./list-mutants";

/*
 * Tries mutants of one file, one after the other, on a Vitest that stays: loading it anew took most of the time of a mutant.
 * Which tests have failed is said to the process above, that ends this one where a mutant never comes to an end.
 */

/** What is tried: all tests of a project that load the file, or those named. */
export type Trial = { path: string; project: string; tests: string[]; mutants: (Mutant | null)[] };

const root = join(import.meta.dirname, "..", "..");

const { path, project, tests, mutants }: Trial = JSON.parse(process.argv[2] ?? "");

// The plugin of vitest.config.ts is there where a mutant may come.
process.env.GRATA_MUTANT = "null";

const vitest = await createVitest("test", {
  root,
  project: [project],
  watch: false,
  related: tests.length > 0 ? undefined : [join(root, path)],
  bail: 1,
  reporters: [{}],
  silent: true,
});

const specifications = await vitest.getRelevantTestSpecifications(tests);

/** What lies beside the file notices most: the rest is asked only where that notices nothing. */
const isBeside = ({ moduleId }: { moduleId: string }) => dirname(moduleId) === dirname(join(root, path));
const turns = [specifications.filter(isBeside), specifications.filter((own) => !isBeside(own))].filter(
  (turn) => turn.length > 0,
);

/** Whether all tests pass with this change; true where there are none. */
async function testsPass(mutant: Mutant | null): Promise<boolean> {
  process.env.GRATA_MUTANT = JSON.stringify(mutant && { path, ...mutant });
  vitest.invalidateFile(join(root, path));
  for (const turn of turns) {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(turn);
    if (unhandledErrors.length > 0 || !testModules.every((module) => module.ok())) return false;
  }
  return true;
}

for (const [place, mutant] of mutants.entries())
  process.send?.({
    place,
    tests: specifications.length,
    passes: specifications.length === 0 || (await testsPass(mutant)),
  });
await vitest.close();
process.exit(0);
