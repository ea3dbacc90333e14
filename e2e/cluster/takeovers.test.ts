import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { packProject } from '../project-archive.ts';
import { csvOf } from '../shell.ts';
import { completeReview, SEND_BUTTON } from '../steps.ts';
import { replaceSql } from '../workbench-kit.ts';
import { AUTHENTICATION } from './cluster.ts';
import { test } from './fixtures.ts';
import { Takeover } from './takeover.ts';

/** Exports on a cluster. In the middle of each, the worker of its job and the console of its page are killed. */

const idOf = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1));
const successLabel = (page: Page) => page.getByText('Success', { exact: true }).first();

test('a file is exported although worker and console are killed, and its open records are fixed and resent', {
  tag: '@whole',
}, async ({ page, cluster }) => {
  const account = '549764609771';
  const takeover = new Takeover(page, cluster, account, ['file-7', 'file-907']);
  await page.goto('/exports/new');
  const [header, ...records] = csvOf(1000, 'file-').split('\n');
  const spoiled = records.map((record) => record.replace('u501@mail.example', 'no-address'));
  const buffer = Buffer.from([header, ...spoiled].join('\n'));
  await page.locator('input[type=file]').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer });
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
  await completeReview(page);
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: new RegExp(`^${AUTHENTICATION}`) }).click();
  await page.getByLabel('Ad Account ID').fill(account);
  await takeover.begin();
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  const job = idOf(page);
  await takeover.killInTheMiddle(job);
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await expect(page.getByText('Resumed where it stopped.', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Summary', exact: true }).click();
  await expect(successLabel(page)).toBeVisible();
  expect(await takeover.end(job)).toEqual({
    read: 1000,
    accepted: 997,
    rejected: 2,
    invalid: 1,
    not_sent: 0,
    uncertain: 0,
  });

  await page.getByRole('link', { name: /^Records(?! not)/ }).click();
  await expect(page.locator('tbody tr')).toHaveCount(3);
  cluster.sandbox.setScript([]);
  await page.getByRole('button', { name: 'Fix and resend' }).click();
  await page.waitForURL(`**/jobs/${job}/fix`);
  await page.getByRole('gridcell', { name: 'no-address' }).dblclick();
  await page.getByLabel('em, record 501').fill('u501@mail.example');
  await page.getByLabel('em, record 501').press('Enter');
  await page.getByRole('button', { name: 'Resend 1 record' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Resend', exact: true }).click();
  await page.waitForURL((url) => /\/jobs\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${job}`));
  await expect(successLabel(page)).toBeVisible();
});

test('a query is run and its result exported, although worker and console are killed', { tag: '@whole' }, async ({
  page,
  cluster,
}) => {
  const account = '549764609772';
  const takeover = new Takeover(page, cluster, account);
  await page.goto('/workbench/queries/new?database=sample_datasets');
  await replaceSql(
    page,
    `SELECT 'checkout' AS event_name, 'web' AS action_source, now() AS event_time,
      'query-' || CAST(row_number() OVER () AS VARCHAR) AS event_id, 'one@mail.example' AS em
    FROM conversions LIMIT 1000`,
  );
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name of the query' }).fill('Checkouts');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Export Results' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radio', { name: new RegExp(`^${AUTHENTICATION}`) })
    .first()
    .check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Ad Account ID').fill(account);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/queries\/\d+$/);
  await takeover.begin();
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run and send' }).click();
  const link = page.getByRole('link', { name: /^Job \d+$/ });
  const job = Number((await link.textContent())?.replace('Job ', ''));
  await takeover.killInTheMiddle(job);
  await expect(page.getByRole('status').getByText('Success')).toBeVisible();
  expect(await takeover.end(job)).toMatchObject({ read: 1000, accepted: 1000 });
  await link.click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await page.getByRole('link', { name: 'Result preview' }).click();
  await page.getByRole('button', { name: 'Show personal values' }).click();
  await expect(page.getByRole('gridcell', { name: 'query-1', exact: true })).toBeVisible();
});

test('a segment is activated although worker and console are killed', { tag: '@whole' }, async ({ page, cluster }) => {
  const account = '549764609773';
  const takeover = new Takeover(page, cluster, account);
  const chooseOption = async (label: string, option: string | RegExp) => {
    await page.getByRole('combobox', { name: label, exact: true }).last().click();
    await page.getByRole('option', { name: option }).first().click();
  };
  await page.goto('/workbench/parent-segments');
  await page.getByRole('button', { name: 'Load the sample shop' }).click();
  await page.waitForURL(/\/audience\/\d+$/);
  await expect(page.getByRole('link', { name: /^Recent buyers/ }).first()).toBeVisible();
  const segment = page.getByRole('tree').getByRole('treeitem', { name: 'Recent buyers' }).first();
  await segment.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Create Activation' }).click();
  await page.waitForURL(/activations\/new$/);
  await page.getByRole('textbox', { name: 'Activation name' }).fill('Latest orders');
  await chooseOption('Authentication', new RegExp(AUTHENTICATION));
  await page.getByLabel('Ad Account ID').fill(account);
  await page.getByRole('button', { name: 'Next: Output Mapping' }).click();
  await page.getByText('Behavior rows', { exact: true }).click();
  await chooseOption('Which rows', 'Last');
  await page.getByRole('button', { name: 'Add Columns' }).first().click();
  for (const column of ['ordered_at', 'order_id']) await page.getByRole('checkbox', { name: column }).check();
  await page.getByRole('button', { name: 'Add 2 columns' }).click();
  await page.getByRole('textbox', { name: 'Output Column Name of ordered_at' }).fill('event_time');
  await page.getByRole('textbox', { name: 'Output Column Name of order_id' }).fill('event_id');
  await page.getByRole('button', { name: 'Add Columns' }).last().click();
  await page.getByRole('checkbox', { name: 'email' }).check();
  await page.getByRole('button', { name: 'Add 1 column' }).click();
  await page.getByRole('button', { name: 'Name it em', exact: true }).click();
  for (const text of ['checkout', 'web']) {
    await page.getByRole('button', { name: 'Add it with String Builder' }).first().click();
    await expect(page.getByLabel('Text of value 1').last()).toBeFocused();
    await page.keyboard.type(text);
  }
  await expect(page.getByText('All required columns are present').first()).toBeVisible();
  await page.getByRole('button', { name: 'Next: Schedule' }).click();
  await takeover.begin();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/activations\?fresh=\d+$/);
  await page.getByRole('button', { name: 'More actions: Latest orders', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Run now' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run and send' }).click();
  const row = page.getByRole('row', { name: /Latest orders(?! to)/ });
  const link = row.getByRole('link', { name: /^Job \d+$/ });
  const job = Number((await link.textContent())?.replace('Job ', ''));
  await takeover.killInTheMiddle(job);
  await expect(row).toContainText(/(\d+) of \1 accepted/);
  const records = await takeover.end(job);
  expect(records).toMatchObject({ accepted: records.read });
});

test('a workflow runs a query and exports its result, although worker and console are killed', {
  tag: '@whole',
}, async ({ page, cluster }) => {
  const account = '549764609774';
  const takeover = new Takeover(page, cluster, account);
  const files = {
    'daily.dig': `timezone: UTC
_export: {td: {database: sample_datasets}}
+prepare: {echo>: prepared}
+send:
  td>: queries/events.sql
  result_connection: ${AUTHENTICATION}
  result_settings: {type: pinterest_conversion, ad_account_id: "${account}", skip_invalid_record: true}
+report: {echo>: "Job \${td.last_job_id} sent the events"}
`,
    'queries/events.sql': `SELECT 'signup' AS event_name, 'web' AS action_source, now() AS event_time,
  'workflow-' || CAST(row_number() OVER () AS VARCHAR) AS event_id, 'one@mail.example' AS em
FROM conversions LIMIT 1000
`,
  };
  await page.goto('/workbench/workflows');
  await page.getByRole('link', { name: 'Upload Project' }).first().click();
  const file = { name: 'exports.tar.gz', mimeType: 'application/gzip', buffer: packProject('exports', files) };
  await page.getByLabel('Files of the project').setInputFiles(file);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.waitForURL(/\/workflows\/\d+/);
  await takeover.begin();
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByRole('dialog', { name: 'Run daily' }).getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/workflows\/attempts\/\d+/);
  const task = page.getByRole('treegrid').getByRole('row', { name: /^\+send / });
  await expect(task).toContainText('Running');
  await task.click();
  const link = page
    .getByRole('complementary', { name: 'Task +send' })
    .getByRole('link', { name: /^Job \d+$/ })
    .first();
  const job = Number((await link.textContent())?.replace('Job ', ''));
  await takeover.killInTheMiddle(job);
  await expect(page.locator('header').getByText('Success', { exact: true })).toBeVisible();
  expect(await takeover.end(job)).toMatchObject({ read: 1000, accepted: 1000 });
  await page.getByRole('link', { name: 'Logs' }).click();
  await expect(page.getByText(`Job ${job} sent the events`)).toBeVisible();
});
