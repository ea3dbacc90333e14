import { expect, test } from './fixtures.ts';

test('the console answers, hydrates and keeps to its policy', async ({ page, request }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  // React hangs its own keys on elements it has taken over.
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')));
  const nonces = await page.locator('script:not([src])').evaluateAll((scripts) => scripts.map(({ nonce }) => nonce));
  expect(nonces.every((nonce) => nonce !== '' && nonce === nonces[0])).toBe(true);
  expect(await (await request.get('/healthz')).text()).toBe('ok\n');
});

test('a page that is not there says so under the same policy', async ({ page }) => {
  expect((await page.goto('/no/such/page'))?.status()).toBe(404);
  await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__react')));
});

test('what another site sends is refused', async ({ request, baseURL }) => {
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await request.post(`${baseURL}/`, { headers, data: '' })).status()).toBe(403);
});
