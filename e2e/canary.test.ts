import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { routes as apiRoutes } from '../lib/api/routes.ts';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { tdRoutes } from '../lib/td-api/routes.ts';
import {
  canariesBelow,
  canariesIn,
  canaryFile,
  canaryTable,
  ECHO,
  hashCanaries,
  OIDC_SECRET,
  SMTP_PASSWORD,
  secretCanaries,
  TOKEN,
  TRINO_PASSWORD,
} from '../tests/kit/canary.ts';
import { handlerRoutes, pageRoutes } from './app-routes.ts';
import { test as base, expect } from './fixtures.ts';
import { pintd } from './people-kit.ts';
import { audienceFolder, plantedPath } from './planted.ts';
import { type Product, withProducts } from './product.ts';
import { answerZone, completeReview, SEND_BUTTON } from './steps.ts';

/** Plants canaries (values, a token and secrets that occur nowhere else), and searches all GET responses for them. */

const ACCOUNT = '549764609761';
const SEARCHED_KINDS = ['personal', 'hash', 'token', 'secret'] as const;

interface CanaryFixture {
  readonly product: Product;
  readonly dataDir: string;
  readonly page: Page;
  /** The events that the sandbox received. */
  readonly sent: () => Promise<unknown>;
}

const test = base.extend<{ planted: CanaryFixture }>({
  planted: async ({ page }, use) => {
    const sandbox = await startSandbox({});
    sandbox.setScript([
      { match: { eventId: 'wachtelqx-poison' }, do: { status: 400, message: ECHO } },
      { match: { account: ACCOUNT }, do: { failEventIds: ['wachtelqx-bad'], message: ECHO } },
      { match: { account: ACCOUNT }, do: { warnEventIds: ['wachtelqx-odd'], warning: ECHO } },
      { match: { account: `${ACCOUNT}1` }, do: { status: 401, message: ECHO } },
    ]);
    await withProducts(async (start, dataDir) => {
      const product = await start(undefined, {
        PINTEREST_API_BASE_URL: sandbox.url,
        PINTD_LOG_LEVEL: 'trace',
        PINTD_MAX_EVENTS_PER_CALL: '10',
        PINTD_TRINO_URL: 'http://127.0.0.1:1',
        PINTD_TRINO_USER: 'reader',
        PINTD_TRINO_CATALOG: 'lake',
        PINTD_TRINO_PASSWORD: TRINO_PASSWORD,
        PINTD_OIDC_ISSUER: 'http://127.0.0.1:1',
        PINTD_OIDC_CLIENT_ID: 'console',
        PINTD_OIDC_CLIENT_SECRET: OIDC_SECRET,
      });
      await product.waitUntilReady();
      await use({ product, dataDir, page, sent: () => sandbox.events() });
    });
    await sandbox.close();
  },
});

/** All routes except downloads of records, which are meant to contain customer values. */
const API_ROUTES = apiRoutes.filter(({ command }) => !/^get(?:Rejected|Invalid|Result)/.test(command.id));
const NAMES: Readonly<Record<string, string>> = { database: 'shop', table: 'birds' };

/** The IDs to request. Only one parent segment exists, and each of its counts starts an engine. */
const idsFor = (path: string) => (/^\/(?:parent-)?segments|^\/activations/.test(path) ? [1] : [1, 2, 3]);

function apiPaths(path: string): string[] {
  const paths = idsFor(path).map((id) => path.replace(/\{(\w+)\}/g, (_, name: string) => NAMES[name] ?? String(id)));
  return [...new Set(paths)].map((each) => `/api/v1${each}`);
}

/** All of TD's API except results, which are meant to contain customer values. */
const TD_PATHS = tdRoutes
  .filter(({ method, path }) => method === 'GET' && !path.startsWith('/job/result/'))
  .map(({ path }) => `/v3${path.replace('{job}', '4').replace('{database}', 'shop').replace('{table}', 'birds')}`)
  .map((path) => path.replace(/\{\w+\}/, 'Kanal').replace(/lookup$/, 'lookup?name=Kanal'));

interface Visits {
  readonly paths: readonly string[];
  /** Kinds of canaries that the response may contain. */
  readonly allows?: readonly string[];
}

/**
 * Routes that need paths other than those of the planted objects, or whose responses may contain values. Other routes
 * need no line.
 */
