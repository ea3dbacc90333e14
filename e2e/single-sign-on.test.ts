import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { LOCALE_COOKIE } from '../lib/messages/locale.ts';
import { freePort } from '../lib/start/port.ts';
import { CLIENT_SECRET, type IdentityProvider, startIdentityProvider } from '../tests/kit/identity-provider.ts';
import { test as base, expect } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { createOwner, signIn as signInByPassword } from './people-kit.ts';
import { type Product, withProducts } from './product.ts';

interface Started {
  readonly product: Product;
  readonly provider: IdentityProvider;
  /** Makes the last proof of every session old. */
  forgetProofs(): void;
}

const MINA = { name: 'Mina Okafor', email: 'mina@shop.example', groups: ['console-admins'] };
const OWNER = { name: 'Aiko Tanaka', email: 'owner@shop.example' };
const SUBJECT = 'subject-of-mina-9c41';

/** A product with an owner, and a real provider, which is another site for the browser. */
const test = base.extend<{ started: Started }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object
  started: async ({}, use) => {
    const port = await freePort('127.0.0.1', 0);
    const provider = await startIdentityProvider(`http://localhost:${port}`, {
      [SUBJECT]: MINA,
      cook: { email: 'cook@shop.example', groups: ['cooks'] },
      aiko: { ...OWNER, groups: ['console-admins'] },
    });
    await withProducts(async (start, dataDir) => {
      const product = await start(port, { ...provider.settings, PINTD_OIDC_ROLES: 'console-admins=admin' });
      await product.waitUntilReady();
      await createOwner(product);
      const forgetProofs = () => {
        const database = new Database(join(dataDir, 'console.db'));
        database.prepare('UPDATE session SET proved_at = 0').run();
        database.close();
      };
      await use({ product, provider, forgetProofs });
    });
    await provider.close();
  },
});

const newContext = (browser: Browser): Promise<BrowserContext> => browser.newContext({ locale: 'en-US' });

