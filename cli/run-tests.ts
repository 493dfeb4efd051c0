import { spawn } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Refusal } from "@/lib/refusal";
import { generateClient, scriptOf } from "./prepare-app";
import type { Steps } from "./steps.mjs";
import { findChromium, installChromium } from "./testing/find-chromium";
import { findSystemBinaries, startSystemPostgres } from "./testing/system-postgres";
import { failed, passed, sayTally, skipped, sumTallies, type Tally, withExitCode } from "./testing/tally";

const root = join(import.meta.dirname, "..");

/** What a tool says goes to our own output, or into a file that is shown once the stage that runs beside it is over. */
type Output = "inherit" | number;

type Run = { args: string[]; env?: Record<string, string>; output?: Output };

/** Runs a tool of node_modules and resolves with its exit code. */
function runTool(script: string, { args, env = {}, output = "inherit" }: Run): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ["inherit", output, output],
      env: { ...process.env, ...env },
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs a tool whose reporter leaves its counts in a file. */
async function runCounted(tool: string, script: string, run: Run): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "grata-tally-"));
  const path = join(folder, "tally.json");
  try {
    const code = await runTool(script, { ...run, env: { ...run.env, GRATA_TALLY: path } });
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) return failed(`${tool} ended with exit code ${code} and counted nothing`);
    return withExitCode(JSON.parse(text), code, tool);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const vitest = ({ args, ...run }: Run) =>
  runCounted("vitest", scriptOf("vitest", "vitest.mjs"), {
    ...run,
    args: ["run", "--reporter=default", "--reporter=./cli/testing/vitest-reporter.ts", ...args],
  });

async function checkTypes(): Promise<Tally> {
  // Next's own types of routes and pages are made first; they are not in git.
  const generated = await runTool(scriptOf("next", "dist/bin/next"), { args: ["typegen"] });
  const code =
    generated === 0
      ? await runTool(scriptOf("typescript", "bin/tsc"), { args: ["-b", "tsconfig.strict.json"] })
      : generated;
  return code === 0 ? passed : failed("Failed: types");
}

async function checkStyle(): Promise<Tally> {
  const biome = await runTool(scriptOf("@biomejs/biome", "bin/biome"), {
    args: ["check", "--error-on-warnings", "."],
  });
  const knip = await runTool(scriptOf("knip", "bin/knip.js"), { args: [] });
  return biome === 0 && knip === 0 ? passed : failed("Failed: lint");
}

/** What reads files and computes: whichever server held the rows in between, the embedded one has shown it. */
const sameOnAnyServer = [
  "lib/analysis/published-figures.db.test.ts",
  "lib/imports/public-files.db.test.ts",
  "lib/imports/gold-figures.db.test.ts",
  "cli/study-figures/one-engine.db.test.ts",
  "cli/shared-inputs/shared-inputs.db.test.ts",
  "app/api/studies/**/imports/routes.db.test.ts",
];

async function testOnSystemPostgres({ args, output }: Run): Promise<Tally> {
  const binaries = findSystemBinaries();
  if (!binaries) return skipped("integration on the system's PostgreSQL (pg_config names no server's programs)");
  const server = await startSystemPostgres(binaries);
  try {
    const tally = await vitest({
      args: ["--project", "integration", ...sameOnAnyServer.flatMap((path) => ["--exclude", path]), ...args],
      env: { TEST_DATABASE_URL: server.url },
      output,
    });
    return { ...tally, remarks: [`on ${server.version}`, ...tally.remarks] };
  } finally {
    await server.stop();
  }
}

async function testInBrowser({ args }: Run): Promise<Tally> {
  if (!findChromium()) installChromium();
  const chromium = findChromium();
  if (!chromium)
    return failed(
      "Failed: e2e (there is no Chromium and none could be installed: install one and set CHROMIUM_PATH to it)",
    );
  return runCounted("playwright", scriptOf("@playwright/test", "cli.js"), {
    args: ["test", ...args],
    env: { CHROMIUM_PATH: chromium },
  });
}

const stages: Record<string, (run: Run) => Promise<Tally>> = {
  types: checkTypes,
  lint: checkStyle,
  unit: ({ args }) => vitest({ args: ["--project", "unit", "--project", "long", ...args] }),
  integration: ({ args }) => vitest({ args: ["--project", "integration", ...args] }),
  servers: ({ args, output }) => vitest({ args: ["--project", "servers", ...args], output }),
  "integration-system": testOnSystemPostgres,
  e2e: testInBrowser,
};

/** Each row runs once the row before is over. What stands in one row knows nothing of each other, and waits a good part of its time. */
const rows = [["types"], ["lint"], ["unit"], ["integration", "integration-system", "servers"], ["e2e"]];

type Ended = { tally: Tally; summary: string[] };

async function runStage(stage: string, run: Run): Promise<Ended> {
  const startedAt = Date.now();
  const tally = await (stages[stage]?.(run) ?? Promise.reject(new Error(`no stage "${stage}"`))).catch(sayCrash);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
  return {
    tally,
    summary: [`${stage}: ${sayTally(tally)} (${seconds} s)`, ...tally.remarks.map((remark) => `  ${remark}`)],
  };
}

/** Runs a stage whose output would get mixed up with its neighbour's: it is shown when both are over. */
async function runQuietly(stage: string, args: string[]): Promise<Ended & { show: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "grata-stage-"));
  const path = join(folder, "output.txt");
  const file = await open(path, "w");
  const ended = await runStage(stage, { args, output: file.fd });
  await file.close();
  const show = async () => {
    console.log(`\n=== ${stage}`);
    await pipeline(createReadStream(path), process.stdout, { end: false });
    await rm(folder, { recursive: true });
  };
  return { ...ended, show };
}

async function runRow([first, ...beside]: string[], args: string[]): Promise<Ended[]> {
  if (first === undefined) return [];
  console.log(`\n=== ${first}${beside.length > 0 ? ` (and, shown after it, ${beside.join(", ")})` : ""}`);
  const [ended, ...others] = await Promise.all([
    runStage(first, { args }),
    ...beside.map((stage) => runQuietly(stage, args)),
  ]);
  for (const other of others) await other.show();
  return [ended, ...others];
}

/**
 * `npm test`: every stage, even when one fails, or the one that is named; what follows the name goes to its tool. Resolves with the
 * exit code, having printed `N passed, N failed` as the last line.
 */
export async function runTests([name, ...args]: string[], steps: Steps): Promise<number> {
  if (name !== undefined && !(name in stages)) {
    steps.announce(`There is no stage "${name}": name one of ${Object.keys(stages).join(", ")}, or none for all.`);
    return 2;
  }
  await generateClient(root, steps);
  const ended: Ended[] = [];
  for (const row of name === undefined ? rows : [[name]]) ended.push(...(await runRow(row, args)));
  const total = sumTallies(ended.map(({ tally }) => tally));
  const summaries = ended.flatMap(({ summary }) => summary);
  if (total.skipped > 0 && !existsSync(join(root, "../shared/data")))
    summaries.push("Tests on public data were skipped: ../shared/data is not beside the project.");
  console.log(`\n${summaries.join("\n")}\n\n${sayTally(total)}`);
  return total.failed === 0 ? 0 : 1;
}

function sayCrash(error: Error): Tally {
  console.error(error instanceof Refusal ? error.message : error);
  return failed(`Failed: ${error.message}`);
}
