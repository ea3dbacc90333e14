import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { expectHydrated } from './page-checks.ts';

/** Steps shared by several tests. */

const ACCOUNT = '549764609761';
/** More than the number of controls on any page. */
const MAX_TABS = 150;

/** Adds the sandbox to the product that the tests share, or to the product at `url`. */
export async function enterSandbox(page: Page, url = ''): Promise<void> {
  await page.goto(`${url}/integrations/catalog`);
  await page.getByRole('searchbox').fill('Pinterest Conversion');
  await page.getByRole('button', { name: 'Use the sandbox' }).click();
  await expect(page.getByRole('link', { name: 'Sandbox', exact: true })).toBeVisible();
}

/** Chooses the time zone of a file's times, because the file does not name it. */
export async function answerZone(page: Page, zone = 'UTC'): Promise<void> {
  await page.getByRole('button', { name: 'Answer or change' }).click();
  await page.getByLabel('In which time zone were the times written?', { exact: true }).click();
  await page.keyboard.type(zone);
  await page.getByRole('option', { name: zone }).first().click();
  await page.getByRole('button', { name: 'Use these answers' }).click();
}

/** Goes from the matched columns through the review to the Send step. */
export async function completeReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.getByRole('link', { name: /^Continue with/ }).click();
  await page.waitForURL(/\/send$/);
}

/** Shows the columns of reviews in the order of the file, so that a test can name cells by their position. */
export async function keepFileOrder(page: Page): Promise<void> {
  await page.context().addCookies([{ name: 'review_columns', value: 'file', url: page.url() }]);
}

/** Holds requests to an address, or only those with `method`, until the returned function is called. */
export async function holdRequests(
  page: Page,
  address: string | ((url: URL) => boolean),
  method?: 'POST',
): Promise<() => void> {
  const { promise, resolve: release } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    if (method === undefined || route.request().method() === method) await promise;
    await route.continue();
  });
  return release;
}

/** Waits until the page has read one more response, and has therefore read and rendered all earlier ones. */
export async function readLaterResponse(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await fetch('/icon.svg', { cache: 'no-store' })).text();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** Presses keys until they have an effect: a page handles none before hydration. */
export async function pressUntil(
  page: Page,
  keys: readonly string[],
  expectEffect: () => Promise<void>,
): Promise<void> {
  await expect(async () => {
    for (const key of keys) await page.keyboard.press(key);
    await expectEffect();
  }).toPass();
}

/** Opens the command palette with its keys, and types into it. */
export async function openPaletteWith(page: Page, text: string): Promise<void> {
  const input = page.getByRole('combobox', { name: 'Commands' });
  await expect(input).toHaveCount(0); // a closing palette would receive the typed text
  await pressUntil(page, ['Control+k'], () => expect(input).toBeFocused({ timeout: 5000 }));
  await page.keyboard.type(text);
}

/** Reaches a control with Tab alone. Keys that are pressed there have an effect. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  await expectHydrated(control);
  for (let tabs = 0; tabs < MAX_TABS; tabs += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}

/** The name of the send button, with or without the number of events. */
export const SEND_BUTTON = /^Send (\S+ )?events?$/;

/** Goes from the matched columns to a finished job; returns the job's ID. */
export async function sendToSandbox(page: Page): Promise<string> {
  await completeReview(page);
  await expect(page.getByText('Record 1', { exact: true })).toBeVisible();
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: /^Sandbox/ }).click();
  await page.getByLabel('Ad Account ID').fill(`https://ads.pinterest.com/advertiser/${ACCOUNT}/`);
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  return page.url().split('/').at(-1) ?? '';
}
