import { expect, test } from './fixtures.ts';
import { expectHydrated } from './page-checks.ts';

test('the console responds, hydrates and follows its content security policy', async ({ page, request }) => {
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  expect(response?.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  await expectHydrated(page.locator('body'));
  const nonces = await page.locator('script:not([src])').evaluateAll((scripts) => scripts.map(({ nonce }) => nonce));
  expect(nonces.every((nonce) => nonce !== '' && nonce === nonces[0])).toBe(true);
  expect(await (await request.get('/healthz')).text()).toBe('ok\n');
});

test('a page contains no texts of other pages', async ({ request }) => {
  const page = await (await request.get('/help')).text();
  expect(page).toContain('Hash inspector');
  expect(page).not.toContain('Nothing leaves this page.');
});

test('a link prefetches its page when it is hovered, not before', async ({ page }) => {
  const prefetched: string[] = [];
  page.on('request', (sent) => {
    if ('next-router-prefetch' in sent.headers()) prefetched.push(new URL(sent.url()).pathname);
  });
  await page.goto('/help');
  await page.waitForLoadState('networkidle');
  expect(prefetched).toEqual([]);
  await page.getByRole('link', { name: 'Jobs' }).first().hover();
  await expect.poll(() => [...new Set(prefetched)]).toEqual(['/jobs']);
});

test('an unknown page gets 404 and hydrates', async ({ page }) => {
  expect((await page.goto('/no/such/page'))?.status()).toBe(404);
  await expectHydrated(page.locator('body'));
});

test('the console refuses POST requests from other sites', async ({ request, baseURL }) => {
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect((await request.post(`${baseURL}/`, { headers, data: '' })).status()).toBe(403);
});
