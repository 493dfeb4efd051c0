import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { type Equivalent, lineOf, names, readEquivalents } from "./mutate/equivalent-mutants";
import { listMutants, type Mutant } from "./mutate/list-mutants";
import { listSources } from "./mutate/list-sources";
import { runTrial } from "./mutate/run-trial";
import { takeSample } from "./mutate/take-sample";

/*
 * Which changes of a file do its tests not notice? `npm run mutate -- FILE|FOLDER... [--tests PATH] [--most NUMBER] [--seed NUMBER]
 * [--project unit|integration]`
 * changes one place at a time (a boundary, a comparison, a sign, a number), runs the unit tests that load the file and then,
 * where they notice nothing, the database tests of its room, and lists what survives. What no test can notice is listed with its
 * reason in cli/mutate/equivalent-mutants.json and not counted; an entry that a test does notice is named. Of a file with more than
 * `--most` places a sample is drawn, the same for the same seed.
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

type Source = { path: string; text: string; mutants: Mutant[] };
type Own = { source: Source; mutant: Mutant };

const sources = positionals
  .map((given) => relative(root, join(process.cwd(), given)).split(sep).join("/"))
  .flatMap((given) => listSources(root, given))
  .map((path): Source => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, text, mutants: takeSample(listMutants(text), Number(values.most), Number(values.seed)) };
  });

/** The room that a file is in: its tests with a database are those that may say something of it. */
const roomOf = (path: string) => path.split("/").slice(0, 2).join("/");

const equivalents = readEquivalents();
const findEntry = ({ source, mutant }: Own): Equivalent | undefined =>
  equivalents.find((entry) => names(entry, source, mutant));

const words = ({ source: { path, text }, mutant }: Own) =>
  `${path}:${mutant.line}: ${mutant.before} -> ${mutant.after === "" ? "(nothing)" : mutant.after}   ${lineOf(mutant, text)}`;

/** Files whose tests fail as they are, so that they say nothing of changes. */
const untried = new Set<string>();

/** The mutants with which all tests of a project pass; a file whose tests fail as it is is not tried. */
async function listSurvivors(project: string, tests: string[], mutants: readonly Own[]): Promise<Own[]> {
  const paths = [...new Set(mutants.map(({ source }) => source.path))];
  const tries = paths.flatMap((path): { path: string; own: Own | null }[] => {
    const own = mutants.filter(({ source }) => source.path === path);
    return [{ path, own: null }, ...own.map((each) => ({ path, own: each }))];
  });
  const survivors: Own[] = [];
  const given = tries.map(({ path, own }) => ({ path, mutant: own?.mutant ?? null }));
  await runTrial({ project, tests, tries: given }, (place, passes) => {
    const { path = "", own = null } = tries[place] ?? {};
    if (own === null && !passes) untried.add(path);
    if (own === null || !passes) return;
    survivors.push(own);
    console.error(`passes ${project}: ${words(own)}`);
  });
  return survivors;
}

async function tryProject(project: string, mutants: readonly Own[]): Promise<Own[]> {
  const isOfProject = (test: string) => test.includes(".db.test.") === (project === "integration");
  const named = values.tests.filter(isOfProject);
  if (project !== "integration" || named.length > 0) return listSurvivors(project, named, mutants);
  const rooms = [...new Set(mutants.map(({ source }) => roomOf(source.path)))];
  const survivors: Own[] = [];
  for (const room of rooms) {
    const own = mutants.filter(({ source }) => roomOf(source.path) === room);
    survivors.push(...(await listSurvivors(project, [room], own)));
  }
  return survivors;
}

const all = sources.flatMap((source) => source.mutants.map((mutant): Own => ({ source, mutant })));
let survivors = all;
for (const project of values.project) survivors = await tryProject(project, survivors);

const isTried = ({ source: { path } }: Own) => !untried.has(path);
const listed = all.filter((own) => isTried(own) && findEntry(own) !== undefined);
const unnamed = survivors.filter((own) => isTried(own) && findEntry(own) === undefined);
for (const { path, mutants } of sources) {
  const survive = unnamed.filter(({ source }) => source.path === path);
  if (untried.has(path)) console.info(`${path}: not tried, its tests fail as it is`);
  else if (mutants.length > 0) console.info(`${path}: ${mutants.length - survive.length} of ${mutants.length}`);
  for (const own of survive) console.info(`  survives, ${words(own)}`);
}
for (const own of listed.filter((each) => !survivors.includes(each)))
  console.info(`a test notices what is listed as noticed by none, ${words(own)}`);
const tried = all.filter(isTried).length - listed.length;
const killed = tried - unnamed.length;
const share = tried > 0 ? ` (${((100 * killed) / tried).toFixed(1)} %)` : "";
console.info(`${killed} of ${tried} mutants killed${share}, ${listed.length} that no test can notice`);
process.exitCode = unnamed.length + untried.size > 0 ? 1 : 0;
