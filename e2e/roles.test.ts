import type { Page } from '@playwright/test';
import { needsOfPage } from '../lib/core/access/page-permission.ts';
import { hasPermission, type Permission, type Role } from '../lib/core/access/permission.ts';
import { pageRoutes } from './app-routes.ts';
import { expect } from './fixtures.ts';
import { expectLoaded } from './page-checks.ts';
import { newPerson, signIn } from './people-kit.ts';
import { plantedPath, plantedTest as test } from './planted.ts';

/** Pages gray out the controls that their reader may not use, and no others. */

/** All pages except those for people who are not signed in. */
const PATHS = pageRoutes()
  .filter((route) => !/^\/(?:sign-in|invitations)/.test(route))
  .map(plantedPath);

/** Collects the requests and server actions of a page that are refused. */
function watchRefusals(page: Page): string[] {
  const refused: string[] = [];
  page.on('response', (response) => {
    const request = response.request();
    if (response.status() === 403) refused.push(`${request.method()} ${request.url()}`);
    // A refused server action responds with the status 200.
    if (request.headers()['next-action'] === undefined) return;
    void response.text().then(
      (text) => text.includes('permission_missing') && refused.push(`action on ${page.url()}`),
      () => undefined,
    );
  });
  return refused;
}

const MENUS_PER_PAGE = 3;

interface Control {
  readonly name: string;
  readonly needs: string;
  readonly isGrayed: boolean;
  readonly reason: string;
}

/** The controls of the page, and of open dialogs and menus, that name a permission. */
function controlsOf(page: Page): Promise<Control[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-needs]')].map((control) => ({
      name: control.getAttribute('aria-label') ?? control.textContent ?? '',
      needs: control.dataset['needs'] ?? '',
      isGrayed: control.getAttribute('aria-disabled') === 'true',
      reason: (control.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' '),
    })),
  );
}

/** Controls that are grayed out although the role may use them, or not grayed out although it may not. */
function wrongControls(role: Role, controls: readonly Control[]): Control[] {
  return controls.filter(({ needs, isGrayed, reason }) => {
    const isRefused = !hasPermission({ role }, needs as Permission);
    // Controls may be grayed out for other reasons, such as a form that is not complete.
    return isRefused !== (isGrayed && reason.includes('Needs the role'));
  });
}

for (const role of ['viewer', 'operator', 'admin'] as const) {
  test(`every page grays out exactly what the role ${role} may not use`, { tag: '@whole' }, async ({
    browser,
    planted: { product },
  }) => {
    const { page } = await newPerson(browser, product, role);
    const refused = watchRefusals(page);
    const wrong: unknown[] = [];
    let controlCount = 0;
    for (const path of PATHS) {
      await page.goto(product.url + path);
      await expectLoaded(page);
      const needs = needsOfPage(path);
      const isClosed = needs !== undefined && !hasPermission({ role }, needs);
      await expect(page.getByRole('heading', { name: /^You need the role/ }), path).toHaveCount(isClosed ? 1 : 0);
      // All rows of a list have the same menu, so a few are enough.
      const menus = await page.locator('main [aria-haspopup=menu]:visible:not([aria-disabled=true])').all();
      for (const menu of menus.slice(0, MENUS_PER_PAGE)) {
        await menu.press('Enter');
        await expect(page.getByRole('menu')).toBeVisible();
        wrong.push(...wrongControls(role, await controlsOf(page)).map((control) => ({ path, ...control })));
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toHaveCount(0);
      }
      const controls = await controlsOf(page);
      controlCount += controls.length;
      wrong.push(...wrongControls(role, controls).map((control) => ({ path, ...control })));
      const failures = page.getByText(/This page could not be shown|needs the permission/);
      await expect(failures, path).toHaveCount(0);
    }
    expect(wrong).toEqual([]);
    expect(refused).toEqual([]);
    expect(controlCount).toBeGreaterThan(100);
  });
}

