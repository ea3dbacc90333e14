import type { Page } from '@playwright/test';
import { Clock, changesOf } from './clock.ts';
import { expect, test } from './fixtures.ts';
import { type Product, withProducts } from './product.ts';
import { pintd } from './shell.ts';
import { enterSandbox } from './steps.ts';

/** The seed's first sample on an hourly schedule, by a clock that the test moves: over both changes of a year's clocks. */

const SAMPLE = 'Sample: minimum required fields';
const ZONE = 'America/Los_Angeles';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What the clocks of the zone show at the three whole hours around a change. */
const SHOWN = {
  forward: ['01:00 PST', '03:00 PDT', '04:00 PDT'],
  back: ['01:00 PDT', '01:00 PST', '02:00 PST'],
} as const;

test('over a change of the clocks a schedule has exactly one job for each planned time', async ({ page }) => {
  // The engine's now() stays the real one: the clock is within an hour of it until the sample was sent by hand.
  const began = Math.ceil(Date.now() / HOUR) * HOUR + 5 * MINUTE;
  const changes = changesOf(ZONE, began + 3 * HOUR);
  await withProducts(async (start, dataDir) => {
    const clock = new Clock(page, dataDir);
    await clock.moveTo(began);
    const product = await start(undefined, clock.settings);
    await product.isUp();
    await exportSample(page, product);
    await schedule(page);
    const expected: Run[] = [];
    let next = began + 55 * MINUTE;
    for (const { at } of changes) {
      await clock.moveTo(at - HOUR - 10 * MINUTE);
      expected.push({ ...ranAt(at - 2 * HOUR), missed_since: new Date(next).toISOString() });
      await untilRun(product, expected);
      next = at + 2 * HOUR;
      for (const planned of [at - HOUR, at, at + HOUR]) {
        await clock.moveTo(planned + SECOND);
        expected.push(ranAt(planned));
        await untilRun(product, expected);
      }
    }
    await clock.moveTo((changes[1]?.at ?? 0) + HOUR + 59 * MINUTE);
    await untilRun(product, expected);
    // The one that was run by hand is beside them.
    expect(JSON.parse(pintd(['job:list', '--json'], '', product.env))).toHaveLength(expected.length + 1);

    await page.goto(`${product.url}/workbench/queries`);
    await page.getByRole('row').filter({ hasText: SAMPLE }).getByRole('link', { name: 'Every hour' }).click();
    const runs = page.getByRole('table', { name: 'Planned times and what became of them' }).getByRole('rowheader');
    const shown = changes.flatMap(({ isForward }) => SHOWN[isForward ? 'forward' : 'back']);
    for (const [index, text] of shown.toReversed().entries()) {
      // Behind each three stands the run that makes up for the months before them.
      await expect(runs.nth(index < 3 ? index : index + 1)).toContainText(text);
    }
    await expect(page.getByText(/^Also for the planned times from/)).toHaveCount(2);
  });
});

interface Run {
  readonly time: string;
  readonly status: string;
  readonly missed_since: string | null;
}

function ranAt(planned: number): Run {
  return { time: new Date(planned).toISOString(), status: 'success', missed_since: null };
}

/** Until what came of the schedule's planned times is this, oldest first. */
async function untilRun({ env }: Product, expected: readonly Run[]): Promise<void> {
  await expect
    .poll(() => {
      const all = JSON.parse(pintd(['sched:history', SAMPLE, '--json'], '', env)) as (Run & { by_hand: boolean })[];
      const own = all.filter(({ by_hand }) => !by_hand).toReversed();
      return own.map(({ time, status, missed_since }) => ({ time, status, missed_since }));
    })
    .toEqual(expected);
}

/** From a product without anything to a query that goes to the sandbox, and has gone there once. */
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
  const job = JSON.parse(pintd(['job:show', '1', '--json'], '', product.env));
  expect(job).toMatchObject({ status: 'success', records: { read: 1, accepted: 1 } });
}

async function schedule(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Schedule: None' }).click();
  const dialog = page.getByRole('dialog', { name: 'Schedule' });
  await dialog.getByLabel('Runs', { exact: true }).click();
  await page.getByRole('option', { name: '@hourly (:00)' }).click();
  await dialog.getByLabel('Timezone').click();
  await page.getByRole('dialog', { name: 'Timezone' }).getByRole('combobox').fill('los_angeles');
  await page.getByRole('option', { name: ZONE }).click();
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(page.getByRole('button', { name: /^Schedule: Every hour/ })).toBeVisible();
}
