import { basename, dirname, join } from "node:path";
import { createVitest, type TestSpecification } from "vitest/node";
import type { Mutant } from "./list-mutants";

/*
 * Tries mutants, one after the other, on a Vitest that stays: loading it anew took most of the time of a mutant. Which tests have
 * failed is said to the process above, that ends this one where a mutant never comes to an end.
 */

/** A change of a file, or none: the file as it is. */
export type Try = { path: string; mutant: Mutant | null };

/** What is tried with all tests of a project that load the file, or with those named. */
export type Trial = { project: string; tests: string[]; tries: Try[] };

const root = join(import.meta.dirname, "..", "..");

const { project, tests, tries }: Trial = JSON.parse(process.argv[2] ?? "");

// The plugin of vitest.config.ts is there where a mutant may come.
process.env.GRATA_MUTANT = "null";

const vitest = await createVitest("test", {
  root,
  project: [project],
  watch: false,
  maxWorkers: 1,
  // A busy machine must not pass for a test that notices something.
  testTimeout: 60_000,
  bail: 1,
  reporters: [{}],
  silent: true,
});

/** What bears the file's name notices most, then what lies beside it: the rest is asked only where these notice nothing. */
function distanceOf({ moduleId }: TestSpecification, path: string): number {
  if (dirname(moduleId) !== dirname(join(root, path))) return 2;
  return basename(moduleId).startsWith(`${basename(path).replace(/\.tsx?$/, "")}.`) ? 0 : 1;
}

async function listTurns(path: string): Promise<TestSpecification[][]> {
  vitest.config.related = tests.length > 0 ? undefined : [join(root, path)];
  const specifications = await vitest.getRelevantTestSpecifications(tests);
  return [0, 1, 2]
    .map((distance) => specifications.filter((own) => distanceOf(own, path) === distance))
    .filter((turn) => turn.length > 0);
}

/** Whether all tests pass with this change; true where there are none. */
async function testsPass({ path, mutant }: Try, turns: readonly TestSpecification[][]): Promise<boolean> {
  process.env.GRATA_MUTANT = JSON.stringify(mutant && { path, ...mutant });
  vitest.invalidateFile(join(root, path));
  for (const turn of turns) {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(turn);
    if (unhandledErrors.length > 0 || !testModules.every((module) => module.ok())) return false;
  }
  return true;
}

let [known, turns]: [string, TestSpecification[][]] = ["", []];
for (const own of tries) {
  if (own.path !== known) {
    // What was changed before is as it was.
    if (known !== "") vitest.invalidateFile(join(root, known));
    [known, turns] = [own.path, await listTurns(own.path)];
  }
  process.send?.(await testsPass(own, turns));
}
await vitest.close();
process.exit(0);
