import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromiumOrInstall } from '#lib/tools/chromium.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';
import { Program } from './kit/process.ts';

/**
 * G11. Marked values and tokens are planted, everything goes wrong that can, and they are looked for where they must not
 * be: the tests that do it are those of npm test, once without a browser and once with one.
 */
export async function run({ folder }: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('canaries');
  const report = join(folder, 'report.json');
  const inside = ['vitest', 'run', 'tests/canary.test.ts', '--reporter=json', `--outputFile=${report}`];
  const first = await end(inside, {});
  const { numPassedTests, numFailedTests } = await read<Vitest>(report, first);
  findings.atLeast('tests that found none in data, logs and answers', numPassedTests, 1);
  findings.equal('tests that found one', numFailedTests, 0);
  const browser = { CHROMIUM_PATH: chromiumOrInstall(), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const second = await end(['playwright', 'test', 'e2e/canary.test.ts', '--reporter=json'], browser);
  const { stats } = await read<Playwright>(report, second);
  findings.atLeast('tests that found none in pages and files of the web process', stats.expected, 1);
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

/** What the program said, for when it leaves no report. */
async function end(args: readonly string[], settings: Record<string, string>): Promise<string> {
  const program = new Program('bin/runtime.mjs', args, { settings });
  program.child.stdin?.end();
  const { out, err } = await program.ended;
  return `${out}${err}`;
}

async function read<T>(report: string, said: string): Promise<T> {
  const text = await readFile(report, 'utf8').catch(() => Promise.reject(new Error(`There is no report: ${said}`)));
  return JSON.parse(text) as T;
}
