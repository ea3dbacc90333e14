import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { SEND } from './steps.ts';

/** The main job without a pointer: every control is reached by Tab, and is seen when it has the focus. */

const EXAMPLE = join(import.meta.dirname, '../examples/all-columns.csv');
/** More than any page has controls. */
const MOST_TABS = 150;

/** Goes on to a control by Tab alone. What has the focus is never behind anything else, or out of sight. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
  // Polled, because a page may still be rendering when it takes the focus. What stays covered fails.
  await expect.poll(() => control.evaluate(isInSight), { message: await control.innerHTML() }).toBe(true);
}

function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  return seen !== null && (element.contains(seen) || seen.contains(element));
}

async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

test('the main job by keyboard alone, from the catalog to the records', async ({ page }) => {
  await page.goto('/integrations/catalog');
  await press(page, page.getByRole('button', { name: 'Use the sandbox' }));
  await expect(page.getByRole('link', { name: 'Sandbox', exact: true })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.insertText('upload file');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/exports\/new$/);
  const choosing = page.waitForEvent('filechooser');
  await press(page, page.getByRole('button', { name: 'Select file' }));
  await (await choosing).setFiles(EXAMPLE);
  await page.waitForURL(/\/match$/);
  await press(page, page.getByRole('button', { name: 'Review the records' }));
  await press(page, page.getByRole('link', { name: /^Continue with/ }));
  await page.waitForURL(/\/send$/);

  await press(page, page.getByLabel('Authentication'));
  await page.keyboard.type('Sandbox');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Ad Account ID'));
  await page.keyboard.insertText('549764609761');
  await press(page, page.getByRole('button', { name: SEND }));
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  await press(page, page.getByRole('link', { name: /^Records/ }));
  await page.waitForURL(/\/records/);
});
