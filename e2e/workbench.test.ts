import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectNoOverflow, expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';
import { enterSandbox, holdRequests } from './steps.ts';
import { editorOf, replaceSql } from './workbench-kit.ts';

/**
 * The main query flow: sample data, its first query, Export Results, a run, a schedule; and other features of the
 * workbench.
 */

const SAMPLE = 'Sample: minimum required fields';

/** Checks that the result is shown as before if personal values cannot be fetched and are then hidden. */
async function expectHiddenAfterFailure(page: Page): Promise<void> {
  const isForPersonal = ({ search }: URL) => search === '?personal=shown';
  await page.route(isForPersonal, (route) => route.abort());
  await page.getByRole('button', { name: 'Show personal values' }).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(page.getByRole('gridcell', { name: '801470028' })).toBeVisible();
  await page.unroute(isForPersonal);
}

test('one button loads the sample data, whose table and schema can be viewed', async ({ page }) => {
  await page.goto('/workbench/databases');
  const dialog = page.getByRole('dialog', { name: 'New Database' });
  await page.getByRole('button', { name: 'New Database' }).dblclick();
  // The second click falls on the backdrop but does not close the dialog, as a later click there would.
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByRole('link', { name: 'sample_datasets' })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'sample_datasets' }).click();
  await expectUsable(page);
  await page.getByRole('link', { name: 'conversions' }).click();
  const grid = page.getByRole('grid', { name: 'Records of conversions' });
  await expect(grid.getByRole('gridcell', { name: 'checkout' }).first()).toBeVisible();
  await expect(page.getByText('100 of 9,978 records')).toBeVisible(); // no axe here: 65 columns take it seconds
  await page.getByRole('link', { name: 'Schema' }).click();
  await expect(page.getByRole('rowheader', { name: 'event_source_url' })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'Details' }).click();
  await expect(page.getByText('sample_datasets.conversions')).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'QUERY', exact: true }).click();
  await expect(editorOf(page)).toContainText('FROM conversions');
});

test('the first sample query is exported to the sandbox, and scheduled hourly', async ({ page }) => {
  await enterSandbox(page);
  await page.goto('/workbench/queries');
  await expectUsable(page);
  await page.getByRole('link', { name: SAMPLE }).click();
  await expect(page.getByText('All required columns are present')).toBeVisible();
  await expect(page.getByText('event_time is a timestamp')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expectUsable(page);

  await page.getByRole('button', { name: 'Export Results' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Choose Integration' })).toBeVisible();
  const search = dialog.getByRole('searchbox', { name: 'Search authentications' });
  await search.fill('sandbox');
  await dialog
    .getByRole('radio', { name: /^Sandbox/ })
    .first()
    .check();
  await expectUsable(page);
  await search.fill('no such authentication');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByText('Choose the authentication to send with.')).toBeVisible();
  await search.fill('sandbox');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByRole('heading', { name: 'Configuration' })).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: 'Skip invalid records' })).toBeChecked();
  await expect(dialog.getByRole('switch', { name: 'Test Event' })).not.toBeChecked();
  await dialog.getByLabel('Ad Account ID').fill('https://ads.pinterest.com/advertiser/549764609761/');
  await expect(dialog.getByLabel('Ad Account ID')).toHaveValue('549764609761');
  await expectUsable(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/^Export: Pinterest Conversion \/ Sandbox/)).toBeVisible();
  await page.getByRole('button', { name: 'Schedule: Manually only' }).click();
  await expect(dialog.getByText('The query has unsaved changes.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();

  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('status').getByText('Success')).toBeVisible();
  const results = page.getByRole('grid', { name: 'Results' });
  await expect(results.getByRole('gridcell', { name: '801470028' })).toBeVisible();
  await expect(results.getByText('some_one')).toHaveCount(0);
  await expectHiddenAfterFailure(page);
  await page.getByRole('button', { name: 'Show personal values' }).click();
  await expect(results.getByText('some_one@mail.com')).toBeVisible();
  await expectUsable(page);
  const job = (await page.getByRole('link', { name: /^Job \d+$/ }).textContent())?.replace('Job ', '') ?? '';
  expect(JSON.parse(await pintd(['job:show', job, '--json']))).toMatchObject({
    status: 'success',
    records: { read: 1, accepted: 1 },
  });

  await page.getByRole('tab', { name: 'Query log' }).click();
  await expect(page.getByText('Its result is saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Schedule: Manually only' }).click();
  await expect(dialog.getByText('The query has unsaved changes.')).toHaveCount(0);
  await dialog.getByLabel('Runs', { exact: true }).click();
  await page.getByRole('option', { name: '@hourly (:00)' }).click();
  await expect(dialog.getByRole('region', { name: /Next runs/ }).getByRole('listitem')).toHaveCount(5);
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(page.getByRole('button', { name: /^Schedule: Every hour/ })).toBeVisible();

  await page.goto('/workbench/queries?only=scheduled');
  const row = page.getByRole('row').filter({ hasText: SAMPLE });
  await expect(row.getByRole('link', { name: 'Every hour' })).toBeVisible();
  await expect(row.getByText(/^next /)).toBeVisible();
  await expect(row.getByText('Success')).toBeVisible();
  await expectUsable(page);
});

