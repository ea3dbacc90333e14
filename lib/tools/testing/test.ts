// npm test: runs unit and integration tests, then the browser tests, and prints the totals.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { constants, freemem, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { chromiumOrInstall } from '../chromium.ts';
import { unitReport } from './unit-report.ts';

interface Totals {
  readonly passed: number;
  readonly skipped: number;
  /** Names of the failed tests; a failure without a test (a crash, no tests found) is listed, too. */
  readonly failed: readonly string[];
  /** Names of the tests that passed only on retry. */
  readonly retried: readonly string[];
}

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), flaky: z.number(), skipped: z.number() }),
    suites: z.array(z.unknown()),
  })
  .transform(({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    failed: suites.flatMap((suite) => testsOf(suite, 'unexpected')),
    retried: suites.flatMap((suite) => testsOf(suite, 'flaky')),
  }));

const playwrightSuite = z.object({
  suites: z.array(z.unknown()).default([]),
  specs: z
    .array(z.object({ file: z.string(), title: z.string(), tests: z.array(z.object({ status: z.string() })) }))
    .default([]),
});

/** The names of the tests of a suite and its nested suites that have this status. */
function testsOf(suite: unknown, wanted: 'unexpected' | 'flaky'): string[] {
  const { suites, specs } = playwrightSuite.parse(suite);
  const matching = specs.filter(({ tests }) => tests.some(({ status }) => status === wanted));
  return [
    ...matching.map(({ file, title }) => `${file}: ${title}`),
    ...suites.flatMap((nested) => testsOf(nested, wanted)),
  ];
}

/** Free memory required to keep the tests' files in memory, so that they do not fill the memory of a small machine. */
const MIN_FREE_BYTES = 4 * 1024 ** 3;
const folder = mkdtempSync(join(folderInMemory() ?? tmpdir(), 'pintd-test-'));
// The tests write their files into this folder, too: on a disk, they spend a tenth of their time waiting for the disk.
process.env['TMPDIR'] = folder;

const units = unitTests();
const parts = await Promise.all([units, browserTests(units)]);
rmSync(folder, { recursive: true, force: true });
const passed = parts.reduce((sum, part) => sum + part.passed, 0);
const skipped = parts.reduce((sum, part) => sum + part.skipped, 0);
const failed = parts.flatMap((part) => part.failed);
for (const name of parts.flatMap((part) => part.retried)) console.log(`Passed only on retry: ${name}`);
for (const name of failed) console.log(`Failed: ${name}`);
console.log(`\n${passed} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed.length > 0 || passed === 0 ? 1 : 0);

/** The folder that Linux keeps in memory, if there is enough space. */
function folderInMemory(): string | undefined {
  const path = '/dev/shm';
  if (!existsSync(path)) return undefined;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize >= MIN_FREE_BYTES && freemem() >= MIN_FREE_BYTES ? path : undefined;
}

function unitTests(): Promise<Totals> {
  const file = join(folder, 'units.json');
  const reporters = ['--reporter=default', `--reporter=${fileURLToPath(new URL('unit-report.ts', import.meta.url))}`];
  return run(['vitest', 'run', ...reporters], { UNIT_REPORT: file, TEST_RETRIES: '1' }, () =>
    unitReport.parse(readJson(file)),
  );
}

/** Prepares the build and the browser during the unit tests, and starts the browser tests after them. */
async function browserTests(units: Promise<unknown>): Promise<Totals> {
  try {
    const built = build().catch(() => {});
    const chromium = chromiumOrInstall();
    await Promise.all([units, built]);
    const file = join(folder, 'playwright.json');
    const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file, E2E_LANES: '2', TEST_RETRIES: '1' };
    return await run(['playwright', 'test', '--reporter=list,json'], env, () => playwrightReport.parse(readJson(file)));
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

/** If this build fails, the console under test builds again and reports the error. */
async function build(): Promise<void> {
  const child = spawn('node', ['lib/tools/build.ts'], { stdio: 'ignore' });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  await once(child, 'exit');
}

/** Runs a test program. A failure without a failed test (a crash, no tests found) counts as a failed test. */
function run(args: readonly string[], env: Record<string, string>, readTotals: () => Totals): Promise<Totals> {
  const [command = '', ...commandArgs] = args;
  const child = spawn(command, commandArgs, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      const totals = totalsOrFailure(readTotals, command);
      const hasReason = code === 0 || totals.failed.length > 0;
      resolve(hasReason ? totals : { ...totals, failed: [`${command} ended with ${code}`] });
    });
  });
}

function totalsOrFailure(readTotals: () => Totals, command: string): Totals {
  try {
    return readTotals();
  } catch {
    return failure(`${command} left no readable report`);
  }
}

function failure(name: string): Totals {
  return { passed: 0, skipped: 0, failed: [name], retried: [] };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
