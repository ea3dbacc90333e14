import { expect, test } from './fixtures.ts';
import { overflowOf, violationsOn } from './page-checks.ts';

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

for (const path of PAGES) {
  test(`${path} in both themes and on a phone`, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await expect(page.locator('h1').first()).toBeVisible();
      expect(await violationsOn(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
  });
}

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  for (const path of PAGES) {
    test(`${path} says so, in words of its own, and holds them from a phone to a wall`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
      await expect(page.locator('main')).toContainText(/[ぁ-んァ-ヶ]/);
      expect(await violationsOn(page)).toEqual([]);
      for (const width of [390, 768, 1024, 1280, 1920]) {
        await page.setViewportSize({ width, height: 844 });
        await expect.poll(() => overflowOf(page), String(width)).toBeLessThanOrEqual(0);
      }
    });
  }
});
