import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CampaignOptions } from '../kit/campaign.ts';
import type { Findings } from '../kit/findings.ts';
import { Program } from '../kit/process.ts';

const TREES = 10_000;
/** Tests that `npm test` runs with fewer trees, and with two months of sessions instead of two years. */
const TESTS = [
  'lib/core/workflow/attempt/attempt-tasks-property.test.ts',
  'lib/core/workflow/schedule/every-minute.test.ts',
];

interface Report {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[];
  }[];
}

/** Compares random task trees with a reference model, and schedules of all kinds minute by minute in five zones. */
export async function checkModels(
  findings: Findings,
  { folder, scale }: Pick<CampaignOptions, 'folder' | 'scale'>,
): Promise<void> {
  const trees = Math.ceil(TREES * scale);
  const report = join(folder, 'models.json');
  const args = ['run', ...TESTS, '--reporter=json', `--outputFile=${report}`, '--testTimeout=3600000'];
  const settings = { WORKFLOW_RUNS: String(trees), TEST_RETRIES: '0' };
  const { err } = await new Program('node_modules/vitest/vitest.mjs', args, { settings }).ended;
  const text = await readFile(report, 'utf8').catch(() => Promise.reject(new Error(`There is no report: ${err}`)));
  const { numTotalTests, testResults } = JSON.parse(text) as Report;
  const figure = `failed tests that compare attempts (${trees} random trees) and schedules (two years, five zones) with models, of ${numTotalTests}`;
  findings.none(figure, testResults.flatMap(faultsOf));
}

/** The titles of failed tests, or the name of a file that could not be run. */
function faultsOf({ name, status, assertionResults }: Report['testResults'][number]): readonly string[] {
  const failed = assertionResults.filter((test) => test.status !== 'passed').map(({ title }) => title);
  return failed.length === 0 && status !== 'passed' ? [name] : failed;
}
