import type { Page } from '@playwright/test';
import { routes as apiRoutes } from '../lib/api/routes.ts';
import { tdRoutes } from '../lib/td-api/routes.ts';
import { canariesIn, hashCanaries } from '../tests/kit/canary.ts';
import { handlerRoutes, pageRoutes } from './app-routes.ts';
import { expect } from './fixtures.ts';
import { newPerson, pintd } from './people-kit.ts';
import { plantedPath, plantedTest as test } from './planted.ts';

/** Sends every request whose response may contain customer values, as a viewer and as an operator, who may see them. */

interface RequestSpec {
  readonly path: string;
  readonly body?: unknown;
}

/** Requests that show values to people with `values.show`. */
const GET_VALUES: readonly RequestSpec[] = [
  '/api/jobs/1/records?personal=shown',
  '/api/jobs/1/records/2?personal=shown',
  '/jobs/1/rejected.csv',
  '/api/jobs/2/result?personal=shown',
  '/jobs/2/result.csv',
  '/jobs/2/result.json',
  '/api/workbench/databases/shop/birds/records?personal=shown',
  '/audience/1/segments/1/profiles/rows?personal=shown',
  '/exports/new/1/rows',
  '/exports/new/1/samples',
  '/exports/new/1/profile',
  '/exports/new/1/review/invalid.csv',
].map((path) => ({ path }));
const POST_VALUES: readonly RequestSpec[] = [
  { path: '/exports/new/1/review/rows', body: { records: [1, 2, 6, 7], personal: true } },
  { path: '/exports/new/1/review/record', body: { record: 2, personal: true } },
  {
    path: '/exports/new/1/review/replacing',
    body: {
      replacing: { kind: 'find', column: 'em', how: 'part', find: '@', to: ' at ' },
      fixesBytes: 0,
      personal: true,
    },
  },
  { path: '/exports/new/1/preview', body: { mapping: {}, constants: {}, personal: true } },
  { path: '/audience/1/rules/values', body: { table: 'customers', column: 'em', personal: true } },
  { path: '/audience/1/segments/1/activations/new/preview', body: { output: { allColumns: true }, personal: true } },
];

const MASTER = { engine: 'duckdb', database: 'shop', table: 'birds', key: 'event_id', filters: [] };
const JOINED = {
  source: { database: 'shop', table: 'birds' },
  join: { parentKey: 'event_id', childKey: 'event_id' },
};
const RULE = {
  type: 'And',
  conditions: [{ type: 'Value', attribute: 'em', operator: { type: 'IsNull', not: true } }],
};

/** The planted workflow, unchanged. */
const DRAFT = { name: 'birds', base: 1, files: [{ path: 'birds.dig' }] };

/** The POST requests above with masked values, and all other requests of the console. */
const OTHERS: readonly RequestSpec[] = [
  ...[...pageRoutes(), ...handlerRoutes('GET')]
    .filter((route) => !/^\/(?:sign-in|invitations|api\/v1|v3|v4)/.test(route))
    .map((route) => ({ path: plantedPath(route) })),
  ...['/jobs/2/result', '/jobs/2/query', '/api/jobs/2', '/api/jobs/2/result', '/api/jobs/1/records/2'].map((path) => ({
    path,
  })),
  ...POST_VALUES.map(({ path, body }) => ({ path, body: { ...(body as object), personal: false } })),
  { path: '/exports/new/1/review/repairs', body: { without: [], personal: true } },
  { path: '/exports/new/1/review/repairs', body: { without: [], personal: false } },
  { path: '/exports/new/1/review/repeats/rows', body: { personal: true } },
  { path: '/exports/new/1/review/repeats/rows', body: { personal: false } },
  { path: '/exports/new/1/repairable', body: { columns: [{ column: 'zp', texts: ['1234'] }] } },
  { path: '/exports/new/1/answered', body: {} },
  { path: '/exports/new/1/accepted', body: { authentication: 'Kanal', parameters: { ad_account_id: '549764609761' } } },
  { path: '/exports/new/1/value-suggestions', body: { field: 'opt_out', column: 'opt_out', values: ['nein'] } },
  { path: '/workbench/parent-segments/new/check-master', body: { master: MASTER } },
  { path: '/workbench/parent-segments/new/check-join', body: { master: MASTER, ...JOINED } },
  { path: '/workbench/parent-segments/new/example-customers', body: { master: MASTER, joins: [JOINED] } },
  { path: '/audience/1/segments/1/activations/new/count', body: { behaviors: [] } },
  { path: '/audience/1/rules/sql', body: { rule: RULE } },
  { path: '/audience/1/rules/population', body: { rule: RULE } },
  { path: '/api/workbench/check', body: { database: 'shop', engine: 'duckdb', sql: 'SELECT * FROM birds' } },
  { path: '/api/workbench/workflows/check', body: DRAFT },
  { path: '/api/workbench/workflows/save', body: DRAFT },
  ...['check', 'complete', 'table'].map((action) => ({ path: `/api/uploads/1/${action}`, body: {} })),
];

