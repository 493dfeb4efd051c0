/** What a stage of `npm test` found. `remarks` name what failed to run and say why something was skipped. */
export type Tally = { passed: number; failed: number; skipped: number; remarks: string[] };

export const passed: Tally = { passed: 1, failed: 0, skipped: 0, remarks: [] };
export const failed = (remark: string): Tally => ({ passed: 0, failed: 1, skipped: 0, remarks: [remark] });
export const skipped = (reason: string): Tally => ({
  passed: 0,
  failed: 0,
  skipped: 1,
  remarks: [`Skipped: ${reason}`],
});

export const sumTallies = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
      remarks: [...sum.remarks, ...tally.remarks],
    }),
    { passed: 0, failed: 0, skipped: 0, remarks: [] },
  );

/** The last line of `npm test`. */
export const sayTally = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** A tool that ends badly without saying that a test failed has not run its tests. */
export const withExitCode = (tally: Tally, code: number, tool: string): Tally =>
  code === 0 || tally.failed > 0 ? tally : sumTallies([tally, failed(`${tool} ended with exit code ${code}`)]);
