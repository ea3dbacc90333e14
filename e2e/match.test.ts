import type { Page } from '@playwright/test';
import { textRows, workbookBytes } from '../lib/adapters/xlsx/workbook.test-kit.ts';
import { MAX_PART } from '../lib/core/record/field-target.ts';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { enterSandbox, holdRequests, sendToSandbox } from './steps.ts';

/**
 * A German shop's file is matched: fields, joined and split columns, values and units. Next week's file needs no
 * matching.
 */

const yesterday = new Date(Date.now() - 86_400_000);
const twoDigits = (number: number) => String(number).padStart(2, '0');
const germanDate = `${twoDigits(yesterday.getUTCDate())}.${twoDigits(yesterday.getUTCMonth() + 1)}.${yesterday.getUTCFullYear()}`;

function fileOf(week: string): string {
  return [
    'Bestellnummer;Datum;Kassenzeit;Ereignis;Kanal;Name;E-Mail-Adresse;Betrag',
    `${week}-1;${germanDate};04:05;Kauf;Filiale;Anna Schäfer;${week}1@post.example;1.299,90`,
    `${week}-2;${germanDate};04:06;Retoure;Onlineshop;Jörg Müller;${week}2@post.example;5,00`,
    `${week}-3;${germanDate};04:07;Warenkorb;Onlineshop;Jörg Müller;${week}3@post.example;5,00`,
  ].join('\n');
}

async function uploadToMatch(page: Page, week: string): Promise<void> {
  await page.goto('/exports/new');
  const file = { name: `${week}.csv`, mimeType: 'text/csv', buffer: Buffer.from(fileOf(week)) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/exports\/new\/\d+\/(?:header|match)$/);
  if (page.url().endsWith('header')) await page.getByRole('link', { name: 'Match columns' }).last().click();
  await page.waitForURL(/\/match$/);
}

async function chooseOption(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option }).first().click();
}

test("a file is matched with joins, splits, values and units, and next week's file needs no matching", {
  tag: '@whole',
}, async ({ page }) => {
  await enterSandbox(page);
  await uploadToMatch(page, 'kw47');
  await expect(page.getByText('kw471@post.example')).toBeVisible();
  await expect(page.getByLabel('Field 2 for Bestellnummer')).toContainText('event_id');
  await expect(page.getByLabel('Field for E-Mail-Adresse')).toContainText('hashed, SHA-256');
  await expect(page.getByLabel('Field for Betrag')).not.toContainText('hashed');

  await page.getByRole('button', { name: 'More actions: Datum' }).click();
  await page.getByRole('menuitem', { name: 'Join with a column' }).click();
  await chooseOption(page, 'Column that follows', 'Kassenzeit');
  await expect(page.getByText(`${germanDate} 04:05`)).toBeVisible();
  await page.getByRole('button', { name: 'Another column' }).click();
  await chooseOption(page, 'Column 2 that follows', 'Name');
  await expect(page.getByText(`${germanDate} 04:05 `)).toContainText('Schäfer');
  await expect(page.getByRole('option')).toHaveCount(0);
  await chooseOption(page, 'Column 2 that follows', 'None');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  const rowOf = (column: string) => page.getByRole('row', { name: new RegExp(`^${column} `) });
  await expect(page.getByText('Datum + Kassenzeit', { exact: true })).toBeVisible();
  await expect(rowOf('Datum')).toContainText('Joined: Datum + Kassenzeit');
  await expect(rowOf('Kassenzeit')).toContainText('Joined: Datum + Kassenzeit');

  // The column's name says that it has full names.
  await expect(page.getByLabel('Field 2 for Name')).toContainText('Last name');
  await page.getByRole('button', { name: 'More actions: Name' }).click();
  await page.getByRole('menuitem', { name: 'Split…' }).click();
  await expect(page.getByText('For example: Schäfer')).toBeVisible();
  await expectUsable(page);
  const another = page.getByRole('button', { name: 'Another part' });
  for (let partCount = 2; partCount < MAX_PART; partCount += 1) await another.click();
  await expect(another).toHaveCount(0);
  await page.getByRole('button', { name: 'Split', exact: true }).click();

  await page.getByRole('button', { name: 'Match values' }).click();
  await expect(page.getByLabel('Sent as, for Retoure')).toContainText('Leave out the records');
  await expect(page.getByLabel('Sent as, for Filiale')).toContainText('offline');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Use these values' }).click();
  await page.getByRole('button', { name: /^Time zone/ }).click();
  await chooseOption(page, 'In which time zone were the times written?', 'Europe/Berlin');
  await expect(page.getByLabel('What separates decimals?')).toContainText('Comma');
  await chooseOption(page, 'Which comes first, the day or the month?', /^Day first/);
  await expectUsable(page);
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'open' })).toHaveCount(0);
  await expectUsable(page);
  const job = await sendToSandbox(page);
  const { records } = await (await page.request.get(`/api/jobs/${job}`)).json();
  expect(records).toMatchObject({ read: 3, accepted: 2, invalid: 0, not_sent: 1 });

  await page.goto('/exports/new');
  const nextWeek = { name: 'kw48.csv', mimeType: 'text/csv', buffer: Buffer.from(fileOf('kw48')) };
  await page.locator('input[type=file]').setInputFiles(nextWeek);
  await page.waitForURL(/\/send$/);
  await expect(page.getByText('The saved mapping “kw47” was applied.')).toBeVisible();
  await expect(page.getByText(/Europe\/Berlin · Day first/)).toBeVisible();
});

