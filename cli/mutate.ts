import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { listMutants, type Mutant } from "./mutate/list-mutants";

/*
 * Which changes of a file do its unit tests not notice? `npm run mutate -- FILE... [--tests PATH] [--most NUMBER]` changes one
 * place at a time (a boundary, a comparison, a sign, a number), runs the tests that load the file, and lists what survives.
 */

const root = join(import.meta.dirname, "..");

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: "string", multiple: true }, most: { type: "string", default: "1000" } },
});

/** Whether the tests pass: all that load the file, or those named. */
function testsPass(path: string, mutant: Mutant | null): Promise<boolean> {
  const which = values.tests ? ["run", ...values.tests] : ["related", path, "--run"];
  const { start = 0, before = "", after = "" } = mutant ?? {};
  const given = { path, start, before, after };
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, "node_modules/vitest/vitest.mjs"), ...which, "--project", "unit", "--bail=1", "--reporter=dot"],
      { cwd: root, stdio: "ignore", env: { ...process.env, GRATA_MUTANT: JSON.stringify(given) } },
    );
    child.once("error", reject);
    child.once("exit", (code) => resolve(code === 0));
  });
}

const words = ({ line, before, after }: Mutant, text: string) =>
  `line ${line}: ${before} -> ${after === "" ? "(nothing)" : after}   ${text.split("\n")[line - 1]?.trim() ?? ""}`;

async function mutateFile(given: string): Promise<{ tried: number; survived: number }> {
  const path = relative(root, join(process.cwd(), given)).split(sep).join("/");
  const text = readFileSync(join(root, path), "utf8");
  if (!(await testsPass(path, null)))
    throw new Error(`${path}: its tests fail as it is, so that they say nothing of changes.`);
  const mutants = listMutants(text).slice(0, Number(values.most));
  const survivors: Mutant[] = [];
  for (const mutant of mutants) if (await testsPass(path, mutant)) survivors.push(mutant);
  console.info(`${path}: ${mutants.length - survivors.length} of ${mutants.length} killed`);
  for (const mutant of survivors) console.info(`  survives, ${words(mutant, text)}`);
  return { tried: mutants.length, survived: survivors.length };
}

let [tried, survived] = [0, 0];
for (const path of positionals) {
  const own = await mutateFile(path);
  tried += own.tried;
  survived += own.survived;
}
console.info(
  `${tried - survived} of ${tried} mutants killed${tried > 0 ? ` (${Math.round((100 * (tried - survived)) / tried)} %)` : ""}`,
);
process.exitCode = survived > 0 ? 1 : 0;
