import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { freePort } from '../lib/start/port.ts';
import { newCertificate } from '../tests/kit/certificate.ts';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { pintd } from './people-kit.ts';
import { type Product, type StartProduct, withProducts } from './product.ts';

/**
 * A complete product that other machines may reach: it has a public name and TLS. It listens on 127.0.0.1; browsers
 * resolve names below `localhost` to this address. The console treats every name but `localhost` as that of another
 * machine.
 */

const NAME = 'console.localhost';
const OWNER = { name: 'Aiko Tanaka', email: 'aiko@shop.example', password: 'orchard vinyl cobalt seven' };

interface PublicProduct {
  readonly product: Product;
  readonly url: string;
  readonly port: number;
}

/** Starts the product, which refuses to start without an owner, then creates the owner and starts it again. */
async function startPublic(start: StartProduct, settings: Readonly<Record<string, string>>): Promise<PublicProduct> {
  const port = await freePort('127.0.0.1', 0);
  const url = `https://${NAME}:${port}`;
  const publicSettings = { PINTD_PUBLIC_URL: url, ...settings };
  const refused = await start(port, publicSettings);
  expect(await refused.exitCode()).toBe(1);
  expect(refused.output).toContain('pintd owner:create EMAIL NAME');
  expect(refused.output).not.toContain('is ready');
  await pintd(refused, ['owner:create', OWNER.email, OWNER.name], `${OWNER.password}\n`);
  const product = await start(port, publicSettings);
  await expect.poll(() => product.output).toContain(`is ready: ${url}`);
  return { product, url, port };
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings/people`);
  await expect(page).toHaveURL(`${url}/sign-in?to=%2Fsettings%2Fpeople`);
  await page.getByLabel('Email').fill(OWNER.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('(you)')).toBeVisible();
}

interface RequestOptions {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly from?: string;
}

/** Sends a request as another machine could, with any headers that a program can forge. */
async function send(
  { port }: PublicProduct,
  { path, method = 'GET', headers = {}, body, from = '127.0.0.1' }: RequestOptions,
) {
  const outgoing = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    agent: false,
    localAddress: from,
    rejectUnauthorized: false,
    headers: { host: `${NAME}:${port}`, ...headers },
  });
  outgoing.on('error', () => {}); // the server closes while a refused body is still sent
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  return { status: response.statusCode as number, text: await text(response) };
}

test('over TLS, everyone must sign in; links and cookies belong to the public URL; attacks fail', {
  tag: '@whole',
}, async ({ browser }) => {
  const certificate = await newCertificate({ days: 10, age: 80 });
  const settings = { PINTD_TLS_CERT_FILE: certificate.certFile, PINTD_TLS_KEY_FILE: certificate.keyFile };
  await withProducts(async (start) => {
    const site = await startPublic(start, settings);
    const { url, port, product } = site;
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      locale: 'en-US',
      extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' },
    });
    const page = await context.newPage();
    await signIn(page, url);
    const cookies = await context.cookies(url);
    const session = cookies.find(({ name }) => name.startsWith('__Host-session'));
    expect(session).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: NAME });

    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('Email').fill('jonas@shop.example');
    await page.getByRole('dialog').getByRole('button', { name: 'Create the link' }).click();
    await expect(page.getByText(`${url}/invitations/`)).toBeVisible();

    await page.goto(`${url}/settings/system`);
    await expect(page.getByText('Expires soon: renew it')).toBeVisible();
    await expectUsable(page);
    await page.goto(`${url}/account/security`);
    await expect(page.getByText('127.0.0.1')).toBeVisible();
    await expect(page.getByText('203.0.113.9')).toHaveCount(0);

    const cookie = `${session?.name}=${session?.value}`;
    await expectAttacksRefused(site, cookie);
    const key = (await pintd(product, ['apikey:create', 'attack', '--role', 'admin'])).trim();
    await expectKeyOnlyOpensApi(site, key);
    expect((await send(site, { path: '/healthz' })).text).toBe('ok\n');
    expect((await send(site, { path: '/readyz' })).text).toMatch(/^\{"ready":(?:true|false),"reasons":\[\]\}$/);
    const metrics = (await send(site, { path: '/metrics', headers: { authorization: `Bearer ${key}` } })).text;
    expect(metrics).toContain('pintd_jobs');
    const left = Number(/^pintd_certificate_expiry_seconds (\d+)/m.exec(metrics)?.[1]);
    expect(Math.round(left / 86_400)).toBe(10);
    await expectConnectionsLimited(site);
    expect(product.output).toContain('certificate expires soon');
    expect(product.output).not.toContain('CANARY');
    expect((await fetch(`http://localhost:${port}/`).catch(() => undefined))?.status).toBeUndefined();
    await context.close();
  });
  certificate.remove();
});

/** Checks that no request succeeds without a session, and no forged, malformed or too large one with a session. */
async function expectAttacksRefused(site: PublicProduct, cookie: string): Promise<void> {
  const origin = site.url;
  for (const path of [
    '/api/jobs?ids=1',
    '/jobs/1/rejected.csv',
    '/api/workbench/trino',
    '/exports/template',
    '/metrics',
  ])
    expect([path, (await send(site, { path })).status]).toEqual([path, 401]);
  const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  const records = '/api/workbench/databases/sample_datasets/conversions/records';
  for (let times = 0; times < 12; times += 1)
    expect((await send(site, { path: records, headers: { cookie, ...image } })).status).toBe(403);
  const change = { path: '/api/workbench/check', method: 'POST' };
  for (const evil of ['https://evil.example', 'null', `http://${NAME}:${site.port}`, `http://localhost:${site.port}`])
    expect((await send(site, { ...change, headers: { cookie, origin: evil } })).status).toBe(403);
  for (const host of ['evil.example', `localhost:${site.port}.evil.example`, `10.0.0.1:${site.port}`])
    expect((await send(site, { path: '/', headers: { cookie, host } })).status).toBe(421);
  const json = { cookie, origin, 'content-type': 'application/json' };
  expect((await send(site, { ...change, headers: json, body: '{"sql": "CANARY' })).status).toBe(400);
  const large = { ...change, headers: json, body: Buffer.alloc(5_000_000, 'x') };
  expect((await send(site, large)).status).toBe(413);
  const declared = { ...json, 'content-length': '400000000' };
  expect((await send(site, { ...change, headers: declared, body: 'x' })).status).toBe(413);
  const anonymous = { path: '/sign-in', method: 'POST', headers: { origin }, body: Buffer.alloc(70_000, 'x') };
  expect((await send(site, anonymous)).status).toBe(413);
}

async function expectKeyOnlyOpensApi(site: PublicProduct, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, origin: site.url };
  expect((await send(site, { path: '/api/v1/jobs', headers })).status).toBe(200);
  for (const path of ['/', '/settings/api-keys', '/settings/people', '/api/jobs', '/account'])
    for (const method of ['GET', 'POST']) expect((await send(site, { path, method, headers })).status).toBe(403);
}

/** Of 400 silent connections from one address, the limit closes some; another address is still served. */
async function expectConnectionsLimited(site: PublicProduct): Promise<void> {
  const sockets = await Promise.all(
    Array.from({ length: 400 }, async () => {
      const socket = connect({ host: '127.0.0.1', port: site.port }).on('error', () => {});
      await once(socket, 'connect');
      return socket.resume();
    }),
  );
  try {
    expect((await send(site, { path: '/healthz', from: '127.0.0.2' })).status).toBe(200);
    await expect.poll(() => sockets.filter(({ closed }) => closed).length).toBeGreaterThan(100);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}
