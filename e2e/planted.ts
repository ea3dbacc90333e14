import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { canaryFile, canaryTable, ECHO, TOKEN } from '../tests/kit/canary.ts';
import { test as base } from './fixtures.ts';
import { createOwner, pintd } from './people-kit.ts';
import { type Product, withProducts } from './product.ts';

/** The names and IDs of what `plant` and the canary test create, by route parameter. Other parameters are 1. */
const PARAMETERS: Readonly<Record<string, string>> = {
  database: 'shop',
  table: 'birds',
  taskId: '2',
  token: 'unknown',
};

/** The path of a route, with these objects as its parameters. */
export function plantedPath(route: string): string {
  return route.replaceAll(/\[(\w+)\]/g, (_, name: string) => PARAMETERS[name] ?? '1');
}

const ACCOUNT = '549764609761';

interface Planted {
  readonly product: Product;
  /** The events that the sandbox received. */
  readonly sent: () => Promise<unknown>;
}

/** A test with a product that has one of everything, and an owner, so that everyone must sign in. */
export const plantedTest = base.extend<object, { planted: Planted }>({
  planted: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object
    async ({}, use) => {
      const sandbox = await startSandbox({});
      sandbox.setScript([{ match: { account: ACCOUNT }, do: { failEventIds: ['wachtelqx-bad'], message: ECHO } }]);
      await withProducts(async (start) => {
        const product = await start(undefined, { PINTEREST_API_BASE_URL: sandbox.url });
        await product.waitUntilReady();
        await plant(product, ACCOUNT);
        await createOwner(product);
        await use({ product, sent: () => sandbox.events() });
      });
      await sandbox.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/**
 * Creates one of everything, with canaries as its values: a reviewed file, a job with records that were not accepted, a
 * job of a query, a parent segment with a segment and an activation, a workflow with an attempt, a schedule. `account`
 * is the ad account of the events.
 */
async function plant(product: Product, account: string): Promise<void> {
  const ids = ['poison', 'bad', 'odd', 'e1', 'e2'];
  const now = Math.floor(Date.now() / 1000);
  const content = canaryFile(ids, now);
  const folder = mkdtempSync(join(tmpdir(), 'pintd-planted-'));
  const file = join(folder, 'events.csv');
  writeFileSync(file, content);
  const key = (await pintd(product, ['apikey:create', 'planting'])).trim();
  await beginReview(product, key, content);
  await pintd(product, ['auth:create', 'Kanal'], TOKEN);
  const result = { type: 'pinterest_conversion', authentication: 'Kanal', ad_account_id: account };
  await pintd(product, ['export', file, '--result', JSON.stringify({ ...result, skip_invalid_record: true })]);
  await pintd(product, ['db:create', 'shop']);
  const table = join(folder, 'table.csv');
  writeFileSync(table, canaryTable(ids, now));
  await pintd(product, ['table:import', 'shop', 'birds', table]);
  const sql = 'SELECT *, em AS "Order Number", ph AS "Item Count" FROM birds';
  await pintd(product, ['query', '-d', 'shop', '-w', sql]);
  await pintd(product, ['audience:push', audienceFolder(folder, account)]);
  await pintd(product, ['ps:run', 'Birds', '--wait']);
  await pintd(product, ['workflow:push', 'birds', workflowFolder(folder)]);
  await pintd(product, ['workflow:start', 'birds', 'birds', '--wait']);
  await pintd(product, ['sched:create', 'Kanal', '@daily', 'SELECT 1', '-d', 'shop', '--mail-to', 'ops@shop.example']);
}

/** Creates upload 1, and begins its review. */
async function beginReview({ url }: Product, key: string, content: Buffer): Promise<void> {
  const headers = { authorization: `Bearer ${key}` };
  const upload = `${url}/api/v1/uploads?name=events.csv`;
  await fetch(upload, { method: 'POST', headers, body: new Uint8Array(content) });
  const json = { ...headers, 'content-type': 'application/json' };
  await fetch(`${url}/api/v1/uploads/1/review`, { method: 'POST', headers: json, body: '{}' });
}

function workflowFolder(parent: string): string {
  const folder = join(parent, 'workflow');
  mkdirSync(folder);
  const task = '+read:\n  td>: {data: SELECT * FROM birds}\n  database: shop\n  store_last_results: true\n';
  writeFileSync(join(folder, 'birds.dig'), `timezone: UTC\nschedule:\n  daily>: 07:00:00\n${task}`);
  return folder;
}

/** A folder below `parent` with a parent segment of the table, its segment and an activation of all columns. */
export function audienceFolder(parent: string, account: string): string {
  const folder = join(parent, 'audience');
  mkdirSync(join(folder, 'segments', 'birds'), { recursive: true });
  writeFileSync(join(folder, 'Birds.yml'), 'name: Birds\nmaster: {database: shop, table: birds, key: event_id}\n');
  const rule = 'rule: {type: And, conditions: [{type: Value, attribute: em, operator: {type: IsNull, not: true}}]}\n';
  const activation = `activations: [{name: All, connection: Kanal, all_columns: true, connector_config: {ad_account_id: "${account}"}}]\n`;
  writeFileSync(join(folder, 'segments', 'birds', 'Known.yml'), `name: Known\nkind: batch\n${rule}${activation}`);
  return folder;
}