const SPECIAL_ROUTES: Readonly<Record<string, Visits>> = {
  '/api/jobs': { paths: ['/api/jobs?ids=1,2,3'] },
  '/api/jobs/[jobId]': { paths: ['/api/jobs/1', '/api/jobs/2', '/api/jobs/3'] },
  '/api/jobs/[jobId]/batches/[batch]': { paths: ['/api/jobs/1/batches/1', '/api/jobs/2/batches/1'], allows: ['hash'] },
  '/api/jobs/[jobId]/log': { paths: ['/api/jobs/1/log', '/api/jobs/3/log'] },
  '/api/jobs/[jobId]/records': { paths: ['/api/jobs/1/records', '/api/jobs/1/records?after=50'] },
  '/api/jobs/[jobId]/records/[record]': { paths: ['/api/jobs/1/records/2', '/api/jobs/1/records/9'], allows: ['hash'] },
  '/api/jobs/[jobId]/result': { paths: ['/api/jobs/4/result'] },
  '/api/v1/[[...path]]': {
    paths: API_ROUTES.flatMap(({ method, path }) => (method === 'GET' ? apiPaths(path) : [])),
  },
  '/api/notices': { paths: ['/api/notices', '/api/notices?after=0'] },
  '/api/workbench/trino/schemas/[schema]/tables': { paths: ['/api/workbench/trino/schemas/shop/tables'] },
  '/api/workbench/trino/schemas/[schema]/tables/[table]': {
    paths: ['/api/workbench/trino/schemas/shop/tables/birds'],
  },
  '/api/workbench/trino/schemas/[schema]/tables/[table]/records': {
    paths: ['/api/workbench/trino/schemas/shop/tables/birds/records'],
  },
  '/exports/new/[uploadId]/rows': { paths: ['/exports/new/1/rows'], allows: ['personal'] },
  '/exports/new/[uploadId]/review/examples': {
    paths: ['/exports/new/1/review/examples', '/exports/new/1/review/examples?job=1'],
    allows: ['personal'],
  },
  '/exports/new/[uploadId]/review/numbers': {
    paths: ['/exports/new/1/review/numbers?show=all', '/exports/new/1/review/numbers?show=all&job=1'],
  },
  '/exports/new/[uploadId]/review/invalid.csv': {
    paths: ['/exports/new/1/review/invalid.csv'],
    allows: ['personal'],
  },
  '/exports/new/[uploadId]/review/state': {
    paths: ['/exports/new/1/review/state', '/exports/new/1/review/state?job=1'],
  },
  '/exports/new/[uploadId]/samples': { paths: ['/exports/new/1/samples'], allows: ['personal'] },
  '/exports/new/[uploadId]/profile': { paths: ['/exports/new/1/profile'], allows: ['personal'] },
  '/help/hash-inspector': { paths: ['/help/hash-inspector', '/help/hash-inspector?field=ph'] },
  '/integrations/authentications/[id]': {
    paths: ['/integrations/authentications/1', '/integrations/authentications/2'],
  },
  '/integrations/catalog': { paths: ['/integrations/catalog', '/integrations/catalog?new=pinterest_conversion'] },
  '/jobs': {
    paths: ['/jobs', '/jobs?state=paused', '/jobs?state=success_with_rejects', '/jobs?search=shop&sort=duration'],
  },
  '/jobs/[jobId]': { paths: ['/jobs/1', '/jobs/2', '/jobs/3', '/jobs/4', '/jobs/99'] },
  '/jobs/[jobId]/fix': { paths: ['/jobs/1/fix', '/jobs/2/fix'] },
  '/jobs/[jobId]/log': { paths: ['/jobs/1/log', '/jobs/2/log'] },
  '/jobs/[jobId]/log.txt': { paths: ['/jobs/1/log.txt', '/jobs/3/log.txt'] },
  '/jobs/[jobId]/query': { paths: ['/jobs/4/query', '/jobs/1/query'] },
  '/jobs/[jobId]/records': { paths: ['/jobs/1/records', '/jobs/1/records?status=rejected&record=2'] },
  '/jobs/[jobId]/rejected.csv': { paths: ['/jobs/1/rejected.csv'], allows: ['personal'] },
  '/jobs/[jobId]/result': { paths: ['/jobs/4/result'] },
  '/jobs/[jobId]/result.csv': { paths: ['/jobs/4/result.csv'], allows: ['personal', 'hash'] },
  '/jobs/[jobId]/result.json': { paths: ['/jobs/4/result.json'], allows: ['personal', 'hash'] },
  '/jobs/[jobId]/batches': { paths: ['/jobs/1/batches', '/jobs/2/batches'] },
  '/v3/[[...path]]': { paths: TD_PATHS },
  '/v4/[[...path]]': { paths: ['/v4/queries/1/jobs'] },
  '/workbench/queries/new': {
    paths: [
      '/workbench/queries/new',
      '/workbench/queries/new?database=shop&table=birds',
      '/workbench/queries/new?segment=1',
    ],
  },
  '/workbench/workflows/attempts/[attemptId]': {
    paths: ['/workbench/workflows/attempts/1', '/workbench/workflows/attempts/99'],
  },
  '/workbench/workflows/attempts/[attemptId]/changes': {
    paths: ['/workbench/workflows/attempts/1/changes', '/workbench/workflows/attempts/1/changes?after=0'],
  },
  '/workbench/workflows/sessions': {
    paths: ['/workbench/workflows/sessions', '/workbench/workflows/sessions?workflow=1'],
  },
  '/workbench/workflows/sessions/states': { paths: ['/workbench/workflows/sessions/states?ids=1'] },
  '/workbench/workflows/new': { paths: ['/workbench/workflows/new', '/workbench/workflows/new?from=upload'] },
};

