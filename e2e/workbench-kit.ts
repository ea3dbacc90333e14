import type { Page } from '@playwright/test';

/** What the tests of queries have in common. */

export const editorOf = (page: Page) => page.getByRole('textbox', { name: 'SQL of the query' });

/** Takes the place of all that is written there. */
export async function write(page: Page, sql: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
}
