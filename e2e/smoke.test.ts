import { expect, test } from './fixtures.ts';

test('the console responds, hydrates and follows its content security policy', async ({ page, request }) => {
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  expect(response?.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  // React adds its own keys to hydrated elements.
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')));
  const nonces = await page.locator('script:not([src])').evaluateAll((scripts) => scripts.map(({ nonce }) => nonce));
  expect(nonces.every((nonce) => nonce !== '' && nonce === nonces[0])).toBe(true);
  expect(await (await request.get('/healthz')).text()).toBe('ok\n');
});

test('a page contains no texts of other pages', async ({ request }) => {
  const page = await (await request.get('/help')).text();
  expect(page).toContain('Hash inspector');
  expect(page).not.toContain('Nothing leaves this page.');
});

test('an unknown page gets 404 with the same policy', async ({ page }) => {
  expect((await page.goto('/no/such/page'))?.status()).toBe(404);
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')));
});

test('refuses requests from other sites', async ({ request, baseURL }) => {
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await request.post(`${baseURL}/`, { headers, data: '' })).status()).toBe(403);
});