const FOUND_ROUTES = [...pageRoutes(), ...handlerRoutes('GET')];

/** The paths to request for each route. */
const ROUTES: Readonly<Record<string, Visits>> = {
  ...Object.fromEntries(FOUND_ROUTES.map((route) => [route, { paths: [plantedPath(route)] }])),
  ...SPECIAL_ROUTES,
};

async function createAuthentication({ product, page }: CanaryFixture): Promise<void> {
  await page.goto(`${product.url}/integrations/catalog?new=pinterest_conversion`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Access token', { exact: true }).fill(TOKEN);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Kanal');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('link', { name: 'Kanal', exact: true })).toBeVisible();
}

/**
 * Uses closed ports, so that every attempt fails and is recorded. Returns the webhook's secret, which is shown only
 * once.
 */
async function configureUnreachableNotifications({ product, page }: CanaryFixture): Promise<string> {
  await page.goto(`${product.url}/settings/mail`);
  const fields = { 'Mail server': '127.0.0.1', Port: '1', User: 'console', Sender: 'console@shop.example' };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  await page.getByLabel('Password').first().fill(SMTP_PASSWORD);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await page.getByRole('button', { name: 'Send test email' }).click();
  await expect(page.getByText('Connection refused')).toBeVisible();
  await page.goto(`${product.url}/settings/notifications`);
  await page.getByLabel('Recipients').fill('ops@shop.example');
  await page.getByLabel('Webhook URL').fill('http://127.0.0.1:1/');
  await page.getByRole('button', { name: 'Save settings' }).click();
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  return secret;
}

async function exportThroughConsole({ product, page }: CanaryFixture, file: Buffer): Promise<void> {
  await page.goto(`${product.url}/exports/new`);
  await page.locator('input[type=file]').setInputFiles({ name: 'events.csv', mimeType: 'text/csv', buffer: file });
  await page.waitForURL(/\/match$/);
  await expect(page.getByText('kanarieqx').first()).toBeVisible();
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(page.getByText('kanarieqx').first()).toHaveCount(0);
  await answerZone(page);
  await completeReview(page);
  await page.getByLabel('Ad Account ID').fill(ACCOUNT);
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
}

/**
 * Creates job 2 for the sandbox, job 3, which pauses because its token is refused, job 4, a query, and job 5, a build;
 * also a workflow attempt and a schedule.
 */
async function plantThroughShell({ product }: CanaryFixture, file: string, table: string): Promise<void> {
  const resultOption = (account: string, type?: string) =>
    JSON.stringify({ type, authentication: 'Kanal', ad_account_id: account, skip_invalid_record: true });
  await pintd(product, ['export', file, '--sandbox', '--result', resultOption(ACCOUNT)]);
  const refused = pintd(product, ['export', file, '--result', resultOption(`${ACCOUNT}1`, 'pinterest_conversion')]);
  await expect(refused).rejects.toThrow('ended with 5'); // paused
  await pintd(product, ['db:create', 'shop']);
  const unreadable = pintd(product, ['table:import', 'shop', 'birds', file]);
  await expect(unreadable).rejects.toThrow('never closed');
  await pintd(product, ['table:import', 'shop', 'birds', table]);
  await pintd(product, ['query', '-d', 'shop', '-w', 'SELECT * FROM birds']);
  const folder = mkdtempSync(join(tmpdir(), 'pintd-canary-audience-'));
  await pintd(product, ['audience:push', audienceFolder(folder, ACCOUNT)]);
  await pintd(product, ['ps:run', 'Birds', '--wait']);
  await pintd(product, ['workflow:push', 'birds', workflowFolder()]);
  await pintd(product, ['workflow:start', 'birds', 'plain', '--wait']);
  await pintd(product, ['sched:create', 'Kanal', '@daily', 'SELECT 1', '-d', 'shop', '--mail-to', 'ops@shop.example']);
}

/** A project for the pages of attempts: one workflow reads the planted values, the other does not. */
function workflowFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-canary-workflow-'));
  const task = '+read:\n  td>: {data: SELECT * FROM birds}\n  database: shop\n  store_last_results: true\n';
  writeFileSync(join(folder, 'birds.dig'), task);
  writeFileSync(join(folder, 'plain.dig'), '+say: {echo>: hello}\n');
  return folder;
}