/** The codes of fields that reach beyond their controls. */
function clippedCodes(page: Page): Promise<readonly (string | null)[]> {
  return page.locator('button .mono').evaluateAll((codes) => {
    const isClipped = (code: Element) => {
      const control = code.closest('button')?.getBoundingClientRect();
      const { right, bottom } = code.getBoundingClientRect();
      return control !== undefined && (right > control.right || bottom > control.bottom);
    };
    return codes.filter(isClipped).map(({ textContent }) => textContent);
  });
}

test('a proposed join names its columns', async ({ page }) => {
  await page.goto('/exports/new');
  const rows = ['r-1,checkout,100,0001,https://shop.example/1', 'r-2,checkout,150,0002,https://shop.example/2'];
  const text = ['event_id,event_name,郵便番号1,郵便番号2,event_source_url', ...rows].join('\n');
  const file = { name: 'parts.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  const proposed = page.getByRole('row', { name: /^郵便番号1 / });
  await expect(proposed).toContainText('Joined: 郵便番号1 + 郵便番号2');
  await expect(proposed).toContainText('Proposed: check');
  const other = page.getByRole('row', { name: /^郵便番号2 / });
  await expect(other).toContainText('Joined: 郵便番号1 + 郵便番号2');
  await expect(other.getByLabel('Field for 郵便番号2')).toContainText('Only joined');
  await expectUsable(page);
  await expect(page.getByLabel('Field for event_source_url')).toContainText('event_source_url');
  expect(await clippedCodes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Confirm 郵便番号1' }).click();
  await expect(proposed).toContainText('Joined: 郵便番号1 + 郵便番号2');
  await expect(proposed.getByText('Joined', { exact: true })).toBeVisible();
});

test('a column that is joined to another one no longer feeds the same field', { tag: '@whole' }, async ({ page }) => {
  await page.goto('/exports/new');
  const text = 'event_id,event_name,ph,ph_1\nn-1,checkout,+81 90,1234 5678\nn-2,checkout,+81 80,8765 4321';
  const file = { name: 'halves.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  const second = page.getByLabel('Field for ph_1', { exact: true });
  await expect(second).toContainText('ph_1');
  await page.getByRole('button', { name: 'More actions: ph', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Join with a column' }).click();
  await chooseOption(page, 'Column that follows', 'ph_1');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('ph_1 is now joined to ph, and no longer feeds')).toBeVisible();
  await expect(second).toContainText('Only joined');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expect(second).toContainText('ph_1');
});

test('Match shows that values are being counted, then what is wrong with a column', { tag: '@whole' }, async ({
  page,
}) => {
  const release = await holdRequests(page, '**/profile');
  const nameOf = (n: number) => `山田 ${String.fromCodePoint(0x5000 + n)}`;
  const rows = Array.from(
    { length: 250 },
    (_, n) => `Kind ${n};k-${n};${nameOf(n)};Filiale;${germanDate} 04:05;${n}@post.example`,
  );
  const text = ['event_name;Beleg;Käuferin;Kanal;Weg;E-Mail', ...rows].join('\n');
  await page.goto('/exports/new');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'kinds.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.waitForURL(/\/match$/);
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });
  await expect(row('event_name')).toContainText('Counting');
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeDisabled();
  await expect(page.getByText('The values are still being read.')).toBeVisible();
  release();
  await expect(row('event_name')).toContainText('No value allowed');
  await expect(page.getByText('none of its 250 values is allowed. Is it the right column?')).toBeVisible();

  await page.getByLabel('Field for Weg').click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.type('event');
  await expect(page.getByRole('option').first()).toContainText('Event name');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Match values' }).first().click();
  await page.getByRole('button', { name: 'Use these values' }).click();
  await page.getByLabel('Field for Weg').click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.type('action');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Field for Weg')).toContainText('Action source');
  await expect(page.getByText('1 matched value of Kanal was dropped.')).toBeVisible();
  await expectUsable(page);
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await expect(page.getByLabel('Field for Kanal')).toContainText('Action source');
  await expect(page.getByText('from Kanal: its only value is allowed or matched')).toBeVisible();
  await expect(page.getByText('Filiale → offline')).toBeVisible();

  await row('Käuferin').getByRole('button', { name: 'Looks like names: split' }).click();
  await expect(page.getByText('For example: 倀')).toBeVisible();
  await page.getByRole('button', { name: 'Split', exact: true }).click();
  await expect(page.getByLabel('Field for Käuferin')).toContainText('Last name');
  await expect(page.getByLabel('Field 2 for Käuferin')).toContainText('First name');
});

test('matched words of personal fields are hidden with the other personal values', { tag: '@whole' }, async ({
  page,
}) => {
  const time = Math.floor(Date.now() / 1000) - 3600;
  const csv = `event_name,event_time,action_source,em,ge\nKauf,${time},web,a@b.test,Frau\n`;
  await page.goto('/exports/new');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'gender.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.waitForURL(/\/exports\/new\/\d+\/(?:header|match)$/);
  if (page.url().endsWith('header')) await page.getByRole('link', { name: 'Match columns' }).last().click();
  await page.getByRole('button', { name: 'Match values' }).first().click();
  await page.getByRole('button', { name: 'Use these values' }).click();
  await expect(page.getByText('Frau → f')).toBeVisible();
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(page.getByText('Frau → f')).toHaveCount(0);
  await expect(page.getByText('Kauf → checkout')).toBeVisible();
});

test('values are counted again for another sheet', { tag: '@whole' }, async ({ page }) => {
  const sheets = [
    {
      name: 'Visits',
      rows: textRows([
        ['event_name', 'Kanal'],
        ['page_visit', 'Web'],
      ]),
    },
    {
      name: 'Orders',
      rows: textRows([
        ['event_name', 'Kanal'],
        ['Kauf', 'Filiale'],
        ['Storno', 'Web'],
      ]),
    },
  ];
  await page.goto('/exports/new');
  const buffer = workbookBytes({ sheets });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'two.xlsx', mimeType: 'application/octet-stream', buffer });
  const matchSheet = async (sheet: string) => {
    await page.waitForURL(/\/sheet$/);
    await page.getByRole('radio', { name: sheet }).check();
    await page.getByRole('link', { name: `Continue with ${sheet}` }).click();
    await page.waitForURL(/\/header$/);
    await page.getByRole('link', { name: 'Match columns' }).last().click();
  };
  await matchSheet('Visits');
  await expect(page.getByText('from event_name: its only value is allowed or matched')).toBeVisible();
  await page.getByRole('link', { name: 'Back' }).click();
  await page.waitForURL(/\/header$/);
  await page.getByRole('link', { name: 'Back' }).click();
  await matchSheet('Orders');
  await expect(page.getByText('from event_name: 2 of 2 values are open')).toBeVisible();
  await expect(page.getByRole('row', { name: /^event_name / })).toContainText('2 distinct');
});

