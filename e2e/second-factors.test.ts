import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { TOTP } from 'otpauth';
import { LOCALE_COOKIE } from '../lib/messages/locale.ts';
import { test as base, expect } from './fixtures.ts';
import { expectHydrated, expectUsable } from './page-checks.ts';
import { createOwnerInConsole, OWNER } from './people-kit.ts';
import { type Product, withProducts } from './product.ts';
import { runPintd } from './shell.ts';

interface SignedIn {
  readonly product: Product;
  /** Makes the last proof of every session old. */
  forgetProofs(): void;
}

/** Sign-in changes the whole console, so each test has a product of its own, whose owner is signed in. */
const test = base.extend<{ signedIn: SignedIn }>({
  signedIn: async ({ page }, use) => {
    await withProducts(async (start, dataDir) => {
      const product = await start();
      await product.waitUntilReady();
      await createOwnerInConsole(page, product);
      const forgetProofs = () => {
        const database = new Database(join(dataDir, 'console.db'));
        database.prepare('UPDATE session SET proved_at = 0').run();
        database.close();
      };
      await use({ product, forgetProofs });
    });
  },
});

const TOTP_STEP_MS = 30_000;

/** Creates a job whose only record is invalid; returns its ID. */
async function exportInvalidRecord({ env }: Product): Promise<string> {
  const file = join(env['PINTD_DATA_DIR'] ?? '', 'invalid.csv');
  writeFileSync(file, 'event_name,action_source,event_time,event_id,em\ncheckout,web,never,1,a@shop.example\n');
  const result = JSON.stringify({
    type: 'pinterest_conversion',
    ad_account_id: '549764609761',
    skip_invalid_record: true,
  });
  const { out } = await runPintd(['export', file, '--sandbox', '--result', result], { env });
  return String((JSON.parse(out) as { job_id: number }).job_id);
}