/** Requests to both APIs that show values. */
const API_VALUES: readonly RequestSpec[] = [
  '/api/v1/jobs/1/rejected.csv',
  '/api/v1/jobs/2/result.csv',
  '/api/v1/jobs/2/result.jsonl',
  '/v3/job/result/2',
  '/api/v1/uploads/1/samples?personal=true',
  '/api/v1/uploads/1/review/records?personal=true',
  '/api/v1/uploads/1/review/invalid.csv',
  '/api/v1/databases/shop/tables/birds/records?personal=true',
].map((path) => ({ path }));
/** All GET requests to both APIs, and POST requests that only read. */
const API_OTHERS: readonly RequestSpec[] = [
  ...apiRoutes.filter(({ method }) => method === 'GET').map(({ path }) => ({ path: `/api/v1${apiPath(path)}` })),
  ...tdRoutes.filter(({ method }) => method === 'GET').map(({ path }) => ({ path: `/v3${apiPath(path)}` })),
  { path: '/api/v1/uploads/1/preview', body: { personal: true } },
  { path: '/api/v1/uploads/1/validate', body: {} },
  { path: '/api/v1/audience/pull', body: {} },
];

function apiPath(path: string): string {
  const names: Readonly<Record<string, string>> = { database: 'shop', table: 'birds' };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '1');
}

/** Sends a request from a page of the console. */
async function fetchInPage(page: Page, { path, body }: RequestSpec): Promise<string> {
  return page.evaluate(
    async ([address, content]) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) };
      return (await fetch(address, content === undefined ? {} : init)).text();
    },
    [path, body] as const,
  );
}

async function fetchByKey(url: string, key: string, { path, body }: RequestSpec): Promise<string> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(url + path, { headers, ...init })).text();
}

test('every POST handler of the console is checked, except the one that receives uploads', () => {
  const checked = new Set([...POST_VALUES, ...OTHERS].filter(({ body }) => body !== undefined).map(({ path }) => path));
  const paths = handlerRoutes('POST').map(plantedPath);
  expect(paths.filter((path) => !checked.has(path))).toEqual([]);
});

test('a viewer gets no customer values from any entry point, in the console or with a key; an operator does', {
  tag: '@whole',
}, async ({ browser, planted: { product, sent } }) => {
  const hashes = hashCanaries([...new Set(JSON.stringify(await sent()).match(/[0-9a-f]{64}/g))]);
  expect(hashes.length).toBeGreaterThan(10);
  const valuesIn = (text: string) => canariesIn(Buffer.from(text), ['personal', 'hash'], hashes);

  // A person who may not see values must not even get the part that a mask keeps.
  const leaksIn = (text: string) => [...valuesIn(text), ...(text.includes('•@mail.example') ? ['a domain'] : [])];

  const { page: viewer } = await newPerson(browser, product, 'viewer');
  const leaks: Record<string, string[]> = {};
  for (const request of [...GET_VALUES, ...POST_VALUES, ...OTHERS]) {
    const found = leaksIn(await fetchInPage(viewer, request));
    if (found.length > 0) leaks[`${request.path} ${JSON.stringify(request.body)}`] = found;
  }
  const viewersKey = (await pintd(product, ['apikey:create', 'viewing', '--role', 'viewer'])).trim();
  for (const request of [...API_VALUES, ...API_OTHERS]) {
    const found = leaksIn(await fetchByKey(product.url, viewersKey, request));
    if (found.length > 0) leaks[`key ${request.path}`] = found;
  }
  expect(leaks).toEqual({});

  const { page: operator } = await newPerson(browser, product, 'operator');
  const withoutValues: string[] = [];
  for (const request of [...GET_VALUES, ...POST_VALUES])
    if (valuesIn(await fetchInPage(operator, request)).length === 0) withoutValues.push(request.path);
  const operatorsKey = (await pintd(product, ['apikey:create', 'operating', '--role', 'operator'])).trim();
  for (const request of API_VALUES)
    if (valuesIn(await fetchByKey(product.url, operatorsKey, request)).length === 0)
      withoutValues.push(`key ${request.path}`);
  expect(withoutValues).toEqual([]);
});
