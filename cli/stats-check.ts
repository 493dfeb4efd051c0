import { fixtureFile } from "./stats-check/layout";
import { readJsonFile } from "./stats-check/read-json-file";
import { type CheckOutcome, runChecks } from "./stats-check/run-checks";

const show = (value: unknown) => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
};

function describe({ id, statistic, options, outcome }: CheckOutcome): string[] {
  if (outcome.kind === "skipped") return [`SKIP ${id} ${statistic} ${show(options)}: ${outcome.because}`];
  if (outcome.kind !== "failed") return [];
  const [first] = outcome.differences;
  const more = outcome.differences.length > 1 ? ` (and ${outcome.differences.length - 1} more)` : "";
  const where = `FAIL ${id} ${statistic} ${show(options)} ${first?.path}`;
  return [`${where}: expected ${show(first?.expected)}, got ${show(first?.got)}${more}`];
}

/** How often each reason occurs, most frequent first. */
function tally(reasons: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => `  ${count} x ${reason}`);
}

function main(file: string | undefined): number {
  if (!file) {
    console.error("Name a file of reference values: npm run -s stats:check -- FILE");
    return 2;
  }
  const read = readJsonFile(file);
  if ("because" in read) {
    console.error(read.because);
    return 2;
  }
  const parsed = fixtureFile.safeParse(read.json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.length ? issue.path.join(".") : "it";
    console.error(`${file}: ${where} has not the layout of reference values: ${issue?.message}`);
    return 2;
  }
  if (parsed.data.every(({ checks }) => checks.length === 0)) {
    console.error(`${file}: there is no check in it`);
    return 2;
  }
  const outcomes = runChecks(parsed.data);
  const count = (kind: string) => outcomes.filter(({ outcome }) => outcome.kind === kind).length;
  const byKind = (kind: string) => outcomes.filter(({ outcome }) => outcome.kind === kind).flatMap(describe);
  for (const line of [...byKind("skipped"), ...byKind("failed")]) console.log(line);
  const passedOver = outcomes.flatMap(({ statistic, outcome }) =>
    outcome.kind === "passed"
      ? Object.entries(outcome.notCompared).map(([key, because]) => `${statistic}.${key}: ${because}`)
      : [],
  );
  if (passedOver.length > 0)
    console.log(["Values within passed checks that were not compared:", ...tally(passedOver)].join("\n"));
  console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
  return count("failed") > 0 ? 1 : 0;
}

process.exitCode = main(process.argv[2]);
