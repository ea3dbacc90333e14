import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { enterSandbox, sendToSandbox } from './steps.ts';

/** The steps of an export before sending: file, header and mapping. */

const time = Math.floor(Date.now() / 1000) - 60;

async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto('/exports/new');
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(content) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/exports\/new\/\d+\/(?:header|match)$/);
}

test('the header step appears for unknown column names, and allows another row or none', async ({ page }) => {
  await upload(
    page,
    'report.csv',
    `Report of May;\nWer;Wann;Was\na@b.test;${time};checkout\nc@d.test;${time}\n1;2;3;4\n`,
  );
  await expect(page).toHaveURL(/\/header$/);
  await expect(page.getByRole('radio', { name: 'Row 2' })).toBeChecked();
  await expect(page.getByText('3 records', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Row 2 is selected.*\. Rows above it are left out\.$/)).toBeVisible();
  await expectUsable(page);
  await page.goto(page.url().replace(/header$/, 'sheet'));
  await page.waitForURL(/\/header$/);
  await page.getByRole('radio', { name: 'Row 1' }).check();
  await expect(page.getByText('4 records', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Row 1 is selected[^.]*\.$/)).toBeVisible();
  await page.getByRole('radio', { name: 'Row 2' }).check();
  await expect(page.getByText('3 records', { exact: true })).toBeVisible();
  await expect(page.getByText(/1 row is shorter/)).toBeVisible();
  await expect(page.getByText(/1 row is longer/)).toBeVisible();
  await expect(page.getByText('a@b.test')).toBeVisible();
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(page.getByText('a@b.test')).toHaveCount(0);
  await page.getByRole('link', { name: 'Match columns' }).last().click();
  await expect(page.getByRole('row', { name: /Wann/ })).toBeVisible();
  await page.getByRole('link', { name: 'Header' }).click();
  await page.getByRole('radio', { name: 'No header row' }).check();
  await expect(page.getByText('5 records')).toBeVisible();
  await page.getByRole('link', { name: 'Match columns' }).last().click();
  await expect(page.getByRole('row', { name: /Column 2/ })).toBeVisible();
});

