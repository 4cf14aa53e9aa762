/** What vitest's JSON reporter writes, as far as we read it. */
export interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** Whatever is wrong beyond the tests that failed: each makes the run fail. */
  readonly troubles: readonly string[];
}

/**
 * The runner's counts, and what a bare count would hide: a file that fell before its first test counts as one failure,
 * a test that did not run (unless the caller had `chosen` some), an error outside of every test (the exit code knows), and a run without any test.
 */
export function totals(report: Report, exitCode: number, chosen = false): Totals {
  const fell = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  );
  const notRun = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + fell.length;
  const troubles = fell.map((file) => `${file.name} fell outside of its tests`);
  if (notRun > 0 && !chosen) troubles.push(`${notRun} tests did not run`);
  if (report.numPassedTests + failed === 0) troubles.push('no test was found');
  if (failed === 0 && (exitCode !== 0 || !report.success))
    troubles.push('the test runner met an error outside of the tests');
  return { passed: report.numPassedTests, failed, troubles };
}
