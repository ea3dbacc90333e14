import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Locator, type Page } from '@playwright/test';
import type Axe from 'axe-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

/** Defined in the page after SOURCE was evaluated. */
declare const axe: typeof Axe;

/**
 * The violations that axe finds on a page: each rule with the elements that break it. Axe runs in the page itself,
 * which has no frames: axe's Playwright package checks every frame and opens another page, so it takes ten times as
 * long.
 */
export async function accessibilityViolations(page: Page): Promise<readonly unknown[]> {
  await expect(page).toHaveTitle(/./); // The title is set after the content.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  await waitForTransitions(page);
  return page.evaluate(async (tags) => {
    const { violations } = await axe.run(
      { exclude: ['[data-base-ui-focus-guard]'] }, // Base UI's focus guards are focusable on purpose.
      { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false },
    );
    // A page that is re-rendered after an action has no title for a moment.
    const lasting = violations.filter(({ id }) => id !== 'document-title' || document.title === '');
    return lasting.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }, TAGS);
}

/** Waits for transitions to end: they lower the contrast of an element, and begin one frame after their cause. */
async function waitForTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const isEndless = (animation: Animation) =>
      animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
    const finite = document.getAnimations().filter((animation) => !isEndless(animation));
    await Promise.allSettled(finite.map(({ finished }) => finished));
  });
}

/** Waits until an element handles events: React adds its own keys to it when it hydrates it. */
export async function expectHydrated(element: Locator): Promise<void> {
  const isHydrated = (each: Element) => Object.keys(each).some((key) => key.startsWith('__react'));
  await expect.poll(() => element.evaluate(isHydrated)).toBe(true);
}

/** Waits until the page has content and nothing is loading. */
export async function expectLoaded(page: Page): Promise<void> {
  await expect(page.locator('h1:visible').first()).toBeVisible();
  await expect(page.locator('.appear-late').filter({ visible: true })).toHaveCount(0);
}

export async function expectAccessible(page: Page): Promise<void> {
  await expectAccessibleIn(page, 'light');
  await expectAccessibleIn(page, 'dark');
}

export async function expectAccessibleIn(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // The page applies the theme a frame later; until then, axe would mix values of both themes.
  await expect(page.locator('html')).toContainClass(theme);
  expect(await accessibilityViolations(page), theme).toEqual([]);
}

/** Fails if the page overflows horizontally at this width, by default a phone's. */
export async function expectNoOverflow(page: Page, width = PHONE.width): Promise<void> {
  await page.setViewportSize({ ...PHONE, width });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, String(width)).toBeLessThanOrEqual(0);
}

/** Checks overflow on a phone, and accessibility in the dark theme on a phone and in the light theme on a desktop. */
export async function expectUsable(page: Page): Promise<void> {
  await expectNoOverflow(page);
  await expectAccessibleIn(page, 'dark');
  await page.setViewportSize(DESKTOP);
  await expectAccessibleIn(page, 'light');
}
