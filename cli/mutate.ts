import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { listMutants, type Mutant } from "./mutate/list-mutants";
import { runTrial } from "./mutate/run-trial";
import { takeSample } from "./mutate/take-sample";

/*
 * Which changes of a file do its tests not notice? `npm run mutate -- FILE... [--tests PATH] [--most NUMBER] [--seed NUMBER]
 * [--project unit|integration]`
 * changes one place at a time (a boundary, a comparison, a sign, a number), runs the unit tests that load the file and then,
 * where they notice nothing, the database tests of its room, and lists what survives. Of a file with more than `--most`
 * places a sample is drawn, the same for the same seed.
 */

const root = join(import.meta.dirname, "..");

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    tests: { type: "string", multiple: true, default: [] },
    most: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    project: { type: "string", multiple: true, default: ["unit", "integration"] },
  },
});

/** The room that a file is in: its tests with a database are those that may say something of it. */
const roomOf = (path: string) => path.split("/").slice(0, 2).join("/");

const words = ({ line, before, after }: Mutant, text: string) =>
  `line ${line}: ${before} -> ${after === "" ? "(nothing)" : after}   ${text.split("\n")[line - 1]?.trim() ?? ""}`;

/** The mutants with which all tests of a project pass; the file as it is has to pass first. */
async function listSurvivors(path: string, project: string, tests: string[], mutants: Mutant[]): Promise<Mutant[]> {
  if (mutants.length === 0) return [];
  const [asItIs, ...passes] = await runTrial({ path, project, tests, mutants: [null, ...mutants] });
  if (!asItIs) throw new Error(`${path}: its ${project} tests fail as it is, so that they say nothing of changes.`);
  return mutants.filter((_, place) => passes[place]);
}

async function mutateFile(given: string): Promise<{ tried: number; survived: number }> {
  const path = relative(root, join(process.cwd(), given)).split(sep).join("/");
  const text = readFileSync(join(root, path), "utf8");
  const mutants = takeSample(listMutants(text), Number(values.most), Number(values.seed));
  let survivors = mutants;
  for (const project of values.project) {
    const isOfProject = (test: string) => test.includes(".db.test.") === (project === "integration");
    const named = values.tests.filter(isOfProject);
    const tests = named.length === 0 && project === "integration" ? [roomOf(path)] : named;
    survivors = await listSurvivors(path, project, tests, survivors);
  }
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
