import { expect, test } from './fixtures.ts';
import { expectAccessible, expectLoaded, expectToFit } from './page-checks.ts';

/** Every page that needs no job, in both themes and on a phone: free of what axe can see, and no wider than the screen. */

const PAGES = [
  '/',
  '/integrations/catalog',
  '/integrations/catalog?new=pinterest_conversion',
  '/integrations/authentications',
  '/integrations/mappings',
  '/exports/new',
  '/jobs',
  '/jobs/999999',
  '/help',
  '/help/access-token',
  '/help/fields',
  '/help/hash-inspector',
  '/help/api',
  '/sandbox',
  '/settings',
  '/settings/retention',
  '/settings/mail',
  '/settings/notifications',
  '/settings/api-keys',
  '/settings/system',
  '/workbench/queries',
  '/workbench/queries/new',
  '/workbench/databases',
  '/workbench/upload',
];

/** No page waits for another: lanes may share them out. */
test.describe.configure({ mode: 'parallel' });

for (const path of PAGES) {
  test(`${path} in both themes and on a phone`, async ({ page }) => {
    await page.goto(path);
    await expectLoaded(page);
    await expectAccessible(page);
    await expectToFit(page);
  });
}

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  for (const path of PAGES) {
    test(`${path} says so, in words of its own, and holds them from a phone to a wall`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
      // While a page takes the place of its loading state, the document holds both.
      await expect(page.locator('main:visible')).toContainText(/[ぁ-んァ-ヶ]/);
      for (const width of [390, 768, 1024, 1280, 1920]) {
        await expectToFit(page, width);
      }
    });
  }
});
