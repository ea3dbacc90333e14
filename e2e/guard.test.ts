import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type Product, withProducts } from './product.ts';

/** The request guard of a complete product: requests from other sites, and malformed requests. */

test('other sites can only link to pages', async ({ browser, baseURL }) => {
  const ours = `http://127.0.0.1:${new URL(baseURL ?? '').port}`;
  const site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(`
      <a href="${ours}/jobs">jobs</a> <a href="${ours}/api/jobs?ids=1">answer</a> <a href="${ours}/exports/template">file</a>
      <img src="${ours}/icon.svg"><script src="${ours}/api/palette-objects"></script>
      <script>fetch('${ours}/api/jobs', { mode: 'no-cors' }).catch(() => {})</script>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://localhost:${(site.address() as AddressInfo).port}/`;
  const page = await browser.newPage();
  try {
    const statuses = await watchStatuses(page);
    await page.goto(elsewhere);
    for (const path of ['/icon.svg', '/api/palette-objects', '/api/jobs'])
      await expect.poll(() => statuses(ours + path)).toBe(403);
    await page.getByRole('link', { name: 'jobs' }).click();
    await expect(page.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible();
    for (const name of ['answer', 'file']) {
      await page.goto(elsewhere);
      await page.getByRole('link', { name }).click();
      await expect(page.getByText('Another site requested this URL in your browser')).toBeVisible();
    }
  } finally {
    await page.close();
    site.closeAllConnections();
    site.close();
  }
});

/** Returns a function that finds the status of a response by its URL, even if the browser hides it from the page. */
async function watchStatuses(page: Page): Promise<(url: string) => number | undefined> {
  const network = await page.context().newCDPSession(page);
  const urls = new Map<string, string>();
  const statuses = new Map<string, number>();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  network.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => statuses.set(requestId, statusCode));
  await network.send('Network.enable');
  return (url) => [...urls].filter(([, each]) => each === url).flatMap(([id]) => statuses.get(id) ?? [])[0];
}

test('malformed requests get 400, and none of their content is logged', async () => {
  await withProducts(async (start) => {
    const product = await start();
    await product.waitUntilReady();
    for (const path of ['check', 'complete', 'table'])
      await expectRefused(product, 'POST', `/api/uploads/some-id/${path}`);
    await expectRefused(product, 'POST', '/api/workbench/check');
    for (const path of ['review/rows', 'review/record', 'review/replacing', 'review/repairs', 'review/repeats/rows'])
      await expectRefused(product, 'POST', `/exports/new/1/${path}`);
    for (const path of ['/', '/jobs', '/settings/api-keys', '/nothing']) await expectRefused(product, 'POST', path);
    for (const path of ['/jobs/%ff', '/workbench/databases/%zz', '/api/jobs/%zz', '/exports/new/%ff/rows', '/v3/%zz'])
      expect([path, (await fetch(product.url + path)).status]).toEqual([path, 400]);
    product.kill('SIGTERM');
    await product.exitCode();
    expect(product.output).not.toMatch(/CANARY|Error/);
  });
});

async function expectRefused(product: Product, method: string, path: string): Promise<void> {
  const bodies: [string, BodyInit][] = [
    ['application/json', '{"CANARY'],
    ['application/json', new Uint8Array([0x7b, 0xff])],
    ['text/plain', '["$nCANARY"]'],
    ['multipart/form-data; boundary=x', '--y CANARY'],
    ['multipart/form-data', 'CANARY'],
  ];
  for (const [type, body] of bodies)
    for (const action of [{}, { 'next-action': 'x'.repeat(42) }] as Record<string, string>[]) {
      const headers = { origin: product.url, 'content-type': type, ...action };
      const response = await fetch(product.url + path, { method, headers, body });
      expect([path, type, response.status]).toEqual([path, type, 400]);
      expect(await response.text()).not.toContain('CANARY');
    }
}
