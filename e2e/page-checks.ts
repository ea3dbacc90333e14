import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What axe finds on a page. Base UI's own guards of focus are focusable on purpose. */
export async function violationsOn(page: Page): Promise<unknown[]> {
  return found(axeOn(page).withTags(TAGS));
}

/** Accessible in both themes: of all that is looked at, colours alone depend on them. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violationsOn(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await found(axeOn(page).withRules(['color-contrast'])), 'dark').toEqual([]);
}

/** No wider than a window of this width; the narrowest is a phone's. */
export async function expectToFit(page: Page, width = 390): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, String(width)).toBeLessThanOrEqual(0);
}

/** Accessible in both themes, on a phone and on a desk, and no wider than a phone. */
export async function looksRight(page: Page): Promise<void> {
  await expectToFit(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violationsOn(page), 'dark, on a phone').toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violationsOn(page), 'light').toEqual([]);
}

const axeOn = (page: Page) => new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]');

async function found(axe: AxeBuilder): Promise<unknown[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
