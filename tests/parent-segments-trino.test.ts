import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { pullAudience } from '../lib/operations/audience/pull-audience.ts';
import { pushAudience } from '../lib/operations/audience/push-audience.ts';
import { runParentSegment } from '../lib/operations/audience/run-parent-segment.ts';
import { saveParentSegment } from '../lib/operations/audience/save-parent-segment.ts';
import { checkJoin, checkMaster } from '../lib/operations/audience/sources/check-parent-segment.ts';
import { exampleCustomers } from '../lib/operations/audience/sources/example-customers.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { startProduct, type TestProduct } from './kit/product.ts';
import { SHOP } from './kit/shop.ts';
import { rowsOf } from './kit/shop-product.ts';
import { type TrinoColumnJson, type TrinoScript, TrinoStandIn, trinoColumn, typeOf } from './kit/trino-server.ts';

/** Parent segments of Trino tables, with a stand-in for Trino's documented protocol. */

const TAGS = trinoColumn('tags', 'array(varchar)', typeOf('array', { rawType: 'varchar', arguments: [] }));
const TABLES: Readonly<Record<string, readonly TrinoColumnJson[]>> = {
  customers: [
    trinoColumn('id', 'bigint'),
    trinoColumn('email', 'varchar(200)'),
    trinoColumn('status', 'varchar'),
    TAGS,
  ],
  loyalty: [trinoColumn('member', 'varchar'), trinoColumn('tier', 'varchar'), trinoColumn('points', 'decimal(20,2)')],
  orders: [
    trinoColumn('customer', 'bigint'),
    trinoColumn('total', 'double'),
    trinoColumn('ordered_at', 'timestamp(3) with time zone'),
    trinoColumn('note', 'varchar'),
  ],
};
/** Rows in the responses of the stand-in; customers that the filter excludes are not among them. */
const CUSTOMERS =
  '[[9007199254740993,"a@b.test","active",["x",null]],[2,null,"active",null],[4,"d, \\"e\\"@f.test","active",[]]]';
const LOYALTY =
  '[["9007199254740993","gold","12345678901234567.89"],["9007199254740993","silver",null],["9","x",null]]';
const ORDERS =
  '[[9007199254740993,5.5,"2026-11-01 00:00:00.000 UTC"],[4,"NaN","2026-11-02 09:00:00.000 +09:00"],[8,2.0,null]]';
const COUNT_COLUMN = trinoColumn('n', 'bigint');

let trino: TrinoStandIn;
let script: (sql: string) => TrinoScript;

beforeEach(async () => {
  script = scriptFor;
  trino = await TrinoStandIn.start((sql) => script(sql));
  return () => trino.close();
});

function scriptFor(sql: string): TrinoScript {
  if (sql.includes('information_schema.columns')) return columnsIn(sql);
  if (sql.startsWith('SELECT count(*)')) return { columns: [COUNT_COLUMN], pages: ['[[5]]'] };
  const [, list = '', table = ''] = /^SELECT (.*) FROM "shop"\."(\w+)"/.exec(sql) ?? [];
  const columns = (TABLES[table] ?? []).filter(({ name }) => list.includes(`"${name}"`));
  const pages = { customers: CUSTOMERS, loyalty: LOYALTY, orders: ORDERS }[table] ?? '[]';
  return { columns, pages: [pages] };
}

function columnsIn(sql: string): TrinoScript {
  const [, table = ''] = /table_name = '(\w+)'/.exec(sql) ?? [];
  const columns = ['column_name', 'data_type'].map((name) => trinoColumn(name, 'varchar'));
  return { columns, pages: [JSON.stringify((TABLES[table] ?? []).map(({ name, type }) => [name, type]))] };
}

function startWithTrino(settings: Record<string, string> = {}): Promise<TestProduct> {
  return startProduct({
    PINTD_TRINO_URL: trino.url,
    PINTD_TRINO_USER: 'reader',
    PINTD_TRINO_CATALOG: 'lake',
    ...settings,
  });
}

const CHOICE = { ...SHOP, engine: 'trino' } as const;

function saveShop({ runtime }: TestProduct, choice: object = CHOICE) {
  return saveParentSegment(runtime, undefined, { choice });
}

const sentQueries = () => trino.received.map(({ sql }) => sql).filter((sql) => !sql.includes('information_schema'));

