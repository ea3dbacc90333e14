import { inlineCell, textRows, workbookBytes } from '../lib/adapters/xlsx/workbook.test-kit.ts';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { answerZone, enterSandbox, keepFileOrder, SEND_BUTTON } from './steps.ts';

const HEADER = ['event_id', 'event_name', 'action_source', 'event_time', 'em', 'value', 'currency'];
/** Yesterday at noon, as an Excel serial date. */
const YESTERDAY = 25_569 + Math.floor(Date.now() / 86_400_000) - 1 + 0.5;

function orderRow(row: number, email: string, currencyCell: string, attributes = ''): string {
  const texts = [`A-${row}`, 'checkout', 'web'].map(inlineCell).join('');
  const numbers = `<c s="1"><v>${YESTERDAY}</v></c>${inlineCell(email)}<c s="2"><v>1049.5</v></c>`;
  return `<row r="${row}"${attributes}>${texts}${numbers}${currencyCell}</row>`;
}

const usd = inlineCell('USD');
const orders = [
  `<row r="1">${inlineCell('Orders of November')}</row>`,
  `<row r="4">${HEADER.map(inlineCell).join('')}</row>`,
  orderRow(5, 'dana@mail.example', usd),
  orderRow(6, 'whit@post.example', usd, ' hidden="1"'),
  orderRow(7, 'no address', usd),
  orderRow(9, 'priya@inbox.example', '<c t="e"><v>#N/A</v></c>'),
].join('');

const WORKBOOK = workbookBytes({
  formats: ['m/d/yyyy h:mm', '"$"#,##0.00'],
  sheets: [
    { name: 'Summary', rows: textRows([['Totals'], ['Orders', '4']]) },
    { name: 'Orders', rows: orders },
    {
      name: 'Returns',
      rows: textRows([
        ['event_id', 'reason'],
        ['R-1', 'broken'],
      ]),
    },
    { name: 'Stores', rows: textRows([['Shop'], ['Berlin']]), state: 'hidden' },
  ],
});

test('a sheet of a workbook is chosen, read with its own row numbers, and sent', { tag: '@whole' }, async ({
  page,
}) => {
  await enterSandbox(page);
  await page.goto('/exports/new');
  const file = { name: 'orders.xlsx', mimeType: 'application/octet-stream', buffer: WORKBOOK };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/sheet$/);
  const sheet = (name: string) => page.getByRole('radio', { name });
  await expect(sheet('Orders')).toBeChecked();
  await expect(sheet('Orders')).toHaveAccessibleName(/Suggested.*Header in row 4; 7 column names.*4 records/s);
  await expect(sheet('Stores')).toHaveAccessibleName(/Hidden sheet/);
  const notes = page.getByRole('list', { name: 'About this sheet' });
  await expect(notes).toContainText('1 hidden row is included');
  await expect(notes).toContainText('1 cell with an error such as #N/A is read as empty');
  await expectUsable(page);

  await sheet('Returns').check();
  await expect(page.getByRole('region', { name: 'First rows of Returns' })).toContainText('reason');
  await sheet('Orders').check();
  await page.getByRole('link', { name: 'Continue with Orders' }).click();
  await page.waitForURL(/\/header$/);
  await expect(page.getByRole('radio', { name: 'Row 4' })).toBeChecked();
  await expect(page.getByText('4 records', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Match columns' }).last().click();
  await answerZone(page);
  await keepFileOrder(page);
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByRole('grid').getByRole('row', { name: /record 3 .*Error A-7 checkout/ })).toBeVisible();
  await page.getByRole('link', { name: 'Continue with 3' }).click();
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: /^Sandbox/ }).click();
  await page.getByLabel('Ad Account ID').fill('549764609761');
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
});

test('a file in the old format (.xls) is refused, and the message explains how to save it as .xlsx', async ({
  page,
}) => {
  await page.goto('/exports/new');
  const buffer = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000)]);
  await page.locator('input[type=file]').setInputFiles({ name: 'orders.xls', mimeType: '', buffer });
  await expect(page.getByText(/save it as an Excel workbook \(\.xlsx\)/)).toBeVisible();
});
