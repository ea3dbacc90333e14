import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';
import { Product, withProducts } from './product.ts';

/** The guard as browsers and careless programs meet it, on a whole product. */

test('another site opens pages by a link, and reaches nothing else', async ({ page, baseURL }) => {
  const ours = `http://127.0.0.1:${new URL(baseURL ?? '').port}`;
  const site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(`
      <a href="${ours}/jobs">jobs</a> <a href="${ours}/api/jobs?ids=1">answer</a> <a href="${ours}/exports/template">file</a>
      <img src="${ours}/icon.svg"><iframe src="${ours}/jobs"></iframe><link rel="prefetch" href="${ours}/jobs">
      <script src="${ours}/api/destinations"></script>
      <script>fetch('${ours}/api/jobs', { mode: 'no-cors' }).catch(() => {})</script>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://localhost:${(site.address() as AddressInfo).port}/`;
  try {
    const answers = new Map<string, number>();
    page.on('response', (response) => answers.set(response.url(), response.status()));
    await page.goto(elsewhere);
    await expect.poll(() => answers.get(`${ours}/api/jobs`)).toBe(403);
    for (const path of ['/icon.svg', '/jobs', '/api/destinations'])
      await expect.poll(() => answers.get(ours + path)).toBe(403);
    await page.getByRole('link', { name: 'jobs' }).click();
    await expect(page.getByRole('heading', { name: 'Jobs' })).toBeVisible();
    for (const name of ['answer', 'file']) {
      await page.goto(elsewhere);
      await page.getByRole('link', { name }).click();
      await expect(page.getByText('Another site asked your browser for this address')).toBeVisible();
    }
  } finally {
    site.closeAllConnections();
    site.close();
  }
});

test('what cannot be read is answered 400, and nothing of it is printed', async () => {
  await withProducts(async (start) => {
    const product = await start();
    await product.isUp();
    for (const path of ['check', 'complete', 'table']) await refuses(product, 'POST', `/api/uploads/some-id/${path}`);
    await refuses(product, 'POST', '/api/workbench/check');
    for (const path of ['review/rows', 'review/record']) await refuses(product, 'POST', `/exports/new/1/${path}`);
    for (const path of ['/', '/jobs', '/settings/api-keys', '/nothing']) await refuses(product, 'POST', path);
    for (const path of ['/jobs/%ff', '/workbench/databases/%zz', '/api/jobs/%zz', '/exports/new/%ff/rows', '/v3/%zz'])
      expect([path, (await fetch(product.url + path)).status]).toEqual([path, 400]);
    product.end('SIGTERM');
    await product.exitCode();
    expect(product.output).not.toMatch(/CANARY|Error/);
  });
});

async function refuses(product: Product, method: string, path: string): Promise<void> {
  const bodies: [string, BodyInit][] = [
    ['application/json', '{"CANARY'],
    ['application/json', new Uint8Array([0x7b, 0xff])],
    ['text/plain', '["$nCANARY"]'],
    ['multipart/form-data; boundary=x', '--y CANARY'],
    ['multipart/form-data', 'CANARY'],
  ];
  for (const [type, body] of bodies)
    for (const action of [{}, { 'next-action': '40cb403f5f5b9db5fe4b65ff79a54dd3104c6c539f' }]) {
      const headers = { origin: product.url, 'content-type': type, ...action };
      const answer = await fetch(product.url + path, { method, headers, body });
      expect([path, type, answer.status]).toEqual([path, type, 400]);
      expect(await answer.text()).not.toContain('CANARY');
    }
}