describe('a build of Trino tables', () => {
  test('copies the needed columns with every digit, and deletes the copies', async () => {
    const product = await startWithTrino();
    const { id } = await saveShop(product);
    const job = await product.run(await runParentSegment(product.runtime, id));
    expect(job).toMatchObject({ type: 'build', state: 'success', error: null });
    expect(sentQueries()).toEqual([
      `SELECT "id", "email", "status", "tags" FROM "shop"."customers" WHERE "status" IN ('active')`,
      'SELECT count(*) AS n FROM "shop"."customers"',
      'SELECT "member", "tier", "points" FROM "shop"."loyalty"',
      'SELECT "customer", "total", "ordered_at" FROM "shop"."orders"',
    ]);
    const customers = 'SELECT id, email, CAST(tags AS VARCHAR), tier, loyalty_points FROM customers ORDER BY 1';
    expect(await rowsOf(product, customers)).toEqual([
      ['2', null, null, null, null],
      ['4', 'd, "e"@f.test', '[]', null, null],
      ['9007199254740993', 'a@b.test', '[x, NULL]', 'gold', '12345678901234567.89'],
    ]);
    expect(await rowsOf(product, 'SELECT total, ordered_at FROM behavior_online_orders ORDER BY 2')).toEqual([
      ['5.5', '1793491200'],
      [null, '1793577600'],
    ]);
    expect((await product.runtime.builds.inUse(id))?.result).toMatchObject({
      customers: 3,
      filteredOut: 2,
      joins: [
        { table: 'Loyalty', matched: 2, unmatched: 1, duplicateKeys: 1 },
        { table: 'Online Orders', matched: 2, unmatched: 1 },
      ],
      unreadable: [{ table: 'Online Orders', column: 'total', values: 1 }],
    });
    const log = await product.runtime.log.page(job.id, { limit: 20 });
    expect(log).toContainEqual(
      expect.objectContaining({ code: 'build_copied', params: { table: 'shop.orders', records: 3 } }),
    );
    expect(readdirSync(buildsFolder(product))).toHaveLength(1);
    expect(await product.runtime.workbench.tables('cdp_audience_1')).toHaveLength(2);
  });

  test('that fails or is killed while it copies leaves the previous build, and no copies', async () => {
    const product = await startWithTrino();
    const { runtime } = product;
    const { id } = await saveShop(product);
    await product.run(await runParentSegment(runtime, id));
    const error = { errorName: 'GENERIC_INTERNAL_ERROR', errorType: 'INTERNAL_ERROR', message: 'a@b.test' };
    script = (sql) => (sql.includes('"orders"') ? { error } : scriptFor(sql));
    const failed = await product.run(await runParentSegment(runtime, id));
    expect(failed).toMatchObject({ state: 'error', error: { code: 'trino_failed' } });
    expect(JSON.stringify([failed, await runtime.log.page(failed.id, { limit: 20 })])).not.toContain('a@b.test');
    script = (sql) =>
      sql.includes('"orders"') ? { ...scriptFor(sql), pages: ['[["a@b.test",1,null]]'] } : scriptFor(sql);
    const unread = await product.run(await runParentSegment(runtime, id));
    expect(unread.error).toEqual({ code: 'table_not_copied', params: { name: 'shop.orders' } });
    script = (sql) => (sql.includes('"loyalty"') ? { ...scriptFor(sql), pages: endlessPages() } : scriptFor(sql));
    const job = await runParentSegment(runtime, id);
    const interrupt = { signal: new AbortController().signal, stop: { state: 'queued', error: null } } as const;
    const running = claimAndExecute(runtime, job.id, ['queued'], interrupt);
    await expect.poll(() => trino.received.at(-1)?.pagesSent ?? 0).toBeGreaterThan(3);
    await runtime.jobRequests.request(job.id, 'kill');
    await running;
    expect(await runtime.jobs.find(job.id)).toMatchObject({ state: 'killed' });
    expect(trino.received.at(-1)?.isStopped).toBe(true);
    expect(readdirSync(buildsFolder(product))).toHaveLength(1);
    expect(await rowsOf(product, 'SELECT count(*) FROM customers')).toEqual([['3']]);
  });

  test('from a table or column that the server lacks is refused when the parent segment is saved', async () => {
    const product = await startWithTrino();
    const missing = { ...CHOICE, master: { ...CHOICE.master, table: 'people' } };
    await expect(saveShop(product, missing)).rejects.toMatchObject({
      code: 'table_unknown',
      params: { name: 'shop.people' },
    });
    const key = { ...CHOICE, master: { ...CHOICE.master, key: 'nr' } };
    await expect(saveShop(product, key)).rejects.toMatchObject({ code: 'source_column_unknown' });
    expect(sentQueries()).toEqual([]);
  });

  test('is refused on saving where Trino is not set up, and a job created elsewhere ends in error there', async () => {
    const product = await startWithTrino();
    const { id } = await saveShop(product);
    const { runtime } = product;
    const job = await runParentSegment(runtime, id);
    const productWithoutTrino = await startProduct();
    await expect(saveShop(productWithoutTrino)).rejects.toMatchObject({ code: 'trino_not_set_up' });
    const interrupt = { signal: new AbortController().signal, stop: { state: 'queued', error: null } } as const;
    await claimAndExecute({ ...runtime, trino: productWithoutTrino.runtime.trino }, job.id, ['queued'], interrupt);
    expect(await runtime.jobs.find(job.id)).toMatchObject({ state: 'error', error: { code: 'trino_not_set_up' } });
    expect(existsSync(join(runtime.workbench.root, 'cdp_audience_1'))).toBe(false);
  });
});

