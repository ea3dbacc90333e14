import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { enterSandbox, SEND_BUTTON, sendToSandbox } from './steps.ts';

/** A messy file is matched and fixed once. Next week's file skips to Send, or stops at a step with something new. */

const TIME = Math.floor(Date.now() / 1000) - 86_400;
const COLUMNS = 'Bestellnummer;Zeitpunkt;Ereignis;Kanal;E-Mail-Adresse;Betrag';

/** A file in Windows-1252 with title rows, German values, times in milliseconds, and decimal commas. */
function fileOf(week: string, columns = COLUMNS, extraRows: readonly string[] = []): Buffer {
  const row = (id: number, event: string) =>
    `${week}-${id};${TIME + id}000;${event};Filiale;${week}${id}@post.example;1.299,5${id}`;
  const lines = [
    `Verkäufe für Köln, ${week}`,
    'Stand: gestern früh',
    columns,
    row(1, 'Kauf'),
    row(2, 'Retoure'),
    ...extraRows,
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/exports/new');
  await page.locator('input[type=file]').setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer });
}

async function chooseOption(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** Begins to count clicks on the page; returns a function that reads their number. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    document.addEventListener('click', () => {
      const clicks = Number(sessionStorage.getItem('clicks') ?? 0) + 1;
      sessionStorage.setItem('clicks', String(clicks));
    });
  });
  await page.evaluate(() => sessionStorage.removeItem('clicks'));
  return () => page.evaluate(() => Number(sessionStorage.getItem('clicks') ?? 0));
}

test("next week's file needs at most three clicks, and stops at a step with something new", { tag: '@whole' }, async ({
  page,
  browser,
  baseURL,
}) => {
  await enterSandbox(page);
  await upload(page, 'Verkauf 47', fileOf('w47'));
  await page.waitForURL(/\/header$/);
  await page.getByRole('link', { name: 'Match columns' }).last().click();
  await page.waitForURL(/\/match$/);
  const id = new URL(page.url()).pathname.split('/')[3] ?? '';
  await chooseOption(page, 'Field for Zeitpunkt', /^Event time/);
  await page.getByRole('button', { name: 'Match values' }).first().click();
  await expect(page.getByLabel('Sent as, for Kauf')).toContainText('checkout');
  await expect(page.getByLabel('Sent as, for Filiale')).toContainText('offline');
  await page.getByRole('button', { name: 'Use these values' }).click();
  await page.getByRole('button', { name: 'Decimal sign' }).click();
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(/\/review/);
  await page.getByRole('button', { name: /^Repair 1 record…$/ }).click();
  await page.getByRole('button', { name: /^Repair 1 record$/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible();
  await page.goto(`/exports/new/${id}/match`);
  const job = await sendToSandbox(page);
  const { records } = await (await page.request.get(`/api/jobs/${job}`)).json();
  expect(records).toMatchObject({ read: 2, accepted: 1, not_sent: 1 });

  const clicks = await countClicks(page);
  const isState = (url: URL) => url.pathname.endsWith('/review/state');
  await page.route(isState, (route) => route.abort());
  await upload(page, 'Verkauf 48', fileOf('w48'));
  await expect(page.getByText('The progress could not be loaded')).toBeVisible();
  await page.unroute(isState);
  await page.waitForURL(/\/send$/);
  await expect(page.getByText('The saved mapping “Verkauf 47” was applied.')).toBeVisible();
  await expect(page.getByText(/Comma: 1\.299,90 · 1 fix in 2 records/)).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'Records', exact: true }).click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByText(/Comma: 1\.299,90/).first()).toBeVisible();
  await page.goBack();
  await page.waitForURL(/\/send$/);
  const before = await clicks();
  // The sandbox is already chosen if there is no other authentication, or if it was used for the last export.
  const authentication = page.getByLabel('Authentication', { exact: true });
  if (!(await authentication.textContent())?.includes('Sandbox'))
    await chooseOption(page, 'Authentication', /^Sandbox/);
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  expect((await clicks()) - before).toBeLessThanOrEqual(3);

  await upload(
    page,
    'Verkauf 49',
    fileOf('w49', `${COLUMNS};Telefon`, [`w49-9;${TIME}000;Gutschein;Filiale;a@b.test;1,5;`]),
  );
  await page.waitForURL(/\/match$/);
  await expect(page.getByText('New column: Telefon.')).toBeVisible();
  await expect(page.getByText('New value: Gutschein (Ereignis).')).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('Telefon');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Match values' }).first().click();
  await expect(page.getByLabel('Sent as, for Gutschein')).toBeVisible();
  await page.keyboard.press('Escape');
  const times = page.getByRole('row', { name: /^Zeitpunkt / });
  await expect(times).toContainText(String(TIME + 1));
  await expect(times).not.toContainText(`${TIME + 1}000`);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(times).toContainText(`${TIME + 1}000`);

  await upload(page, 'Verkauf 50', fileOf('w50', COLUMNS, [`w50-9;${TIME}000;Kauf;Filiale;no address;1,5`]));
  await page.waitForURL(/\/review$/);
  await expect(page.getByText('Not an email address').first()).toBeVisible();

  const japanese = await browser.newContext({ locale: 'ja-JP', baseURL: baseURL ?? '' });
  const inJapanese = await japanese.newPage();
  await upload(inJapanese, 'Verkauf 51', fileOf('w51'));
  await inJapanese.waitForURL(/\/send$/);
  await expect(inJapanese.getByText('保存済みマッピング「Verkauf 47」を適用しました。')).toBeVisible();
  await japanese.close();
});

