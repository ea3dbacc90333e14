import { readFileSync, rmSync } from 'node:fs';
import { decodeMulti } from '@msgpack/msgpack';
import { OpenAPIClientAxios, type UnknownOperationMethod } from 'openapi-client-axios';
import { tdClient } from '../lib/td-api/td-client.test-kit.ts';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectNoOverflow } from './page-checks.ts';
import { withProducts } from './product.ts';
import { pintd } from './shell.ts';

const ACCOUNT = '549764609761';
const EXAMPLE = 'examples/all-columns.csv';

test('an API key is shown once, grants access, and is refused after it is revoked', async ({ page, request }) => {
  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'Create API key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  await expect(dialog.getByText('A name is required.')).toBeVisible();
  await dialog.getByLabel('Name').fill('x\u202ey');
  await expect(dialog.getByText('an invisible character (U+202E)')).toBeVisible();
  await dialog.getByLabel('Name').fill('nightly export');
  await page.keyboard.press('Enter');
  const key = (await page.getByText(/^pce_\d+_[\w-]{43}$/).textContent()) ?? '';
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.mouse.click(5, 5);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await expect(page.getByRole('row', { name: /nightly export/ })).toContainText('never');
  await expect(page.getByText(key)).toHaveCount(0);

  const headers = { authorization: `Bearer ${key}` };
  expect((await request.get('/api/v1/status', { headers })).status()).toBe(200);
  expect((await request.get('/api/v1/status')).status()).toBe(401);
  await page.reload();
  const row = page.getByRole('row', { name: /nightly export/ });
  await expect(row).not.toContainText('never');
  await row.getByRole('button', { name: 'Revoke nightly export' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Revoke “nightly export”?');
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toContainText('Revoked on');
  await expect(row.getByRole('button')).toHaveCount(0);
  expect(await (await request.get('/api/v1/status', { headers })).json()).toMatchObject({ code: 'api_key_wrong' });
  await expectNoOverflow(page);
});

test('API help has the OpenAPI document, and operations that open with the keyboard', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/help');
  await page.getByRole('link', { name: 'HTTP API' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'OpenAPI document' }).click();
  expect(JSON.parse(readFileSync(await (await download).path(), 'utf8'))).toMatchObject({ openapi: '3.1.1' });
  const operation = page.locator('#createExport');
  await operation.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(operation.getByRole('row', { name: /Idempotency-Key/ })).toBeVisible();
  await expect(operation.getByRole('row', { name: /parameters/ })).toContainText(
    '{ ad_account_id, test_event, skip_invalid_record }',
  );
  expect(await accessibilityViolations(page)).toEqual([]);
  await operation.getByRole('link', { name: 'Job', exact: true }).click();
  await expect(page).toHaveURL(/#shape-Job$/);
  await expectNoOverflow(page);
});

test('restored API keys are suspended until a person confirms them', { tag: '@whole' }, async ({ page }) => {
  await withProducts(async (start, dataDir) => {
    const env = { ...process.env, PINTD_DATA_DIR: dataDir };
    const keys = await Promise.all(
      ['nightly export', 'old script', 'dashboard'].map((name) => pintd(['apikey:create', name], '', env)),
    );
    const backup = `${dataDir}.tar`;
    await pintd(['backup', backup], '', env);
    rmSync(dataDir, { recursive: true });
    expect(JSON.parse(await pintd(['restore', backup], '', env))).toMatchObject({ suspended_api_keys: 3 });
    rmSync(backup);
    const product = await start();
    await product.waitUntilReady();
    const responseTo = async (key = '', path = '/api/v1/status') => {
      const response = await fetch(product.url + path, { headers: { authorization: `Bearer ${key.trim()}` } });
      return [response.status, response.ok ? '' : (await response.json()).code];
    };
    for (const key of keys) {
      expect(await responseTo(key)).toEqual([403, 'api_key_suspended']);
      expect((await responseTo(key, '/v3/job/list'))[0]).toBe(403);
    }
    await page.goto(`${product.url}/settings/api-keys`);
    await expect(page.getByText('3 keys are suspended.')).toBeVisible();
    const row = page.getByRole('row', { name: /nightly export/ });
    await expect(row).toContainText('Suspended');
    await row.getByRole('button', { name: 'Confirm nightly export' }).click();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirm' }).click();
    await expect(row).toContainText('Active');
    await page.getByRole('button', { name: 'Revoke old script' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByText('1 key is suspended.')).toBeVisible();
    await expectNoOverflow(page);
    await pintd(['apikey:confirm', '--all'], '', env);
    await page.reload();
    await expect(page.getByText(/suspended\./)).toHaveCount(0);
    expect(await Promise.all(keys.map((key) => responseTo(key)))).toEqual([
      [200, ''],
      [401, 'api_key_wrong'],
      [200, ''],
    ]);
    // A key is refused by the console's pages and handlers, so it cannot create other keys.
    for (const path of ['/settings/api-keys', '/api/jobs', '/jobs'])
      expect(
        (await fetch(product.url + path, { headers: { authorization: `Bearer ${keys[0]?.trim()}` } })).status,
      ).toBe(403);
  });
});

test('a client generated from the OpenAPI document, pintd and a TD client run complete jobs', {
  tag: '@whole',
}, async () => {
  await withProducts(async (start) => {
    const product = await start();
    await product.waitUntilReady();
    const key = (await pintd(['apikey:create', 'test'], '', product.env)).trim();
    const headers = { authorization: `Bearer ${key}` };
    const definition = `${product.url}/api/v1/openapi.json`;
    const client = await new OpenAPIClientAxios({
      definition,
      axiosConfigDefaults: { baseURL: product.url, headers },
    }).init();
    const call = async (operation: string, ...args: Parameters<UnknownOperationMethod>) => {
      const { data } = (await client[operation]?.(...args)) ?? {};
      return data;
    };
    const { id: authentication } = await call('chooseAuthentication', {}, { sandbox: true });
    const { id: upload } = await call('createUpload', { name: 'all-columns.csv' }, readFileSync(EXAMPLE));
    const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
    const { job_id: job } = await call('createExport', {}, { upload, authentication, parameters });
    await expect.poll(async () => (await call('getJob', { job })).status).toBe('success');
    const { records } = await call('getJob', { job });
    expect(records.accepted).toBeGreaterThan(0);

    const result = JSON.stringify({ type: 'pinterest_conversion', ...parameters });
    const remote = { ...product.env, PINTD_DATA_DIR: '/nonexistent', PINTD_API_KEY: key };
    const args = ['export', EXAMPLE, '--sandbox', '--result', result, '--endpoint', product.url];
    expect(JSON.parse(await pintd(args, '', remote))).toMatchObject({ job_id: job + 1, status: 'success', records });

    await call('createDatabase', {}, { name: 'store' });
    await call('importTable', { database: 'store', table: 'events', name: 'events.csv' }, readFileSync(EXAMPLE));
    const countQuery = ['query', '-d', 'store', '--wait', '-f', 'csv', 'SELECT count(*) FROM events'];
    expect(await pintd([...countQuery, '--endpoint', product.url], '', remote)).toBe(`${records.read}\n`);

    expect(await pintd(['server:status'], '', { ...product.env, PINTD_DATA_DIR: '/nonexistent' })).toBe('ok\n');

    const td = tdClient(key, product.url);
    await td('createDatabase', 'shop');
    const { job_id: query } = await td('prestoQuery', 'shop', "SELECT 42 AS answer, 'é' AS letter", {});
    await expect.poll(async () => (await td('showJob', query))['status']).toBe('success');
    expect(await td('jobResult', query, 'json')).toBe('[42,"é"]\n');
    const response = await fetch(`${product.url}/v3/job/result/${query}?format=msgpack`, { headers });
    expect([...decodeMulti(await response.bytes())]).toEqual([[42, 'é']]);
    expect(await td('listJobs', 0, 1)).toMatchObject({ jobs: [{ job_id: query }, {}] });
  });
});

// td-client-ruby decompresses only successful responses.
test('responses are not compressed, and those to unknown API addresses or methods are JSON', async ({ request }) => {
  const headers = { 'accept-encoding': 'deflate, gzip' };
  for (const path of [
    '/',
    '/nothing',
    '/healthz',
    '/api/jobs/99',
    '/api/v1/openapi.json',
    '/v3/system/server_status',
  ]) {
    const response = await request.get(path, { headers });
    expect([path, response.headers()['content-encoding']]).toEqual([path, undefined]);
  }
  for (const [method, path, status] of [
    ['GET', '/v3', 404],
    ['GET', '/v3/nothing', 404],
    ['GET', '/v4', 404],
    ['GET', '/v4/queries/1/jobs', 404],
    ['GET', '/v4/', 404],
    ['GET', '/v3/nothing/', 404],
    ['OPTIONS', '/v3/job/list', 405],
    ['GET', '/api/v1', 401],
    ['OPTIONS', '/api/v1/jobs', 401],
  ] as const) {
    const response = await request.fetch(path, { method, headers, maxRedirects: 0 });
    expect([path, response.status(), response.headers()['content-encoding']]).toEqual([path, status, undefined]);
    expect(response.headers()['content-type']).toMatch(/^application\/(?:problem\+)?json/);
    expect(await response.json()).toMatchObject({ code: expect.stringMatching(/_/) });
  }
});
