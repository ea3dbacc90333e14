import { expect, test } from './fixtures.ts';
import { expectAccessible, expectLoaded, expectNoOverflow } from './page-checks.ts';

/** Every page that needs no job: accessible in both themes, and without horizontal overflow on a phone. */

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
  '/workbench/parent-segments',
  '/workbench/parent-segments/new',
];

/** Pages are independent and can be distributed over workers. */
test.describe.configure({ mode: 'parallel' });

for (const path of PAGES) {
  test(`${path} in both themes and on a phone`, async ({ page }) => {
    await page.goto(path);
    await expectLoaded(page);
    await expectAccessible(page);
    await expectNoOverflow(page);
  });
}

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  for (const path of PAGES) {
    test(`${path} is translated, and fits from a phone to a large screen`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
      // While a page replaces its loading state, the document contains both.
      await expect(page.locator('main:visible')).toContainText(/[ぁ-んァ-ヶ]/);
      for (const width of [390, 768, 1024, 1280, 1920]) {
        await expectNoOverflow(page, width);
      }
    });
  }
});