test('a job shows its query and its result', async ({ page }) => {
  await page.goto('/jobs');
  await page.getByRole('row').filter({ hasText: SAMPLE }).first().getByRole('rowheader').getByRole('link').click();
  await page.getByRole('link', { name: 'Query', exact: true }).click();
  await expect(page.getByText("'some_one@mail.com' AS em")).toBeVisible();
  await expect(page.getByRole('link', { name: SAMPLE })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'Result preview' }).click();
  await expect(page.getByRole('gridcell', { name: '801470028' })).toBeVisible();
  await expectHiddenAfterFailure(page);
  await expectUsable(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download JSON' }).click();
  const file = await (await download).createReadStream();
  const text = Buffer.concat(await file.toArray()).toString();
  expect(JSON.parse(text)).toEqual([expect.objectContaining({ event_id: '801470028', em: 'some_one@mail.com' })]);
});

test('a new query is named, formatted, saved, run at a planned time, killed, duplicated and deleted', {
  tag: '@whole',
}, async ({ page }) => {
  const name = `Planned ${process.pid}`;
  await page.goto('/workbench/queries/new?database=sample_datasets');
  await replaceSql(page, 'select td_scheduled_time() as planned');
  await page.getByRole('button', { name: 'More actions: query' }).click();
  await page.getByRole('menuitem', { name: 'Format SQL' }).click();
  await expect(editorOf(page)).toContainText('AS planned');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Give the query a name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of the query' }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/queries\/\d+$/);
  await page.getByRole('button', { name: /^Run/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Time to simulate' });
  await dialog.getByLabel('TD_SCHEDULED_TIME').fill('2026-11-24T05:59:00');
  await expectUsable(page);
  const planned = Math.floor((await page.evaluate(() => new Date('2026-11-24T05:59:00').getTime())) / 1000);
  await dialog.getByRole('button', { name: 'Run' }).click();
  await page.getByRole('button', { name: 'Show personal values' }).click();
  const result = page.getByRole('gridcell', { name: String(planned) });
  await expect(result).toBeVisible();

  const query = page.url();
  await page.getByRole('link', { name: /^Job \d+$/ }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  const job = page.url();
  await page.getByRole('button', { name: 'Re-run' }).click();
  await page.waitForURL((url) => /\/jobs\/\d+$/.test(url.pathname) && url.href !== job);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'Result preview' }).click();
  await page.getByRole('button', { name: 'Show personal values' }).click();
  await expect(result).toBeVisible();
  await page.goto(query);

  // What is typed while the query is being saved is kept like every unsaved change.
  await replaceSql(page, 'SELECT 1 AS saved');
  const release = await holdRequests(page, query, 'POST');
  await page.getByRole('button', { name: 'Save' }).click();
  await replaceSql(page, 'SELECT 2 AS typed');
  release();
  await expect(page.getByText(`${name} is saved.`).last()).toBeVisible();
  await page.getByRole('link', { name: 'Queries' }).first().click();
  await page.getByRole('link', { name }).click();
  await expect(editorOf(page)).toContainText('AS typed');
  await page.unroute(query);

  await replaceSql(page, 'SELECT count(*) FROM range(100000000000) a, range(1000) b');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('button', { name: 'Kill' })).toBeVisible();
  const home = await page.context().newPage();
  await home.goto('/');
  const running = home.getByRole('row', { name: /^Running/ });
  await expect(running).toContainText('range(100000000000)');
  await expect(running).not.toContainText('%'); // A running query has not read any records.
  await home.close();
  await page.getByRole('button', { name: 'Kill' }).click();
  await expect(page.getByRole('status').getByText('Killed')).toBeVisible();
  await expectUsable(page);

  await page.getByRole('link', { name: 'Queries' }).first().click();
  await page.getByRole('button', { name: `More actions: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { name: `Copy of ${name}` })).toBeVisible();
  await page.getByRole('button', { name: 'More actions: query' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete query' }).click();
  await page.waitForURL(/\/workbench\/queries$/);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.waitForURL(/\/workbench\/databases$/);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/jobs');
  const killed = page.getByRole('row').filter({ hasText: 'range(100000000000)' });
  await expect(killed.locator('td[data-label="Authentication"]')).toHaveText('—'); // It has no authentication.
  await expect(killed.locator('td[data-label]:empty')).toHaveCount(0);
});

test('a query cannot be run again while the job of its run is loading', { tag: '@whole' }, async ({ page }) => {
  await page.goto('/workbench/queries/new?database=sample_datasets');
  await replaceSql(page, 'SELECT 1 AS one');
  const isJob = (url: URL) => /^\/api\/jobs\/\d+$/.test(url.pathname);
  const release = await holdRequests(page, isJob);
  const run = page.getByRole('button', { name: /^Run/ });
  const requested = page.waitForRequest((request) => isJob(new URL(request.url())));
  await run.click();
  await requested;
  await expect(run).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(page.getByRole('status').getByText('Success')).toBeVisible();
  await expect(run).not.toHaveAttribute('aria-busy');
});

test('the focus stays in Run and Save while they cannot be pressed, and moves to a name that is missing', async ({
  page,
}) => {
  await page.goto('/workbench/queries/new?database=sample_datasets');
  await replaceSql(page, 'SELECT 1 AS one');
  const run = page.getByRole('button', { name: /^Run/ });
  await run.press('Enter');
  await expect(page.getByRole('status').getByText('Success')).toBeVisible();
  await expect(run).toBeFocused();
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.press('Enter');
  await page.keyboard.type(`Focus ${process.pid}`);
  await expect(page.getByRole('textbox', { name: 'Name of the query' })).toHaveValue(`Focus ${process.pid}`);
  await page.keyboard.press('Enter');
  await save.press('Enter');
  await page.waitForURL(/\/queries\/\d+/);
  await replaceSql(page, 'SELECT 2 AS two');
  await save.press('Enter');
  await expect(save).toBeDisabled();
  await expect(save).not.toHaveAttribute('aria-busy');
  await expect(save).toBeFocused();
});

test('the error of a run is gone while the next run starts', { tag: '@whole' }, async ({ page }) => {
  await page.goto('/workbench/queries/new?database=sample_datasets');
  await replaceSql(page, 'SELECT CAST(event_name AS BIGINT) AS one FROM conversions');
  const run = page.getByRole('button', { name: /^Run/ });
  await run.click();
  const results = page.getByRole('tabpanel', { name: 'Results' });
  await expect(results.getByRole('alert')).toBeVisible();
  await replaceSql(page, 'SELECT 1 AS one');
  const release = await holdRequests(page, page.url(), 'POST');
  await run.click();
  await expect(results.getByText('Running …')).toBeVisible();
  await expect(results.getByRole('alert')).toHaveCount(0);
  release();
  await expect(page.getByRole('status').getByText('Success')).toBeVisible();
});

test('a query keeps what is typed during its first save, and overwrites a newer version only after confirmation', {
  tag: '@whole',
}, async ({ page, context }) => {
  const name = `Shared ${process.pid}`;
  const saveButton = (tab: Page) => tab.getByRole('button', { name: 'Save', exact: true });
  /** Saves, and waits until the button is no longer busy: a busy button is disabled, too. */
  const save = async (tab: Page, clicked = saveButton(tab)) => {
    await clicked.click();
    await expect(saveButton(tab)).not.toHaveAttribute('aria-busy');
  };
  await page.goto('/workbench/queries/new?database=sample_datasets');
  await replaceSql(page, 'SELECT 1 AS first');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name of the query' }).fill(name);
  await page.keyboard.press('Enter');
  const release = await holdRequests(page, '**/workbench/queries/new*', 'POST');
  await saveButton(page).click();
  await replaceSql(page, 'SELECT 2 AS typed');
  release();
  await page.waitForURL(/\/queries\/\d+$/);
  await expect(editorOf(page)).toContainText('AS typed');
  await save(page);
  await expect(saveButton(page)).toBeDisabled();

  const other = await context.newPage();
  await other.goto(page.url());
  await replaceSql(other, 'SELECT 3 AS elsewhere');
  await save(other);
  await expect(saveButton(other)).toBeDisabled();
  await replaceSql(page, 'SELECT 4 AS mine');
  await save(page);
  await expect(page.getByText('Changed in another tab or by another person at')).toBeVisible();
  await expectUsable(page);
  await expect(editorOf(page)).toContainText('AS mine');
  await page.getByRole('button', { name: 'Load that version' }).click();
  await expect(editorOf(page)).toContainText('AS elsewhere');
  await expect(page.getByText('was changed in the meantime')).toHaveCount(0);

  await replaceSql(other, 'SELECT 5 AS elsewhere');
  await save(other);
  await expect(saveButton(other)).toBeDisabled();
  await replaceSql(page, 'SELECT 6 AS mine');
  await save(page);
  await save(page, page.getByRole('button', { name: 'Save over it' }));
  await expect(saveButton(page)).toBeDisabled();
  await other.reload();
  await expect(editorOf(other)).toContainText('AS mine');
});

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  test('the editor is translated, and fits from a phone to a large screen', async ({ page }) => {
    await page.goto('/workbench/queries/new?database=sample_datasets&table=your_table');
    await expect(page.getByRole('button', { name: '保存' })).toBeVisible();
    await expect(page.getByText(/必須の列が \d+ 件ありません/)).toBeVisible();
    expect(await accessibilityViolations(page)).toEqual([]);
    for (const width of [390, 768, 1024, 1280, 1920]) {
      await expectNoOverflow(page, width);
    }
  });
});
