import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { Tally } from "./tally";

/** Counts for `npm test`, written to the file that GRATA_TALLY names. Files that cannot be loaded count as failed. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]) {
    const path = process.env.GRATA_TALLY;
    if (!path) return;
    const tally: Tally = { passed: 0, failed: 0, skipped: 0, remarks: [] };
    for (const module of modules) countModule(module, tally);
    if (unhandledErrors.length > 0) {
      tally.failed += 1;
      tally.remarks.push(`Failed: ${unhandledErrors.length} errors outside of any test`);
    }
    writeFileSync(path, JSON.stringify(tally));
  }
}

function countModule(module: TestModule, tally: Tally) {
  if (module.errors().length > 0) {
    tally.failed += 1;
    tally.remarks.push(`Failed: ${module.relativeModuleId} could not be run`);
  }
  for (const test of module.children.allTests()) countTest(test, module.relativeModuleId, tally);
}

function countTest(test: TestCase, file: string, tally: Tally) {
  const result = test.result();
  if (result.state === "passed") {
    tally.passed += 1;
    if (test.diagnostic()?.flaky) tally.remarks.push(`Passed at the second attempt: ${file} > ${test.fullName}`);
  } else if (result.state === "failed") {
    tally.failed += 1;
    tally.remarks.push(`Failed: ${file} > ${test.fullName}`);
  } else {
    tally.skipped += 1;
    const note = result.state === "skipped" ? result.note : undefined;
    tally.remarks.push(`Skipped: ${file} > ${test.fullName}${note ? ` (${note})` : ""}`);
  }
}