async function signOut(page: Page, { url }: Product): Promise<void> {
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${url}/sign-in`);
}

async function enterPassword(page: Page): Promise<void> {
  await page.getByLabel('Email').fill(OWNER.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('an authenticator app is set up, required after the password, and replaced by a recovery code', {
  tag: '@whole',
}, async ({ page, signedIn: { product } }) => {
  await page.goto(`${product.url}/account/security`);
  await expect(page.getByText('This session')).toBeVisible();
  await expectUsable(page);
  await page.getByRole('region', { name: 'Authenticator app' }).getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expectUsable(page);
  const secret = (await page.locator('code').textContent())?.replaceAll(' ', '') ?? '';
  const app = new TOTP({ secret });
  await page.getByLabel('Code from the app').fill('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This code is wrong')).toBeVisible();
  await page.getByLabel('Code from the app').fill(app.generate());
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Your recovery codes' });
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  await expectUsable(page);
  const [recoveryCode = ''] = await dialog.getByRole('listitem').allTextContents();
  await dialog.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByText('10 of 10 left')).toBeVisible();

  await signOut(page, product);
  await page.goto(`${product.url}/jobs`);
  await enterPassword(page);
  await expect(page.getByRole('heading', { name: 'Enter a code' })).toBeVisible();
  await expectUsable(page);
  expect((await page.request.get(`${product.url}/api/jobs?ids=1`)).status()).toBe(401);
  await page.reload();
  await expectHydrated(page.getByLabel('Code from the authenticator app'));
  await page.getByLabel('Code from the authenticator app').fill('000 000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'This code is wrong' })).toBeVisible();
  // The current code was used to set up the app; the next code is accepted, too.
  await page.getByLabel('Code from the authenticator app').fill(app.generate({ timestamp: Date.now() + TOTP_STEP_MS }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${product.url}/jobs`);

  await signOut(page, product);
  await enterPassword(page);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCode.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${product.url}/`);
  await page.goto(`${product.url}/account/security`);
  await expect(page.getByText('9 of 10 left')).toBeVisible();
  await expect(page.getByText('password and recovery code')).toBeVisible();
  await page.getByRole('button', { name: 'Create new codes' }).click();
  const actions: string[] = [];
  page.on('request', (request) => {
    const action = request.headers()['next-action'];
    if (action !== undefined) actions.push(action);
  });
  // A double click makes new codes only once, so the codes that are shown first are valid.
  await page.getByRole('alertdialog').getByRole('button', { name: 'Create new codes' }).dblclick();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Not set up')).toBeVisible();
  // The page sends one action at a time, so a second renewal would have been sent before the removal.
  expect(actions, 'no action was sent twice').toEqual([...new Set(actions)]);
  await signOut(page, product);
  await enterPassword(page);
  await expect(page).toHaveURL(`${product.url}/`);
});

test('a sensitive action asks for a fresh proof, and continues automatically', async ({ page, signedIn }) => {
  const { product, forgetProofs } = signedIn;
  await page.goto(`${product.url}/settings/api-keys`);
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Nightly');
  forgetProofs();
  await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expectUsable(page);
  await proof.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.keyboard.press('Enter');
  await expect(proof.getByText('This is not the current password.')).toBeVisible();
  await proof.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.locator('pre', { hasText: /pce_\d+_/ })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();

  forgetProofs();
  await page.getByRole('button', { name: 'Revoke Nightly' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await proof.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Confirm first that it is you.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Revoke Nightly' })).toBeVisible();
});

/** Adds an authenticator of the browser's device, which confirms the person's presence automatically. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a passkey is added, signs in, serves as a proof and is removed; other addresses link to the one where it works', {
  tag: '@whole',
}, async ({ page, signedIn: { product, forgetProofs } }) => {
  await addAuthenticator(page);
  await page.goto(`${product.url}/account/security`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  const passkeys = page.getByRole('region', { name: 'Passkeys' });
  await passkeys.getByRole('button', { name: /^Rename / }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Desk');
  await page.keyboard.press('Enter');
  await expect(passkeys.getByText('Desk')).toBeVisible();
  await expect(passkeys.getByText('not used yet')).toBeVisible();
  await expectUsable(page);

  await signOut(page, product);
  await expectUsable(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(`${product.url}/`);

  await signOut(page, product);
  await enterPassword(page);
  await expect(page.getByRole('heading', { name: 'Use a passkey or recovery code' })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(`${product.url}/`);

  await page.goto(`${product.url}/account/security`);
  await expect(page.getByRole('region', { name: 'Sessions' }).getByText('passkey')).toBeVisible();
  forgetProofs();
  await passkeys.getByRole('button', { name: 'Remove Desk' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expectUsable(page);
  await proof.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(passkeys.getByText('Desk')).toHaveCount(0);
  await expect(page.getByText('You get them with')).toBeVisible();

  await signOut(page, product);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The passkey was not accepted.' })).toBeVisible();
  await page.goto(`http://127.0.0.1:${product.port}/sign-in`);
  await page.getByRole('link', { name: product.url }).click();
  await expect(page).toHaveURL(`${product.url}/sign-in`);
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
});

test('a download of values in bulk asks for a fresh proof, and begins automatically', { tag: '@whole' }, async ({
  page,
  signedIn,
}) => {
  const { product, forgetProofs } = signedIn;
  const id = await exportInvalidRecord(product);
  await page.goto(`${product.url}/jobs/${id}`);
  const link = page.locator('a[href*="rejected.csv"]').first();
  await expect(link).toBeVisible();
  forgetProofs();
  expect((await page.request.get(`${product.url}/jobs/${id}/rejected.csv`)).status()).toBe(403);
  await link.click();
  await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  expect((await download).suggestedFilename()).toContain('.csv');
});

test('the page of the second factors is in Japanese, too', { tag: '@whole' }, async ({
  page,
  context,
  signedIn: { product },
}) => {
  await context.addCookies([{ name: LOCALE_COOKIE, value: 'ja', url: product.url }]);
  await page.goto(`${product.url}/account/security`);
  await expect(page.getByRole('heading', { name: 'サインインとセキュリティ' })).toBeVisible();
  await page.getByRole('button', { name: '設定する' }).click();
  await expect(page.getByRole('img', { name: '認証アプリ用の QR コード' })).toBeVisible();
  await expectUsable(page);
});
