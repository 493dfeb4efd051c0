import { writeFileSync } from "node:fs";
import type { FullConfig, Reporter, Suite, TestCase, TestError } from "@playwright/test/reporter";
import type { Tally } from "./tally";

const remarkOf = (test: TestCase) => test.titlePath().filter(Boolean).join(" > ");

/** Counts for `npm test`, written to the file that GRATA_TALLY names. What never ran because something broke counts as failed. */
export default class TallyReporter implements Reporter {
  private tests: TestCase[] = [];
  private errors: TestError[] = [];

  onBegin(_config: FullConfig, suite: Suite) {
    this.tests = suite.allTests();
  }

  onError(error: TestError) {
    this.errors.push(error);
  }

  onEnd() {
    const path = process.env.GRATA_TALLY;
    if (path) writeFileSync(path, JSON.stringify(this.count()));
  }

  private count(): Tally {
    const tally: Tally = { passed: 0, failed: 0, skipped: 0, remarks: [] };
    for (const test of this.tests) {
      const reason = test.annotations.find(({ type }) => type === "skip" || type === "fixme");
      if (test.outcome() === "skipped" && reason) {
        tally.skipped += 1;
        tally.remarks.push(`Skipped: ${remarkOf(test)}${reason.description ? ` (${reason.description})` : ""}`);
      } else if (test.outcome() === "expected" || test.outcome() === "flaky") {
        tally.passed += 1;
        if (test.outcome() === "flaky") tally.remarks.push(`Passed at the second attempt: ${remarkOf(test)}`);
      } else {
        tally.failed += 1;
        tally.remarks.push(`Failed: ${remarkOf(test)}${test.results.length === 0 ? " (never ran)" : ""}`);
      }
    }
    tally.failed += this.errors.length;
    for (const { message = "" } of this.errors) tally.remarks.push(`Failed: ${message.split("\n")[0]}`);
    return tally;
  }
}