/** The canaries in GET responses that may not contain them, and error statuses, by path. API requests have a key. */
async function leaksInResponses(
  { product, page }: CanaryFixture,
  moreCanaries: ReturnType<typeof secretCanaries>,
  apiKey: string,
): Promise<Record<string, string[]>> {
  const leaks: Record<string, string[]> = {};
  for (const { paths, allows = [] } of Object.values(ROUTES)) {
    for (const path of paths) {
      const isApi = /^\/(?:api\/v1|v3)\//.test(path);
      const headers: Record<string, string> = isApi ? { authorization: `Bearer ${apiKey}` } : {};
      const response = await page.request.get(product.url + path, { headers });
      const found = canariesIn(await response.body(), SEARCHED_KINDS, moreCanaries).filter(
        (canary) => !allows.includes(canary.split(' ')[0] ?? ''),
      );
      if (found.length > 0 || response.status() >= 500) leaks[path] = [String(response.status()), ...found];
    }
  }
  return leaks;
}

test('the special routes are routes of the console', () => {
  expect(FOUND_ROUTES.length).toBeGreaterThan(100);
  expect(Object.keys(SPECIAL_ROUTES).filter((route) => !FOUND_ROUTES.includes(route))).toEqual([]);
});

test('no response and no log contains a value or token that was not requested @whole', async ({ planted }, info) => {
  const { product, dataDir, page, sent } = planted;
  const [ids, now] = [['poison', 'bad', 'odd', 'e1', 'e2'], Math.floor(Date.now() / 1000)] as const;
  const content = canaryFile(ids, now);
  const [file, table] = [info.outputPath('events.csv'), info.outputPath('table.csv')];
  writeFileSync(file, content);
  writeFileSync(table, canaryTable(ids, now));
  await createAuthentication(planted);
  const secret = await configureUnreachableNotifications(planted);
  await exportThroughConsole(planted, content);
  await plantThroughShell(planted, file, table);
  await page.goto(`${product.url}/jobs/1/records?record=2`);
  await page.getByRole('button', { name: 'Show personal values' }).first().click();
  await expect(page.getByText('203.0.113.211').first()).toBeVisible();

  const jobs = await (await page.request.get(`${product.url}/api/jobs?ids=1,2,3`)).json();
  const codes = jobs.map(({ error }: { error: { code: string } | null }) => error?.code);
  expect(codes).toEqual([undefined, undefined, 'unauthorized']);
  const hashes = hashCanaries([...new Set(JSON.stringify(await sent()).match(/[0-9a-f]{64}/g))]);
  const apiKey = (await pintd(product, ['apikey:create', 'canary'])).trim();
  const moreCanaries = [
    ...hashes,
    ...secretCanaries(secret),
    ['secret', TRINO_PASSWORD] as const,
    ['secret', apiKey] as const,
  ];
  const allowed = await page.request.get(`${product.url}/api/v1/jobs`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  expect(await allowed.json()).toMatchObject({
    data: [{ job_id: 5 }, { job_id: 4 }, { job_id: 3 }, { job_id: 2 }, { job_id: 1 }],
  });
  await page.goto(`${product.url}/settings/notifications`);
  await expect(page.getByText('Connection refused').first()).toBeVisible();
  expect(await leaksInResponses(planted, moreCanaries, apiKey)).toEqual({});
  await page.goto(`${product.url}/sandbox`);
  const request = await page.locator('a[href*="request="]').first().getAttribute('href');
  const opened = await page.request.get(product.url + request);
  expect(canariesIn(await opened.body(), ['personal', 'token', 'secret'], moreCanaries)).toEqual([]);
  const withValues = await page.request.get(`${product.url}${request}&personal=shown`);
  expect(canariesIn(await withValues.body(), ['personal'])).not.toEqual([]);

  const allKinds = [...SEARCHED_KINDS, 'other'] as const;
  expect(canariesBelow(dataDir, allKinds, { except: ['uploads', 'sandbox', 'workbench'], moreCanaries })).toEqual({});
  expect(canariesIn(Buffer.from(product.output), allKinds, moreCanaries)).toEqual([]);

  await pintd(product, ['settings:set', 'retention_days', '0']);
  await pintd(product, ['job:kill', '3']);
  expect(canariesBelow(dataDir, allKinds, { except: ['workbench'], moreCanaries })).toEqual({});
  expect((await page.request.get(`${product.url}/jobs/1/rejected.csv`)).status()).toBe(410);
  expect(await leaksInResponses(planted, moreCanaries, apiKey)).toEqual({});
});
