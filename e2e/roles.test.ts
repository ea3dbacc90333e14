import type { Page } from '@playwright/test';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { needsOfPage } from '../lib/core/access/page-permission.ts';
import { hasPermission, type Permission, type Role } from '../lib/core/access/permission.ts';
import { ECHO } from '../tests/kit/canary.ts';
import { pageRoutes } from './app-routes.ts';
import { test as base, expect } from './fixtures.ts';
import { expectLoaded } from './page-checks.ts';
import { createOwner, signedIn } from './people-kit.ts';
import { plant, plantedPath } from './planted.ts';
import { type Product, withProducts } from './product.ts';

/** Each page as its reader may use it: nothing is offered that is refused, and nothing is greyed that is allowed. */

const ACCOUNT = '549764609761';

const test = base.extend<object, { product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object
    async ({}, use) => {
      const sandbox = await startSandbox({});
      sandbox.setScript([{ match: { account: ACCOUNT }, do: { failEventIds: ['wachtelqx-bad'], message: ECHO } }]);
      await withProducts(async (start) => {
        const product = await start(undefined, { PINTEREST_API_BASE_URL: sandbox.url });
        await product.waitUntilReady();
        await plant(product, ACCOUNT);
        await createOwner(product);
        await use(product);
      });
      await sandbox.close();
    },
    { scope: 'worker' },
  ],
});

/** Without those for people who are not signed in. */
const PATHS = pageRoutes()
  .filter((route) => !/^\/(?:sign-in|invitations)/.test(route))
  .map(plantedPath);

/** What a person was refused on a page: addresses, or the names of server actions' refusals. */
function watchRefusals(page: Page): string[] {
  const refused: string[] = [];
  page.on('response', (response) => {
    const request = response.request();
    if (response.status() === 403) refused.push(`${request.method()} ${request.url()}`);
    // Refusals of server actions are part of an answer with the status 200.
    if (request.headers()['next-action'] === undefined) return;
    void response.text().then(
      (text) => text.includes('permission_missing') && refused.push(`action on ${page.url()}`),
      () => undefined,
    );
  });
  return refused;
}

interface Control {
  readonly name: string;
  readonly needs: string;
  readonly isGreyed: boolean;
  readonly reason: string;
}

/** The controls of the page, and of open dialogs and menus, that name a permission. */
function controlsOf(page: Page): Promise<Control[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-needs]')].map((control) => ({
      name: control.getAttribute('aria-label') ?? control.textContent ?? '',
      needs: control.dataset['needs'] ?? '',
      isGreyed: control.getAttribute('aria-disabled') === 'true',
      reason: (control.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' '),
    })),
  );
}

/** Those that are greyed although they are permitted, or the other way round. */
function wrongOf(role: Role, controls: readonly Control[]): Control[] {
  return controls.filter(({ needs, isGreyed, reason }) => {
    const isRefused = !hasPermission({ role }, needs as Permission);
    return isRefused !== (isGreyed && reason.includes('Needs the role')) && !(isGreyed && !isRefused);
  });
}

for (const role of ['viewer', 'operator', 'admin'] as const) {
  test(`the controls of every page are those of a reader with the role ${role}`, async ({ browser, product }) => {
    const page = await signedIn(browser, product, role);
    const refused = watchRefusals(page);
    const wrong: unknown[] = [];
    let named = 0;
    for (const path of PATHS) {
      await page.goto(product.url + path);
      await expectLoaded(page);
      const needs = needsOfPage(path);
      const isClosed = needs !== undefined && !hasPermission({ role }, needs);
      await expect(page.getByRole('heading', { name: /^You need the role/ }), path).toHaveCount(isClosed ? 1 : 0);
      for (const menu of await page.locator('main [aria-haspopup=menu]:visible').all()) {
        await menu.press('Enter');
        await expect(page.getByRole('menu')).toBeVisible();
        wrong.push(...wrongOf(role, await controlsOf(page)).map((control) => ({ path, ...control })));
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toHaveCount(0);
      }
      const controls = await controlsOf(page);
      named += controls.length;
      wrong.push(...wrongOf(role, controls).map((control) => ({ path, ...control })));
      const failures = page.getByText(/This page could not be shown|needs the permission/);
      await expect(failures, path).toHaveCount(0);
    }
    expect(wrong).toEqual([]);
    expect(refused).toEqual([]);
    expect(named).toBeGreaterThan(100);
  });
}
