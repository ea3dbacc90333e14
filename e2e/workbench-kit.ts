import type { Page } from '@playwright/test';

/** Shared helpers for tests of queries. */

export const editorOf = (page: Page) => page.getByRole('textbox', { name: 'SQL of the query' });

/** Replaces the SQL in the editor. */
export async function replaceSql(page: Page, sql: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
}