test('a grayed-out control can be focused, does nothing and says which role it needs', async ({
  browser,
  planted: { product },
}) => {
  const { page } = await newPerson(browser, product, 'viewer');
  const refused = watchRefusals(page);
  await page.goto(`${product.url}/jobs/1`);
  const rerun = page.getByRole('button', { name: 'Re-run' });
  await expect(rerun).toHaveAccessibleDescription('Needs the role Operator. Your role is Viewer.');
  await rerun.focus();
  const reason = page.getByText('Needs the role Operator. Your role is Viewer.').filter({ visible: true });
  await expect(reason).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  // Without `force`, Playwright would wait until the button is enabled.
  await rerun.click({ force: true });
  await expect(reason).toBeVisible();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  const upload = page.getByRole('link', { name: 'Upload File' });
  await page.goto(product.url);
  await expect(upload).toHaveAttribute('aria-disabled', 'true');
  await upload.click({ force: true });
  await expect(reason).toBeVisible();
  await expect(page).toHaveURL(`${product.url}/`);
  expect(refused).toEqual([]);
});

test('a person whose role changes while a page is open signs in again, and returns with the new role', {
  tag: '@whole',
}, async ({ browser, planted: { product } }) => {
  const { page: admin } = await newPerson(browser, product, 'admin');
  const person = await newPerson(browser, product, 'operator');
  const { page, name } = person;
  await page.goto(`${product.url}/jobs/1?from=test`);
  await expect(page.getByRole('button', { name: 'Re-run' })).not.toHaveAttribute('aria-disabled');
  await admin.goto(`${product.url}/settings/people`);
  await admin.getByRole('combobox', { name: `Role of ${name}` }).click();
  await admin.getByRole('option', { name: 'Viewer' }).click();
  await expect(admin.getByText(`${name} has a new role`)).toBeVisible();

  const dialog = page.getByRole('dialog', { name: 'You are signed out' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fjobs%2F1%3Ffrom%3Dtest$/);
  await signIn(person);
  await expect(page).toHaveURL(`${product.url}/jobs/1?from=test`);
  await expect(page.getByRole('button', { name: 'Re-run' })).toHaveAttribute('aria-disabled', 'true');
});

test('an action reports that the session has ended', async ({ browser, planted: { product } }) => {
  const { page } = await newPerson(browser, product, 'admin');
  await page.goto(`${product.url}/settings`);
  await expectLoaded(page);
  // Otherwise this request would be the first to report that the session has ended.
  await page.route('**/api/notices*', (route) => route.abort());
  const field = page.getByLabel('Calls per minute');
  // Hydration may discard typed text, so it is typed again.
  await expect(async () => {
    await field.fill('4999');
    expect(await field.inputValue()).toBe('4999');
  }).toPass();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('dialog', { name: 'You are signed out' })).toBeVisible();
});

test('a draft reports once that the session has ended, and is saved after sign-in in another tab', {
  tag: '@whole',
}, async ({ browser, planted: { product } }) => {
  const person = await newPerson(browser, product, 'operator');
  const { page } = person;
  await page.goto(`${product.url}/exports/new`);
  const lines = ['event_name,action_source,event_time,event_id,em,note', 'checkout,web,1790000000,e1,a@mail.example,x'];
  const buffer = Buffer.from(`${lines.join('\n')}\n`);
  await page.locator('input[type=file]').setInputFiles({ name: 'ended.csv', mimeType: 'text/csv', buffer });
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
  // Otherwise this request would be the first to report that the session has ended.
  await page.route('**/api/notices*', (route) => route.abort());
  await expect(page.getByText('100%').first()).toBeVisible();
  await page.getByLabel('Field for note', { exact: true }).click();
  await page.context().clearCookies();
  await page.getByRole('option', { name: 'order_id' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'You are signed out' });
  await expect(dialog).toBeVisible();
  const retried = page.waitForResponse((response) => response.url().endsWith('/draft'));
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await retried;
  await expect(page.getByText('draft not saved: you are signed out.')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  const another = await page.context().newPage();
  await another.goto(`${product.url}/sign-in`);
  await signIn({ ...person, page: another });
  await expect(page.getByText('draft saved')).toBeVisible();
});
