import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromiumOrInstall } from '#lib/tools/chromium.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';
import { Program } from './kit/process.ts';

/**
 * Runs the tests that plant canaries, provoke every kind of error, and search the places where canaries must not
 * appear: one test file without a browser, and one with a browser.
 */
export async function run({ folder }: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('canaries');
  const report = join(folder, 'report.json');
  const withoutBrowser = ['vitest', 'run', 'tests/canary.test.ts', '--reporter=json', `--outputFile=${report}`];
  const output = await runToEnd(withoutBrowser, {});
  const { numPassedTests, numFailedTests } = await readReport<Vitest>(report, output);
  findings.atLeast('tests that found no marked value in data, logs and responses', numPassedTests, 1);
  findings.equal('tests that found one', numFailedTests, 0);
  // Without TEST_WHOLE, Playwright leaves out the tests with the tag `@whole`.
  const settings = { CHROMIUM_PATH: chromiumOrInstall(), PLAYWRIGHT_JSON_OUTPUT_NAME: report, TEST_WHOLE: '1' };
  const withBrowser = ['playwright', 'test', 'e2e/canary.test.ts', '--grep=@whole', '--reporter=json'];
  const browserOutput = await runToEnd(withBrowser, settings);
  const { stats } = await readReport<Playwright>(report, browserOutput);
  findings.atLeast('tests that found no marked value in pages and files of the web process', stats.expected, 1);
  findings.equal('tests that found one there', stats.unexpected, 0);
  return findings.rows;
}

interface Vitest {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

interface Playwright {
  readonly stats: { readonly expected: number; readonly unexpected: number };
}

/** Returns the program's output, which goes into the error if there is no report. */
async function runToEnd(args: readonly string[], settings: Record<string, string>): Promise<string> {
  const program = new Program('bin/runtime.mjs', args, { settings });
  program.child.stdin?.end();
  const { out, err } = await program.ended;
  return `${out}${err}`;
}

async function readReport<T>(report: string, output: string): Promise<T> {
  const text = await readFile(report, 'utf8').catch(() => Promise.reject(new Error(`There is no report: ${output}`)));
  return JSON.parse(text) as T;
}
