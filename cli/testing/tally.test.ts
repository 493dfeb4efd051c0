import { expect, test } from "vitest";
import { failed, passed, sayTally, skipped, sumTallies, withExitCode } from "./tally";

test("says skipped only when something was", () => {
  expect(sayTally(sumTallies([passed, passed, failed("x")]))).toBe("2 passed, 1 failed");
  expect(sayTally(sumTallies([passed, skipped("no data")]))).toBe("1 passed, 0 failed, 1 skipped");
});

test("a tool that dies without a failed test counts as a failure", () => {
  expect(withExitCode(passed, 1, "vitest")).toMatchObject({
    passed: 1,
    failed: 1,
    remarks: ["vitest ended with exit code 1"],
  });
  expect(withExitCode(failed("a test"), 1, "vitest").failed).toBe(1);
  expect(withExitCode(passed, 0, "vitest")).toEqual(passed);
});