async function continueAs(page: Page, account: string): Promise<void> {
  await page.getByLabel('Account').fill(account);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('the provider signs a person in with the role of a group, and proves identity for a sensitive action', {
  tag: '@whole',
}, async ({ page, started: { product, forgetProofs } }) => {
  await page.goto(`${product.url}/settings/api-keys`);
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await page.getByRole('button', { name: 'Sign in with Birdhouse' }).click();
  await continueAs(page, SUBJECT);
  await expect(page).toHaveURL(`${product.url}/settings/api-keys`);
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Nightly');
  forgetProofs();
  await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expect(proof.getByRole('textbox', { name: 'Password' })).toHaveCount(0);
  await expectUsable(page);
  const opening = page.waitForEvent('popup');
  await proof.getByRole('button', { name: 'Confirm with Birdhouse' }).click();
  const popup = await opening;
  await expect(proof.getByRole('status')).toContainText('Sign in again in the window of Birdhouse.');
  await continueAs(popup, SUBJECT);
  await expect.poll(() => popup.isClosed()).toBe(true);
  await expect(page.locator('pre', { hasText: /pce_\d+_/ })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();

  await page.goto(`${product.url}/account/security`);
  await expect(page.getByRole('region', { name: 'Single sign-on' })).toContainText(MINA.email);
  await expect(page.getByRole('region', { name: 'Sessions' })).toContainText('single sign-on');
  await expect(page.getByRole('region', { name: 'Password' })).toContainText('None.');
  for (const secret of [SUBJECT, CLIENT_SECRET, 'code=', 'mina@']) expect(product.output).not.toContain(secret);
});

test('without a role or with a known email, sign-in is refused; a known person connects and disconnects', {
  tag: '@whole',
}, async ({ page, browser, started: { product } }) => {
  const stranger = await (await newContext(browser)).newPage();
  await stranger.goto(`${product.url}/sign-in`);
  await stranger.getByRole('button', { name: 'Sign in with Birdhouse' }).click();
  await continueAs(stranger, 'cook');
  await expect(stranger.getByRole('alert').filter({ hasText: 'none of your groups there has a role' })).toBeVisible();
  // No part of the response stays in the URL.
  await expect(stranger).toHaveURL(`${product.url}/sign-in/callback`);
  await expectUsable(stranger);
  await stranger.reload();
  await expect(stranger.getByRole('alert').filter({ hasText: 'Start again.' })).toBeVisible();
  await stranger.getByRole('link', { name: 'Back to sign-in' }).click();
  await expect(stranger).toHaveURL(`${product.url}/sign-in`);

  await page.goto(`${product.url}/sign-in?to=%2Faccount%2Fsecurity`);
  await expectUsable(page);
  await page.getByRole('button', { name: 'Sign in with Birdhouse' }).click();
  await continueAs(page, 'aiko');
  await expect(page.getByRole('alert').filter({ hasText: 'has an account here already' })).toBeVisible();
  await page.goto(`${product.url}/sign-in?to=%2Faccount%2Fsecurity`);
  await signInByPassword({ ...OWNER, page });
  await page.getByRole('button', { name: 'Connect Birdhouse' }).click();
  const sso = page.getByRole('region', { name: 'Single sign-on' });
  await expect(sso).toContainText('not used yet');
  await expectUsable(page);
  await page.goto(`${product.url}/account`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with Birdhouse' }).click();
  // The provider remembers the account.
  await expect(page).toHaveURL(`${product.url}/`);
  await page.goto(`${product.url}/settings/people`);
  await expect(page.getByRole('row', { name: OWNER.name })).toContainText('Birdhouse');
  await page.goto(`${product.url}/account/security`);
  await sso.getByRole('button', { name: 'Disconnect Birdhouse' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await proof.getByRole('textbox', { name: 'Password' }).fill('gravel teapot ninety swan');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Connect Birdhouse' })).toBeVisible();
});

test('at another address, the page names the redirect URI; a response to another browser is refused', {
  tag: '@whole',
}, async ({ page, browser, started: { product } }) => {
  await page.goto(`http://127.0.0.1:${product.port}/sign-in`);
  await expect(page.getByText(`Birdhouse redirects to ${product.url}`)).toBeVisible();
  await page.goto(`${product.url}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with Birdhouse' }).click();
  await expect(page.getByLabel('Account')).toBeVisible();
  // Login CSRF: the victim's browser opens the response that was meant for the attacker's browser.
  await page.route('**/sign-in/callback?*', (route) => route.abort());
  const answered = page.waitForRequest(/\/sign-in\/callback\?/);
  await continueAs(page, SUBJECT);
  const stolen = (await answered).url();
  const victim = await (await newContext(browser)).newPage();
  await victim.goto(stolen);
  await expect(victim.getByRole('alert').filter({ hasText: 'began in another browser' })).toBeVisible();
  expect(await victim.context().cookies()).toEqual([]);
});

test('a proof works where scripts may not open windows, and is refused for another account', { tag: '@whole' }, async ({
  page,
  started: { product, forgetProofs },
}) => {
  await page.goto(`${product.url}/sign-in?to=%2Fsettings%2Fapi-keys`);
  await page.getByRole('button', { name: 'Sign in with Birdhouse' }).click();
  await continueAs(page, SUBJECT);
  await expect(page).toHaveURL(`${product.url}/settings/api-keys`);
  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Nightly');
  forgetProofs();
  await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
  const openByLink = async () => {
    await proof.getByRole('button', { name: 'Confirm with Birdhouse' }).click();
    const opening = page.context().waitForEvent('page');
    await proof.getByRole('link', { name: 'Open it' }).click();
    return opening;
  };
  const wrongAccountPage = await openByLink();
  await continueAs(wrongAccountPage, 'aiko');
  await expect(wrongAccountPage.getByRole('alert').filter({ hasText: 'with a different account' })).toBeVisible();
  await expectUsable(wrongAccountPage);
  await wrongAccountPage.close();
  const rightAccountPage = await openByLink();
  await continueAs(rightAccountPage, SUBJECT);
  await expect(page.locator('pre', { hasText: /pce_\d+_/ })).toBeVisible();
});

test('the pages of single sign-on are in Japanese, too', { tag: '@whole' }, async ({
  page,
  context,
  started: { product },
}) => {
  await context.addCookies([{ name: LOCALE_COOKIE, value: 'ja', url: product.url }]);
  await page.goto(`${product.url}/sign-in?to=%2Faccount%2Fsecurity`);
  await expectUsable(page);
  await page.getByRole('button', { name: 'Birdhouse でサインイン' }).click();
  await continueAs(page, SUBJECT);
  await expect(page.getByRole('region', { name: 'シングルサインオン' })).toContainText(MINA.email);
  await expectUsable(page);
});
