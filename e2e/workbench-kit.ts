import type { Page } from '@playwright/test';

/** What tests of queries share. */

export const editorOf = (page: Page) => page.getByRole('textbox', { name: 'SQL of the query' });

/** Replaces the SQL in the editor. */
export async function replaceSql(page: Page, sql: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
}
