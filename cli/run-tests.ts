import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "@/lib/refusal";
import { generateClient, scriptOf } from "./prepare-app";
import type { Steps } from "./steps.mjs";
import { findChromium, installChromium } from "./testing/find-chromium";
import { findSystemBinaries, startSystemPostgres } from "./testing/system-postgres";
import { failed, passed, sayTally, skipped, sumTallies, type Tally, withExitCode } from "./testing/tally";

const root = join(import.meta.dirname, "..");

/** Runs a tool of node_modules with its output on ours, and resolves with its exit code. */
function runTool(script: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...env },
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs a tool whose reporter leaves its counts in a file. */
async function runCounted(
  tool: string,
  script: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "grata-tally-"));
  const path = join(folder, "tally.json");
  try {
    const code = await runTool(script, args, { ...env, GRATA_TALLY: path });
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) return failed(`${tool} ended with exit code ${code} and counted nothing`);
    return withExitCode(JSON.parse(text), code, tool);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const vitest = (args: string[], env: Record<string, string> = {}) =>
  runCounted(
    "vitest",
    scriptOf("vitest", "vitest.mjs"),
    ["run", "--reporter=default", "--reporter=./cli/testing/vitest-reporter.ts", ...args],
    env,
  );

async function checkTypes(): Promise<Tally> {
  // Next's own types of routes and pages are made first; they are not in git.
  const generated = await runTool(scriptOf("next", "dist/bin/next"), ["typegen"]);
  const code = generated === 0 ? await runTool(scriptOf("typescript", "bin/tsc"), ["--noEmit"]) : generated;
  return code === 0 ? passed : failed("Failed: types");
}

async function checkStyle(): Promise<Tally> {
  const biome = await runTool(scriptOf("@biomejs/biome", "bin/biome"), ["check", "--error-on-warnings", "."]);
  const knip = await runTool(scriptOf("knip", "bin/knip.js"), []);
  return biome === 0 && knip === 0 ? passed : failed("Failed: lint");
}

/** Tests that start an embedded cluster of their own: on the system's PostgreSQL they would say nothing new. */
const ownClusters = ["lib/db/embedded/**", "cli/soak/**", "cli/grata.db.test.ts"];

async function testOnSystemPostgres(args: string[]): Promise<Tally> {
  const binaries = findSystemBinaries();
  if (!binaries) return skipped("integration on the system's PostgreSQL (pg_config names no server's programs)");
  const server = await startSystemPostgres(binaries);
  console.log(server.version);
  try {
    const excluded = ownClusters.flatMap((files) => ["--exclude", files]);
    return await vitest(["--project", "integration", ...excluded, ...args], { TEST_DATABASE_URL: server.url });
  } finally {
    await server.stop();
  }
}

async function testInBrowser(args: string[]): Promise<Tally> {
  if (!findChromium()) installChromium();
  const chromium = findChromium();
  if (!chromium)
    return failed(
      "Failed: e2e (there is no Chromium and none could be installed: install one and set CHROMIUM_PATH to it)",
    );
  return runCounted("playwright", scriptOf("@playwright/test", "cli.js"), ["test", ...args], {
    CHROMIUM_PATH: chromium,
  });
}

const stages: Record<string, (args: string[]) => Promise<Tally>> = {
  types: checkTypes,
  lint: checkStyle,
  unit: (args) => vitest(["--project", "unit", ...args]),
  integration: (args) => vitest(["--project", "integration", ...args]),
  "integration-system": testOnSystemPostgres,
  e2e: testInBrowser,
};

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
  const chosen = Object.entries(stages).filter(([stage]) => name === undefined || stage === name);
  const summaries: string[] = [];
  const tallies: Tally[] = [];
  for (const [stage, run] of chosen) {
    console.log(`\n=== ${stage}`);
    const startedAt = Date.now();
    const tally = await run(args).catch(sayCrash);
    tallies.push(tally);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
    summaries.push(`${stage}: ${sayTally(tally)} (${seconds} s)`, ...tally.remarks.map((remark) => `  ${remark}`));
  }
  const total = sumTallies(tallies);
  if (total.skipped > 0 && !existsSync(join(root, "../shared/data")))
    summaries.push("Tests on public data were skipped: ../shared/data is not beside the project.");
  console.log(`\n${summaries.join("\n")}\n\n${sayTally(total)}`);
  return total.failed === 0 ? 0 : 1;
}

function sayCrash(error: Error): Tally {
  console.error(error instanceof Refusal ? error.message : error);
  return failed(`Failed: ${error.message}`);
}
