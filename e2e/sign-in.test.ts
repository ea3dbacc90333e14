import type { Browser, Page } from '@playwright/test';
import { LOCALE_COOKIE } from '../lib/messages/locale.ts';
import { test as base, expect } from './fixtures.ts';
import { expectHydrated, expectUsable } from './page-checks.ts';
import { createOwnerInConsole, OWNER } from './people-kit.ts';
import { type Product, withProducts } from './product.ts';

/** Sign-in changes the whole console, so each test has a product of its own. */
const test = base.extend<{ product: Product }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object
  product: async ({}, use) => {
    await withProducts(async (start) => {
      const product = await start();
      await product.waitUntilReady();
      await use(product);
    });
  },
});

const OTHER = { name: 'Jonas Lind', email: 'jonas@shop.example', password: 'gravel teapot ninety swan' };

/** A page in the browser of another person. */
async function newPersonPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US' });
  return context.newPage();
}

async function signIn(page: Page, { email, password }: typeof OWNER): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('once there is an owner, everyone must sign in; links lead to no other site; a session can be ended', async ({
  page,
  browser,
  product,
}) => {
  await page.goto(`${product.url}/jobs`);
  await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
  await page.goto(`${product.url}/settings/people`);
  await expect(page.getByText('No sign-in is needed yet.')).toBeVisible();
  await expectUsable(page);
  await page.getByRole('textbox', { name: 'Password' }).fill('password1234');
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await expect(page.getByText('A name is required.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill(OWNER.name);
  await page.getByLabel('Email').fill(OWNER.email);
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await expect(page.getByText('This password is common')).toBeVisible();
  const elsewhere = await newPersonPage(browser);
  await elsewhere.goto(`${product.url}/jobs`);
  await createOwnerInConsole(page, product);
  await expect(elsewhere.getByRole('dialog', { name: 'You are signed out' })).toBeVisible();

  await elsewhere.goto(`${product.url}/jobs?state=error`);
  await expect(elsewhere).toHaveURL(`${product.url}/sign-in?to=%2Fjobs%3Fstate%3Derror`);
  await expect(elsewhere.getByRole('navigation')).toHaveCount(0);
  await expectUsable(elsewhere);
  await signIn(elsewhere, { ...OWNER, password: 'not the password' });
  await expect(elsewhere.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible();
  await signIn(elsewhere, OWNER);
  await expect(elsewhere).toHaveURL(`${product.url}/jobs?state=error`);

  await page.goto(`${product.url}/account/security`);
  await expect(page.getByText('This session')).toBeVisible();
  await expectUsable(page);
  await page.getByRole('button', { name: 'Sign out the other one' }).click();
  await expect(page.getByRole('button', { name: 'Sign out the other one' })).toHaveCount(0);
  // A click could fail: the page may notice at any time that its session has ended, and a dialog then covers its links.
  await elsewhere.goto(`${product.url}/settings`);
  await expect(elsewhere).toHaveURL(/\/sign-in\?to=/);

  await page.goto(`${product.url}/account`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${product.url}/sign-in`);
  expect((await page.request.get(`${product.url}/api/jobs?ids=1`)).status()).toBe(401);

  const link = `${product.url}/sign-in?to=${encodeURIComponent('/.//elsewhere.example/')}`;
  await page.goto(link);
  await signIn(page, OWNER);
  await expect(page).toHaveURL(`${product.url}/`);
  // A person who is already signed in is redirected at once.
  await page.goto(link);
  await expect(page).toHaveURL(`${product.url}/`);
});

test("a person is invited, accepts, gets other roles, and is disabled, and the person's API key revoked", async ({
  page,
  browser,
  product,
}) => {
  await createOwnerInConsole(page, product);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('Email').fill(OTHER.email);
  await page.getByRole('button', { name: 'Create the link' }).click();
  const link = await page.getByRole('dialog').locator('pre, code').first().textContent();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('invited by Aiko Tanaka')).toBeVisible();
  await expectUsable(page);

  const other = await newPersonPage(browser);
  await other.goto(link ?? '');
  await expect(other.getByText(`Aiko Tanaka has invited ${OTHER.email}`)).toBeVisible();
  await expect(other.getByRole('banner')).toBeVisible();
  await expectUsable(other);
  await other.getByRole('textbox', { name: 'Name' }).fill(OTHER.name);
  await other.getByRole('textbox', { name: 'Password' }).fill(OTHER.password);
  await other.getByRole('button', { name: 'Create my account' }).click();
  await expect(other).toHaveURL(`${product.url}/`);
  expect((await other.goto(link ?? ''))?.status()).toBe(404);
  await expect(other.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  // Signed in, this person sees the console's own navigation instead of the banner.
  await expect(other.getByRole('banner')).toHaveCount(0);
  await expectUsable(other);
  await other.goto(`${product.url}/settings/people`);
  await expect(other.getByRole('heading', { name: 'You need the role Admin' })).toBeVisible();

  await page.reload();
  await changeRole(page, 'Viewer');
  await other.goto(`${product.url}/jobs`);
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, OTHER);
  await expect(other).toHaveURL(`${product.url}/jobs`);
  await page.reload(); // without the notice of the previous change
  await changeRole(page, 'Admin');
  await other.goto(`${product.url}/settings/api-keys`);
  await signIn(other, OTHER);
  const createKey = other.getByRole('button', { name: 'Create API key' });
  await expectHydrated(createKey);
  await createKey.click();
  await other.getByRole('textbox', { name: 'Name' }).fill('Nightly export');
  await other.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
  await other.getByRole('button', { name: 'Done' }).click();
  await expect(other.getByText(`by ${OTHER.name}`)).toBeVisible();
  await expectUsable(other);

  await page.reload();
  const moreActions = page.getByRole('button', { name: `More actions: ${OTHER.name}` });
  await expectHydrated(moreActions);
  await moreActions.click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Disable ${OTHER.name}?` });
  await expect(dialog.getByText('Nightly export')).toBeVisible();
  await expectUsable(page);
  await dialog.getByRole('checkbox', { name: 'Revoke the API key' }).check();
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('“Nightly export” is revoked.')).toBeVisible();
  await expect(page.getByText('Disabled on')).toBeVisible();
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await page.goto(`${product.url}/settings/api-keys`);
  await expect(page.getByText('Revoked on')).toBeVisible();
});

/** Changes the role of the other person; the People page must be open. */
async function changeRole(page: Page, role: string): Promise<void> {
  const roleOfOther = page.getByRole('combobox', { name: `Role of ${OTHER.name}` });
  await expectHydrated(roleOfOther);
  await roleOfOther.click();
  await page.getByRole('option', { name: role }).click();
  await expect(page.getByText(`${OTHER.name} has a new role`)).toBeVisible();
}

test('the page that creates the owner is in Japanese, too', { tag: '@whole' }, async ({ page, context, product }) => {
  await context.addCookies([{ name: LOCALE_COOKIE, value: 'ja', url: product.url }]);
  await page.goto(`${product.url}/settings/people`);
  await expect(page.getByText('サインインはまだ必要ありません。')).toBeVisible();
  await expectUsable(page);
});
