import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectHydrated, expectNoOverflow } from './page-checks.ts';
import { csvOf, pintd, queueExport } from './shell.ts';
import { openPaletteWith, pressUntil } from './steps.ts';

/** The command palette and keyboard shortcuts. */

test('the palette opens any page, job or authentication, and does not send the typed text', { tag: '@whole' }, async ({
  page,
}) => {
  await pintd(['auth:create', 'Palette shop'], 'pina_palette');
  const job = await queueExport(csvOf(3, 'palette'), 'Palette shop', '700000000088');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url() + (request.postData() ?? '')));
  await page.goto('/');

  await openPaletteWith(page, 'fields and');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/help\/fields$/);

  await openPaletteWith(page, 'PALETTE sh');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Palette shop' })).toBeVisible();

  await openPaletteWith(page, String(job));
  await page.getByRole('option', { name: new RegExp(`^Job ${job} `) }).click();
  await page.waitForURL(new RegExp(`/jobs/${job}$`));

  await openPaletteWith(page, 'upload');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/exports\/new$/);

  await openPaletteWith(page, 'create auth');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Create Authentication' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toHaveCount(0);

  await page.goto('/jobs');
  await openPaletteWith(page, 'nothing is called like this');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(requests.filter((request) => /palette.?sh|called/i.test(request))).toEqual([]);
});

test('the palette opens with its button, switches the theme, and is accessible', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto('/help');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await expectNoOverflow(page);
});

test('go-to keys work on a page, not in a field or a dialog, and can be switched off', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/');
  await pressUntil(page, ['g', 'j'], () => page.waitForURL(/\/jobs$/, { timeout: 5000 }));
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.waitForURL(/\/integrations\/catalog$/);

  await page.getByRole('searchbox').focus();
  await page.keyboard.type('g h ?');
  await expect(page.getByRole('searchbox')).toHaveValue('g h ?');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.goto('/help');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await pressUntil(page, ['?'], () => expect(help).toBeVisible({ timeout: 5000 }));
  await expect(help.getByText('Authentications')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await help.getByRole('switch', { name: 'Single keys' }).click();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe('/help');

  await page.reload();
  await openPaletteWith(page, '');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await openPaletteWith(page, '');
  await page.getByRole('option', { name: /Keyboard shortcuts/ }).click();
  await expect(help.getByRole('switch', { name: 'Single keys' })).not.toBeChecked();
  expect(new URL(page.url()).pathname).toBe('/help');
  await help.getByRole('switch', { name: 'Single keys' }).click();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.waitForURL(/\/integrations\/authentications$/);
});

for (const [platform, search, redo] of [
  ['MacIntel', '⌘K', '⇧⌘Z'],
  ['Win32', 'Ctrl+K', 'Ctrl+Shift+Z'],
] as const) {
  test(`keys have the names of the keyboard of ${platform}`, async ({ page }) => {
    await page.addInitScript((name) => Object.defineProperty(navigator, 'platform', { get: () => name }), platform);
    await page.goto('/help');
    await openPaletteWith(page, '');
    await page.getByRole('option', { name: /Keyboard shortcuts/ }).click();
    const keysOf = (term: string) =>
      page
        .getByRole('dialog')
        .locator('dl > div')
        .filter({ has: page.getByText(term, { exact: true }) })
        .locator('kbd');
    await expect(keysOf('Search')).toHaveText(search);
    await expect(keysOf('Redo')).toHaveText(redo);
  });
}

test('a letter typed before the search has the focus goes to the search', async ({ page }) => {
  await page.goto('/jobs');
  await expectHydrated(page.getByRole('button', { name: 'Search' }).first());
  const focused = await page.evaluate(
    () =>
      new Promise<string | null | undefined>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector('[role=dialog] input')) return;
          observer.disconnect();
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
          resolve(document.activeElement?.getAttribute('role'));
        }).observe(document.body, { childList: true, subtree: true });
        dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
      }),
  );
  expect(focused).toBe('combobox');
});