const TIME = Math.floor(Date.now() / 1000) - 7200;
const CONSENT = [
  'event_id,event_time,event_name,action_source,em,Newsletter,Member,Note,',
  ...Array.from({ length: 24 }, (_, index) => {
    return `c-${process.pid}-${index},${TIME},checkout,web,c${index}@post.example,${index % 3 === 0 ? 'yes' : 'no'},M-1,Herr ${index},x`;
  }),
].join('\n');

test('the meaning of a consent is chosen once, and columns that cannot be right are reported', async ({ page }) => {
  await page.goto('/exports/new');
  const file = { name: 'consent.csv', mimeType: 'text/csv', buffer: Buffer.from(CONSENT) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  await expect(
    page.getByText('A column with values has no name and is not sent: column 9 (24 records).'),
  ).toBeVisible();
  for (const [column, field] of [
    ['Newsletter', /^Opt-out opt_out/],
    ['Member', /external_id/],
    ['Note', /^Phone/],
  ] as const)
    await chooseOption(page, `Field for ${column}`, field);
  const aside = page.getByRole('complementary').last();
  await expect(aside.getByText('All 24 records have the same value')).toBeVisible();
  await expect(aside.getByText('None of its 24 values can be read as Phone (ph)')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Note/ })).toContainText('Not readable');
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeDisabled();
  await page.getByRole('button', { name: 'Opted out or not?' }).click();
  await expectUsable(page);
  await page.getByRole('radio', { name: 'The person agrees: not opted out' }).check();
  await page.getByRole('button', { name: 'Use these values' }).click();
  await expect(page.getByRole('row', { name: /^Newsletter/ })).toContainText('Matched');
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeEnabled();
  await page.getByRole('button', { name: 'Match values' }).click();
  await expect(page.getByLabel('Sent as, for yes')).toContainText('No: not opted out');
  await expect(page.getByLabel('Sent as, for no')).toContainText('Yes: opted out');
});

