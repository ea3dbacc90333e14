import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type Axe from 'axe-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

/** The page's own, once it was put there. */
declare const axe: typeof Axe;

/**
 * What axe finds on a page: each rule with the elements that break it. It runs in the page itself, as no page has frames:
 * its package for Playwright asks every frame and opens another page for the sum, which takes ten times as long.
 */
export async function violationsOn(page: Page): Promise<readonly unknown[]> {
  await expect(page).toHaveTitle(/./); // It comes a moment after what the page shows.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  return page.evaluate(async (tags) => {
    const { violations } = await axe.run(
      { exclude: ['[data-base-ui-focus-guard]'] }, // Base UI's own guards of focus are focusable on purpose.
      { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false },
    );
    // A page that is rendered anew after an action is without its title for a moment.
    const lasting = violations.filter(({ id }) => id !== 'document-title' || document.title === '');
    return lasting.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }, TAGS);
}

/** Something is there, and nothing is on its way any more. */
export async function expectLoaded(page: Page): Promise<void> {
  await expect(page.locator('h1:visible').first()).toBeVisible();
  await expect(page.locator('.appear-late').filter({ visible: true })).toHaveCount(0);
}

/** Accessible in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectAccessibleIn(page, 'light');
  await expectAccessibleIn(page, 'dark');
}

async function expectAccessibleIn(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // The page hears of it a frame later; what axe reads before and after does not go together.
  await expect(page.locator('html')).toContainClass(theme);
  expect(await violationsOn(page), theme).toEqual([]);
}

/** No wider than a window of this width; the narrowest is a phone's. */
export async function expectToFit(page: Page, width = PHONE.width): Promise<void> {
  await page.setViewportSize({ ...PHONE, width });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, String(width)).toBeLessThanOrEqual(0);
}

/** Accessible in both themes, on a phone and on a desk, and no wider than a phone. */
export async function looksRight(page: Page): Promise<void> {
  await expectToFit(page);
  await expectAccessibleIn(page, 'dark');
  await page.setViewportSize(DESK);
  await expectAccessibleIn(page, 'light');
}
