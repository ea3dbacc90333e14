import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What axe finds on a page. Base UI's own guards of focus are focusable on purpose. */
export async function violationsOn(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).exclude('[data-base-ui-focus-guard]').analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** How far a page is wider than its window, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Accessible in both themes, on a phone and on a desk, and no wider than a phone. */
export async function looksRight(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
  expect(await violationsOn(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violationsOn(page)).toEqual([]);
}