test('an encoding is proposed, and can be corrected where it is wrong', async ({ page }) => {
  const eucJp = Buffer.from([0xa5, 0xe1, 0xa1, 0xbc, 0xa5, 0xeb]);
  await upload(page, 'euc.csv', Buffer.concat([Buffer.from('em,city\na@b.test,'), eucJp, Buffer.from('\n')]));
  const encoding = page.getByRole('combobox', { name: 'Encoding' });
  await expect(encoding).toHaveText(/EUC-JP/);
  await encoding.click();
  await page.getByRole('option', { name: 'UTF-8', exact: true }).click();
  await expect(page.getByText(/1 row cannot be read/)).toBeVisible();
  await page.getByRole('button', { name: 'Read as EUC-JP' }).click();
  await expect(page.getByText('Every row fits the header.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'メール' })).toBeVisible();
});

test('a file in an unknown encoding opens at the step where the encoding can be chosen', async ({ page }) => {
  const name = Buffer.from('\xa3ukasz', 'latin1');
  const record = `a@b.test,checkout,web,${time},`;
  const header = 'em,event_name,action_source,event_time,fn\n';
  await upload(page, 'polish.csv', Buffer.concat([Buffer.from(header + record), name, Buffer.from('\n')]));
  await expect(page).toHaveURL(/\/header$/);
  await expect(page.getByText(/1 row cannot be read/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Another encoding' }).click();
  await page.getByRole('option', { name: /^Windows-1250/ }).click();
  await expect(page.getByText('Every row fits the header.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Łukasz' })).toBeVisible();
});

test('JSON Lines need no header step, a constant applies to every record, and the draft opens in another tab', {
  tag: '@whole',
}, async ({ page, context }) => {
  await enterSandbox(page);
  const lines = ['e1', 'e2'].map((id) =>
    JSON.stringify({
      event_name: 'checkout',
      event_time: time,
      event_id: `${id}-${time}`,
      em: ['a@b.test', 'c@d.test'],
    }),
  );
  await upload(page, 'events.jsonl', lines.join('\n'));
  await expect(page).toHaveURL(/\/match$/);
  await expect(page.getByRole('listitem').filter({ hasText: 'Action source action_source' })).toContainText(
    'no column',
  );
  await expectUsable(page);
  await page.getByRole('button', { name: 'Web web', exact: true }).click();
  await expect(page.getByText('draft saved')).toBeVisible();
  const address = page.url();
  const other = await context.newPage();
  await other.goto('/jobs/drafts');
  await other.getByRole('link', { name: 'events.jsonl' }).first().click();
  await other.waitForURL(address);
  await expect(other.getByText('“web” in every record')).toBeVisible();
  await expectUsable(other);
  await other.close();
  const job = await sendToSandbox(page);
  const { records } = await (await page.request.get(`/api/jobs/${job}`)).json();
  expect(records).toMatchObject({ read: 2, accepted: 2 });
});

test('one event name for every record is chosen from a list', async ({ page }) => {
  await upload(page, 'unnamed.csv', `action_source,event_time,event_id,em\nweb,${time},e,a@b.test\n`);
  await page.getByLabel('One value of Event name (event_name) for every record').click();
  await page.getByPlaceholder('Search values').fill('purchase');
  await page.getByRole('option', { name: 'Checkout checkout' }).click();
  await expect(page.getByText('“checkout” in every record')).toBeVisible();
  await expectUsable(page);
});

test('a constant value is validated by the rule of its field', async ({ page }) => {
  await upload(page, 'short.csv', `event_name,action_source,event_id,em\ncheckout,web,e,a@b.test\n`);
  await page.getByLabel('One value of Event time (event_time) for every record').fill('\\N');
  await page.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(page.getByLabel('One value of Event time (event_time) for every record')).toHaveValue('\\N');
  await page.getByLabel('One value of Event time (event_time) for every record').fill('yesterday');
  await page.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(page.getByLabel('One value of Event time (event_time) for every record')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByLabel('One value of Event time (event_time) for every record').fill(String(time));
  await page.keyboard.press('Enter');
  await expect(page.getByText(`“${time}” in every record`)).toBeVisible();
});

test('a mapping is saved for its header, applied automatically, undone, renamed and deleted', {
  tag: '@whole',
}, async ({ page }) => {
  const file = `kind,when,who,key\ncheckout,${time},a@b.test,k\n`;
  await upload(page, 'crm weekly.csv', file);
  await page.getByRole('link', { name: 'Match columns' }).last().click();
  await page.getByLabel('Field for who').click();
  await page
    .getByRole('option', { name: /^Email em/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('CRM weekly');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('“CRM weekly” is saved.')).toBeVisible();

  await upload(page, 'next week.csv', file);
  await page.waitForURL(/\/match$/);
  await expect(page.getByText('Matched as in “CRM weekly”')).toBeVisible();
  await expect(page.getByLabel('Field for who')).toContainText('em');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Field for who')).toContainText('Not sent');

  await page.goto('/integrations/mappings');
  await expectUsable(page);
  await page.getByRole('button', { name: /CRM weekly/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('CRM');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader', { name: 'CRM', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'More actions: CRM' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete mapping' }).click();
  await expect(page.getByRole('rowheader', { name: 'CRM', exact: true })).toHaveCount(0);
  await expect(page.locator('main')).toBeFocused();
});

test('a column named similarly to a field has to be checked until it is confirmed', async ({ page }) => {
  await upload(page, 'alike.csv', `evnt_name,action_source,event_time,event_id,em\ncheckout,web,${time},e,a@b.test\n`);
  const row = page.getByRole('row', { name: /evnt_name/ });
  await expect(row.getByText('Proposed: check')).toBeVisible();
  await page.getByRole('button', { name: /^To check/ }).click();
  await expect(page.getByRole('table', { name: 'Columns of the file' }).getByRole('row')).toHaveCount(2);
  await expectUsable(page);
  await page.getByRole('button', { name: 'Confirm evnt_name' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('No columns need to be checked.')).toBeVisible();
  await page.getByRole('button', { name: /^All/ }).click();
  await expect(page.getByText('draft saved')).toBeVisible();
  await page.reload();
  await expect(row.getByText('Matched', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^To check/ })).toHaveCount(0);
});

test('titles, equal names, a total row and Windows-1252 are recognized, with the reason', async ({ page }) => {
  const text = 'Bestellungen\nKW 47\nName;Name;Ort\nJörg;Müller;Köln\nAnna;Weiß;Ulm\nSumme;;\n';
  await upload(page, 'orders.csv', Buffer.from(text, 'latin1'));
  await expect(page.getByRole('radio', { name: 'Row 3' })).toBeChecked();
  await expect(page.getByRole('cell', { name: 'Name (2)' })).toBeVisible();
  await expect(page.getByText(/the bytes .*F6.* give the letters .*ö.* As UTF-8, 2 lines/)).toBeVisible();
  await expect(page.getByText('Record 3 looks like a total.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Encoding' }).click();
  await page.getByRole('option', { name: 'UTF-8', exact: true }).click();
  await expect(page.getByText('2 lines have characters that are not UTF-8 (�).')).toBeVisible();
  await page.getByRole('button', { name: /^Read as Windows-1252/ }).click();
  await expect(page.getByRole('combobox', { name: 'Encoding' })).toContainText('Windows-1252');
  await expect(page.getByRole('cell', { name: 'Müller' })).toBeVisible();
  await expectUsable(page);
});

test('the header row and a constant are chosen with the keyboard', async ({ page }) => {
  await upload(page, 'keys.csv', `kind;when\ncheckout;${time}\n`);
  await page.getByRole('radio', { name: 'Row 1' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('No records', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Match columns' })).toBeDisabled();
  await page.getByRole('radio', { name: 'Row 2' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('1 record', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Match columns' }).last().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/match$/);
  const web = page.getByRole('button', { name: 'Web web', exact: true });
  await web.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('“web” in every record')).toBeVisible();
  await expect(page.locator('main')).toBeFocused();
});
