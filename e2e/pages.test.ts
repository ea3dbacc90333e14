import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

/** Every page, in both themes and on a phone: found, free of what axe can see, and no wider than the screen. */

const PAGES = [
  '/integrations/catalog',
  '/integrations/catalog?new=pinterest_conversion',
  '/integrations/authentications',
  '/exports/new',
  '/jobs',
  '/jobs/999999',
  '/help',
  '/help/access-token',
  '/help/fields',
  '/sandbox',
];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

for (const theme of ['light', 'dark'] as const) {
  for (const path of PAGES) {
    test(`${path} in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      // Base UI's own guards of focus are focusable on purpose.
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).exclude('[data-base-ui-focus-guard]').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
