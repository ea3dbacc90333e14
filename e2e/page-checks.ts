import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What axe finds on a page. Base UI's own guards of focus are focusable on purpose. */
export async function violationsOn(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).exclude('[data-base-ui-focus-guard]').analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Nothing is found in light or dark. */
export async function isFitInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violationsOn(page), colorScheme).toEqual([]);
  }
}

/** How far a page is wider than its window, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