function buildsFolder({ runtime }: TestProduct): string {
  return join(runtime.workbench.root, '.audiences', '1');
}

function* endlessPages(): Generator<string> {
  for (;;) yield '[["1","gold",null]]';
}

test('checks count on the server, and compare keys of different types as text', async () => {
  const product = await startWithTrino();
  const master = { ...CHOICE.master, engine: 'trino' } as const;
  script = (sql) => (sql.includes('information_schema') ? columnsIn(sql) : numbersFrom10(sql));
  expect(await checkMaster(master, product.runtime)).toEqual({
    rows: 10,
    customers: 11,
    differentKeys: 12,
    missingKeys: -2,
    filled: { id: 14, email: 15, status: 16, tags: 17 },
  });
  const [loyalty] = SHOP.attributes;
  const join = { source: loyalty?.source ?? SHOP.master, join: { parentKey: 'id', childKey: 'member' } };
  expect(await checkJoin(master, join, product.runtime)).toMatchObject({
    allCustomers: 10,
    customers: 11,
    matched: 12,
  });
  expect(sentQueries().join('\n')).toContain(
    'CAST("id" AS VARCHAR) IN (SELECT CAST("member" AS VARCHAR) FROM "shop"."loyalty"',
  );
});

test('example customers have the first row of each joined table', async () => {
  const product = await startWithTrino();
  const master = { ...CHOICE.master, engine: 'trino' } as const;
  const key = trinoColumn('k', 'varchar');
  script = (sql) => {
    if (sql.includes('information_schema')) return columnsIn(sql);
    return sql.includes('"loyalty"')
      ? {
          columns: [key, ...(TABLES['loyalty'] ?? [])],
          pages: ['[["4","4","gold","1.00"],["4","4","silver",null]]'],
        }
      : { columns: TABLES['customers'] ?? [], pages: [CUSTOMERS] };
  };
  const [loyalty] = SHOP.attributes;
  const join = { source: loyalty?.source ?? SHOP.master, join: { parentKey: 'id', childKey: 'member' } };
  const { joins } = await exampleCustomers(master, [join], product.runtime);
  expect(joins[0]?.rows).toEqual([null, null, ['4', 'gold', '1.00']]);
  const rowOf = (key: string) =>
    `(SELECT CAST(t."member" AS VARCHAR) AS k, t.* FROM "shop"."loyalty" t` +
    ` WHERE CAST(t."member" AS VARCHAR) = '${key}' LIMIT 1)`;
  expect(sentQueries().at(-1)).toBe(['9007199254740993', '2', '4'].map(rowOf).join(' UNION ALL '));
});

/** A row with the numbers from 10, one for each column. */
function numbersFrom10(sql: string): TrinoScript {
  const names = [...sql.matchAll(/ AS (n\d+)/g)].map(([, name = '']) => name);
  return {
    columns: names.map((name) => trinoColumn(name, 'bigint')),
    pages: [JSON.stringify([names.map((_, n) => n + 10)])],
  };
}

test('the YAML of a parent segment of Trino tables names the engine', async () => {
  const product = await startWithTrino();
  await saveShop(product);
  const { files } = await pullAudience(product.runtime, []);
  expect(files[0]?.text).toContain('engine: trino\n');
  expect(await pushAudience(product.runtime, files, { dryRun: false })).toEqual({ changes: [], findings: [] });
});
