import type { Page } from '@playwright/test';
import { Clock, clockChanges } from './clock.ts';
import { expect, test } from './fixtures.ts';
import { type Product, withProducts } from './product.ts';
import { pintd } from './shell.ts';
import { enterSandbox } from './steps.ts';

/** The first sample query on an hourly schedule, over both clock changes of a year, with a simulated clock. */

const SAMPLE = 'Sample: minimum required fields';
const ZONE = 'America/Los_Angeles';
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Local times at the three full hours around a clock change. */
const SHOWN = {
  forward: ['01:00 PST', '03:00 PDT', '04:00 PDT'],
  back: ['01:00 PDT', '01:00 PST', '02:00 PST'],
} as const;

test('a schedule has exactly one job for each planned time around clock changes', { tag: '@whole' }, async ({
  page,
}) => {
  // The engine's now() is the real time. Until the sample has been sent, the test's clock is at most 65 minutes ahead.
  const began = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 5 * MINUTE_MS;
  const changes = clockChanges(ZONE, began + 3 * HOUR_MS);
  await withProducts(async (start, dataDir) => {
    const clock = new Clock(page, dataDir);
    await clock.moveTo(began);
    const product = await start(undefined, clock.settings);
    await product.waitUntilReady();
    await exportSample(page, product);
    await scheduleHourly(page);
    const expected: Run[] = [];
    let missedSince = began + 55 * MINUTE_MS;
    for (const { at } of changes) {
      await clock.moveTo(at - HOUR_MS - 10 * MINUTE_MS);
      expected.push({ ...successfulRun(at - 2 * HOUR_MS), missed_since: new Date(missedSince).toISOString() });
      await waitForRuns(product, expected);
      missedSince = at + 2 * HOUR_MS;
      for (const planned of [at - HOUR_MS, at, at + HOUR_MS]) {
        await clock.moveTo(planned + SECOND_MS);
        expected.push(successfulRun(planned));
        await waitForRuns(product, expected);
      }
    }
    await clock.moveTo((changes[1]?.at ?? 0) + HOUR_MS + 59 * MINUTE_MS);
    await waitForRuns(product, expected);
    // The jobs include that of the manual run.
    expect(JSON.parse(await pintd(['job:list', '--json'], '', product.env))).toHaveLength(expected.length + 1);

    await page.goto(`${product.url}/workbench/queries`);
    await page.getByRole('row').filter({ hasText: SAMPLE }).getByRole('link', { name: 'Every hour' }).click();
    const runs = page.getByRole('table', { name: 'Runs and their outcomes' }).getByRole('rowheader');
    const shown = changes.flatMap(({ isForward }) => SHOWN[isForward ? 'forward' : 'back']);
    for (const [index, text] of shown.toReversed().entries()) {
      // The newest run is first. Below the three runs of each clock change is a run that covers the missed months.
      await expect(runs.nth(index < 3 ? index : index + 1)).toContainText(text);
    }
    await expect(page.getByText(/^Also covers the runs since/)).toHaveCount(2);
  });
});

interface Run {
  readonly time: string;
  readonly status: string;
  readonly missed_since: string | null;
}

function successfulRun(planned: number): Run {
  return { time: new Date(planned).toISOString(), status: 'success', missed_since: null };
}

/** Waits until the runs of the planned times are as expected, oldest first. */
async function waitForRuns({ env }: Product, expected: readonly Run[]): Promise<void> {
  await expect
    .poll(async () => {
      const all = JSON.parse(await pintd(['sched:history', SAMPLE, '--json'], '', env)) as (Run & {
        manual: boolean;
      })[];
      const planned = all.filter(({ manual }) => !manual).toReversed();
      return planned.map(({ time, status, missed_since }) => ({ time, status, missed_since }));
    })
    .toEqual(expected);
}

/** Sets the sandbox as the target of the sample query's result, and runs the query once. */
async function exportSample(page: Page, product: Product): Promise<void> {
  await page.goto(`${product.url}/workbench/databases`);
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByRole('link', { name: 'sample_datasets' })).toBeVisible();
  await enterSandbox(page, product.url);
  await page.goto(`${product.url}/workbench/queries`);
  await page.getByRole('link', { name: SAMPLE }).click();
  await page.getByRole('button', { name: 'Export Results' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radio', { name: /^Sandbox/ })
    .first()
    .check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Ad Account ID').fill('549764609761');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('status').getByText('Success')).toBeVisible();
  const job = JSON.parse(await pintd(['job:show', '1', '--json'], '', product.env));
  expect(job).toMatchObject({ status: 'success', records: { read: 1, accepted: 1 } });
}

async function scheduleHourly(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Schedule: Manually only' }).click();
  const dialog = page.getByRole('dialog', { name: 'Schedule' });
  await dialog.getByLabel('Runs', { exact: true }).click();
  await page.getByRole('option', { name: '@hourly (:00)' }).click();
  await dialog.getByLabel('Time zone').click();
  await page.getByRole('dialog', { name: 'Time zone' }).getByRole('combobox').fill('los_angeles');
  await page.getByRole('option', { name: ZONE }).click();
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(page.getByRole('button', { name: /^Schedule: Every hour/ })).toBeVisible();
}
