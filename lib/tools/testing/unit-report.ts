import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { z } from 'zod';

/** The results of the unit tests for `npm test`, written to the file that UNIT_REPORT names. */
export const unitReport = z.object({
  passed: z.number(),
  skipped: z.number(),
  /** Names of the failed tests and of the files that could not be loaded, each with the start of its error. */
  failed: z.array(z.string()),
  /** Names of the tests that passed only on retry, each with the start of its first error. */
  retried: z.array(z.string()),
});

/** A reporter for Vitest, whose own JSON reporter does not list retried tests. */
export default class UnitReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const testsIn = (state: string) => tests.filter((test) => test.result().state === state);
    const broken = modules.flatMap((module) =>
      module.errors().map((error) => `${module.relativeModuleId}: ${firstLines(error.message)}`),
    );
    const report: z.infer<typeof unitReport> = {
      passed: testsIn('passed').length,
      skipped: testsIn('skipped').length,
      failed: [...testsIn('failed').map(withError), ...broken, ...errors.map(({ message }) => firstLines(message))],
      retried: tests.filter((test) => test.diagnostic()?.flaky).map(withError),
    };
    const file = process.env['UNIT_REPORT'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(report));
  }
}

function withError(test: TestCase): string {
  const [error] = test.result().errors ?? [];
  const cause = error?.cause ? ` caused by: ${error.cause.message.split('\n', 1)[0]}` : '';
  return `${test.module.relativeModuleId}: ${test.fullName}: ${firstLines(error?.message ?? '')}${cause}`;
}

/** Three lines of an error, joined: a failed property has its seed and its counterexample on the second and third. */
function firstLines(text: string): string {
  return text.split('\n', 3).join(' ').slice(0, 1000);
}