test('a consent whose values cannot be listed cannot be sent, and the reason is shown', { tag: '@whole' }, async ({
  page,
}) => {
  const long = CONSENT.replace(',no,', `,${'no, '.repeat(40).trim().replaceAll(',', ';')},`);
  await page.goto('/exports/new');
  const file = { name: 'long-consent.csv', mimeType: 'text/csv', buffer: Buffer.from(long) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  await chooseOption(page, 'Field for Newsletter', /^Opt-out opt_out/);
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeDisabled();
  await page.getByRole('button', { name: 'Opted out or not?' }).click();
  await expect(page.getByRole('dialog')).toContainText('Its values cannot be listed');
  await expectUsable(page);
  await page.keyboard.press('Escape');
  await chooseOption(page, 'Field for Newsletter', /^Not sent/);
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeEnabled();
});

test('letters typed before the list of a field has opened are searched, and choose nothing', async ({ page }) => {
  await page.goto('/exports/new');
  const buffer = Buffer.from('event_name,action_source,event_time,event_id,em,Filiale\ncheckout,web,1,e1,a@b.test,x');
  await page.locator('input[type=file]').setInputFiles({ name: 'letters.csv', mimeType: 'text/csv', buffer });
  await page.waitForURL(/\/match$/);
  const field = page.locator('button').and(page.getByLabel('Field for Filiale', { exact: true }));
  await field.focus();
  await page.keyboard.type('lang');
  await expect(page.locator('input[role=combobox]:focus')).toHaveValue('lang');
  await expect(page.getByRole('option').first()).toContainText('language');
  await page.keyboard.press('Escape');
  await expect(field).toContainText('Not sent');
  await expect(field).toBeFocused();
});