/** A file with columns that only this test uses; `ids` are the numbers of its events. */
function salesFile(week: string, ids: readonly number[]): Buffer {
  const rows = ids.map((id, row) => `checkout,web,${TIME},${week}-${id},${week}${id}@post.example,${row}.50,Kasse`);
  const lines = ['event_type,event_source,event_time,event_id,email,value,Kassenbon', ...rows, 'Summe,,,,,99.50,'];
  return Buffer.from(lines.join('\n'));
}

test('repeats stop the first file that has them, and are then treated as decided; a total row needs no click', {
  tag: '@whole',
}, async ({ page }) => {
  await enterSandbox(page);
  await upload(page, 'Kasse 47', salesFile('k47', [1, 2]));
  await page.waitForURL(/\/match$/);
  await page.getByRole('button', { name: 'Review the records' }).click();
  await expect(page.getByText('All 2 records are ready')).toBeVisible();
  await expect(page.getByText('Record 3 looks like a total row and is left out.')).toBeVisible();
  await page.getByRole('button', { name: /^Left out/ }).click();
  await expect(page.getByRole('grid').getByText('Summe')).toBeVisible();
  await page.goBack();
  await page.goto(`${page.url().split('/review')[0]}/match`);
  await sendToSandbox(page);

  await upload(page, 'Kasse 48', salesFile('k48', [1, 1, 2]));
  await page.waitForURL(/\/review\?repeats=all$/);
  await expect(page.getByText('1 record repeats an earlier event name and event ID.')).toBeVisible();
  await page.getByRole('button', { name: /^Errors/ }).click();
  await expect(page.getByText('One repeats an earlier event: 0 identical, 1 with other values.')).toBeVisible();
  await expect(page.getByText('No problems were found')).toHaveCount(0);
  await page.getByRole('link', { name: 'Continue with 3' }).click();
  await page.waitForURL(/\/send$/);
  await expect(page.getByText('1 repeat: with other values.')).toBeVisible();
  await expect(page.getByText('repeats another record and is sent, too')).toBeVisible();
  await expectUsable(page);
  await page.getByLabel('Last only').check();
  await expect(page.getByText('Record 2 has the same event and is sent instead.')).toBeVisible();
  await page.getByRole('button', { name: 'Rehearse in the sandbox' }).click();
  const rehearsing = page.getByRole('alertdialog', { name: 'Rehearse with 2 events?' });
  await expect(rehearsing).toContainText('1 repeat: with other values. Only the last of each event is sent.');
  await rehearsing.getByRole('button', { name: 'Rehearse in the sandbox' }).click();
  await expect(page.getByText('2 events accepted by the sandbox')).toBeVisible();

  // The rehearsal has saved the choice, too.
  await upload(page, 'Kasse 49', salesFile('k49', [1, 2, 2]));
  await page.waitForURL(/\/send$/);
  await expect(page.getByText('of repeats, the last is sent')).toBeVisible();
  await expect(page.getByLabel('Last only')).toBeChecked();
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: /^Sandbox/ }).click();
  await page.getByLabel('Ad Account ID').fill('549764600088');
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('1 repeat was left out.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Records', exact: true })).toBeVisible();
});
