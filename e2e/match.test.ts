import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { enterSandbox, send } from './steps.ts';

/** A German shop's file is matched: fields, joined and split columns, values and units; and next week's file needs nothing. */

const day = new Date(Date.now() - 86_400_000);
const two = (number: number) => String(number).padStart(2, '0');
const date = `${two(day.getUTCDate())}.${two(day.getUTCMonth() + 1)}.${day.getUTCFullYear()}`;

function fileOf(week: string): string {
  return [
    'Bestellnummer;Datum;Kassenzeit;Ereignis;Kanal;Name;E-Mail-Adresse;Betrag',
    `${week}-1;${date};04:05;Kauf;Filiale;Anna Schäfer;${week}1@post.example;1.299,90`,
    `${week}-2;${date};04:06;Retoure;Onlineshop;Jörg Müller;${week}2@post.example;5,00`,
    `${week}-3;${date};04:07;Warenkorb;Onlineshop;Jörg Müller;${week}3@post.example;5,00`,
  ].join('\n');
}

async function upload(page: Page, week: string): Promise<void> {
  await page.goto('/exports/new');
  const file = { name: `${week}.csv`, mimeType: 'text/csv', buffer: Buffer.from(fileOf(week)) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/exports\/new\/\d+\/(?:header|match)$/);
  if (page.url().endsWith('header')) await page.getByRole('link', { name: 'Match columns' }).last().click();
  await page.waitForURL(/\/match$/);
}

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option }).first().click();
}

test('a file is matched with joins, splits, values and units, and next week needs nothing', { tag: '@whole' }, async ({
  page,
}) => {
  await enterSandbox(page);
  await upload(page, 'kw47');
  await expect(page.getByText('kw471@post.example')).toBeVisible();
  await expect(page.getByLabel('Field 2 for Bestellnummer')).toContainText('event_id');

  await page.getByRole('button', { name: 'More actions: Datum' }).click();
  await page.getByRole('menuitem', { name: 'Join with a column' }).click();
  await choose(page, 'Column that follows', 'Kassenzeit');
  await expect(page.getByText(`${date} 04:05`)).toBeVisible();
  await expectUsable(page);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('Datum + Kassenzeit')).toBeVisible();

  await page.getByLabel('Field for Name').click();
  await page.keyboard.type('last name');
  await page
    .getByRole('option', { name: /^Last name/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'More actions: Name' }).click();
  await page.getByRole('menuitem', { name: 'Split' }).click();
  await choose(page, 'Last name (ln)', /^Last part/);
  await expect(page.getByText('For example: Schäfer')).toBeVisible();
  await page.getByRole('button', { name: 'Split', exact: true }).click();

  await page.getByRole('button', { name: 'Match values' }).click();
  await expect(page.getByLabel('Sent as, for Retoure')).toContainText('Leave out the records');
  await expect(page.getByLabel('Sent as, for Filiale')).toContainText('offline');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Use these values' }).click();
  await page.getByRole('button', { name: 'Answer or change' }).click();
  await choose(page, 'In which time zone were the times written?', 'Europe/Berlin');
  await expect(page.getByLabel('What separates decimals?')).toContainText('Comma');
  await choose(page, 'Which comes first, the day or the month?', /^Day first/);
  await expectUsable(page);
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'open' })).toHaveCount(0);
  await expectUsable(page);
  const job = await send(page);
  const { records } = await (await page.request.get(`/api/jobs/${job}`)).json();
  expect(records).toMatchObject({ read: 3, accepted: 2, invalid: 0, not_sent: 1 });

  await page.goto('/exports/new');
  const next = { name: 'kw48.csv', mimeType: 'text/csv', buffer: Buffer.from(fileOf('kw48')) };
  await page.locator('input[type=file]').setInputFiles(next);
  await page.waitForURL(/\/send$/);
  await expect(page.getByText('The saved mapping “kw47” was applied.')).toBeVisible();
  await expect(page.getByText(/Europe\/Berlin · Day first/)).toBeVisible();
});
