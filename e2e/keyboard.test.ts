import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { SEND_BUTTON, tabTo } from './steps.ts';

/** The main flow without a pointer: its controls are reachable by Tab, and visible when focused. */

const EXAMPLE = join(import.meta.dirname, '../examples/all-columns.csv');

/** Reaches a control with Tab alone, and checks that it is not covered and not outside the viewport. */
async function tabToVisible(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  // Polled, because a page may still be rendering when the control receives focus.
  await expect.poll(() => control.evaluate(isUncovered), { message: await control.innerHTML() }).toBe(true);
}

function isUncovered(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const topmost = document.elementFromPoint(left + width / 2, top + height / 2);
  return topmost !== null && (element.contains(topmost) || topmost.contains(element));
}

async function tabToAndPressEnter(page: Page, control: Locator): Promise<void> {
  await tabToVisible(page, control);
  await page.keyboard.press('Enter');
}

test('the main flow works with the keyboard alone, from catalog to records', { tag: '@whole' }, async ({ page }) => {
  await page.goto('/integrations/catalog');
  await tabToAndPressEnter(page, page.getByRole('button', { name: 'Use the sandbox' }));
  await expect(page.getByRole('link', { name: 'Sandbox', exact: true })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.insertText('upload file');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/exports\/new$/);
  const choosing = page.waitForEvent('filechooser');
  await tabToAndPressEnter(page, page.getByRole('button', { name: 'Select file' }));
  await (await choosing).setFiles(EXAMPLE);
  await page.waitForURL(/\/match$/);
  await tabToAndPressEnter(page, page.getByRole('button', { name: 'Review the records' }));
  await tabToAndPressEnter(page, page.getByRole('link', { name: /^Continue with/ }));
  await page.waitForURL(/\/send$/);

  await tabToAndPressEnter(page, page.getByLabel('Authentication'));
  await page.keyboard.type('Sandbox');
  await page.keyboard.press('Enter');
  await tabToVisible(page, page.getByLabel('Ad Account ID'));
  await page.keyboard.insertText('549764609761');
  await tabToAndPressEnter(page, page.getByRole('button', { name: SEND_BUTTON }));
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  await tabToAndPressEnter(page, page.getByRole('link', { name: /^Records(?! not)/ }));
  await page.waitForURL(/\/records/);
});
