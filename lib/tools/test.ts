// npm test: runs unit and integration tests, then the browser tests, and prints the totals.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { chromiumOrInstall } from './chromium.ts';

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of the browser tests that passed only on retry. */
  readonly retried?: readonly string[];
}

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })
  .transform((report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  }));
const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
    suites: z.array(z.unknown()),
  })
  .transform(({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    retried: suites.flatMap(retriedTests),
  }));

const playwrightSuite = z.object({
  suites: z.array(z.unknown()).default([]),
  specs: z
    .array(z.object({ file: z.string(), title: z.string(), tests: z.array(z.object({ status: z.string() })) }))
    .default([]),
});

/** The tests of a suite and its nested suites that passed only on retry. */
function retriedTests(suite: unknown): string[] {
  const { suites, specs } = playwrightSuite.parse(suite);
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(retriedTests)];
}

const folder = mkdtempSync(join(tmpdir(), 'pintd-test-'));

const units = unitTests();
const parts = await Promise.all([units, browserTests(units)]);
const totals = parts.reduce((sum, part) => ({
  passed: sum.passed + part.passed,
  failed: sum.failed + part.failed,
  skipped: sum.skipped + part.skipped,
  retried: [...(sum.retried ?? []), ...(part.retried ?? [])],
}));
rmSync(folder, { recursive: true });
for (const name of totals.retried ?? []) console.log(`Passed only on retry: ${name}`);
console.log(
  `\n${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`,
);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

function unitTests(): Promise<Totals> {
  const file = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return run(['vitest', 'run', ...reporters], {}, () => vitestReport.parse(readJson(file)));
}

/** Prepares the build and the browser during the unit tests, and starts the browser tests after them. */
async function browserTests(units: Promise<unknown>): Promise<Totals> {
  try {
    const built = build().catch(() => {});
    const chromium = chromiumOrInstall();
    await Promise.all([units, built]);
    const file = join(folder, 'playwright.json');
    const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file, E2E_LANES: '2', E2E_RETRIES: '1' };
    return await run(['playwright', 'test', '--reporter=list,json'], env, () => playwrightReport.parse(readJson(file)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** If this build fails, the console under test builds again and reports the error. */
async function build(): Promise<void> {
  const child = spawn('node', ['lib/tools/build.ts'], { stdio: 'ignore' });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  await once(child, 'exit');
}

/** Runs a test program. A failure without a failed test (a crash, no tests found) counts as one failed test. */
function run(args: readonly string[], env: Record<string, string>, readTotals: () => Totals): Promise<Totals> {
  const [command = '', ...rest] = args;
  const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      const totals = totalsOrFailure(readTotals);
      resolve(code === 0 || totals.failed > 0 ? totals : { ...totals, failed: 1 });
    });
  });
}

function totalsOrFailure(readTotals: () => Totals): Totals {
  try {
    return readTotals();
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
