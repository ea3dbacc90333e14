import { cpSync, readdirSync, readlinkSync, renameSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { ParentSegment } from '../lib/core/audience/parent-segment.ts';
import { LeaseLost } from '../lib/core/delivery/ledger.ts';
import { deleteParentSegment } from '../lib/operations/audience/delete-parent-segment.ts';
import { runParentSegment } from '../lib/operations/audience/run-parent-segment.ts';
import { saveParentSegment } from '../lib/operations/audience/save-parent-segment.ts';
import { checkJoin, checkMaster } from '../lib/operations/audience/sources/check-parent-segment.ts';
import { exampleCustomers } from '../lib/operations/audience/sources/example-customers.ts';
import { sweepsOf } from '../lib/runtime/sweeps.ts';
import type { TestProduct } from './kit/product.ts';
import { clockBetweenSeconds, plannedOutcomes } from './kit/schedules.ts';
import { SHOP } from './kit/shop.ts';
import { buildShop as build, importLines, rowsOf, startShop } from './kit/shop-product.ts';

function saveShop({ runtime }: TestProduct, choice: object = SHOP, id?: number): Promise<ParentSegment> {
  return saveParentSegment(runtime, id, { choice });
}

describe('a build', () => {
  test('writes customers with their attributes, and the rows of each behavior', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    expect(await build(product, id)).toMatchObject({ type: 'build', state: 'success', error: null });
    expect(await rowsOf(product, 'SELECT * FROM customers ORDER BY cdp_customer_id')).toEqual([
      ['1', '1', 'a@b.test', 'active', 'gold', '10'],
      ['2', '2', 'c@d.test', 'active', 'bronze', null],
      ['3', '4', null, 'active', null, null],
      ['4', '4', 'g@h.test', 'active', null, null],
    ]);
    expect(await rowsOf(product, 'SELECT * FROM behavior_online_orders ORDER BY cdp_customer_id, ordered_at')).toEqual([
      ['1', '5.5', '1793491200'],
      ['1', '7', '1796000000'],
      ['3', '1', '1793577600'],
      ['4', '1', '1793577600'],
    ]);
  });

  test('counts customers, joins, repeated keys and values that it cannot read', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    await build(product, id);
    expect((await product.runtime.builds.inUse(id))?.result).toEqual({
      customers: 4,
      filteredOut: 1,
      duplicateMasterKeys: 1,
      missingMasterKeys: 0,
      behaviors: { online_orders: 4 },
      joins: [
        { table: 'Loyalty', matched: 3, unmatched: 1, duplicateKeys: 1, customers: 2 },
        { table: 'Online Orders', matched: 3, unmatched: 1, duplicateKeys: 0, customers: 3 },
      ],
      unreadable: [{ table: 'Loyalty', column: 'loyalty_points', values: 1 }],
      filled: {
        customers: { id: 4, email: 3, status: 4, tier: 2, loyalty_points: 1 },
        behavior_online_orders: { total: 4, ordered_at: 4 },
      },
    });
  });

  test('treats nan, inf and numbers that are too large as missing values', async () => {
    const product = await startShop();
    const lines = ['member,tier,points', '1,gold,nan', '2,silver,inf', '4,bronze,1e400', '9,gold,x'];
    await importLines(product, 'loyalty', lines);
    const { id } = await saveShop(product);
    await build(product, id);
    const points = await rowsOf(product, 'SELECT loyalty_points, sum(loyalty_points) OVER () FROM customers');
    expect(points.flat().filter((value) => value !== null)).toEqual([]);
    expect((await product.runtime.builds.inUse(id))?.result?.unreadable).toEqual([
      { table: 'Loyalty', column: 'loyalty_points', values: 4 },
    ]);
  });

  test('joins by a column of the master that is named cdp_customer_id, and keeps its values', async () => {
    const product = await startShop();
    await importLines(product, 'customers', ['cdp_customer_id,email', '4,g@h.test', '1,a@b.test']);
    const master = { database: 'shop', table: 'customers', columns: [{ column: 'cdp_customer_id', name: 'member' }] };
    const join = { parentKey: 'cdp_customer_id', childKey: 'member' };
    const [loyalty] = SHOP.attributes;
    const { id } = await saveShop(product, { name: 'Shop', master, attributes: [{ ...loyalty, join }] });
    expect(await build(product, id)).toMatchObject({ state: 'success', error: null });
    expect(await rowsOf(product, 'SELECT cdp_customer_id, member, email, tier FROM customers ORDER BY 1')).toEqual([
      ['1', '4', 'g@h.test', null],
      ['2', '1', 'a@b.test', 'gold'],
    ]);
  });

  test('joins whole numbers of different types, and checks the join in the same way', async () => {
    const product = await startShop();
    const orders = [
      '{"customer": 1.0, "total": 5.5, "ordered_at": 1}',
      '{"customer": null, "total": 7, "ordered_at": 2}',
      '{"customer": 4.0, "total": 1, "ordered_at": 3}',
      '{"customer": 4.5, "total": 2, "ordered_at": 4}',
    ];
    await importLines(product, 'orders', orders, 'jsonl');
    const { id } = await saveShop(product);
    await build(product, id);
    const rows = await rowsOf(product, 'SELECT cdp_customer_id, total FROM behavior_online_orders ORDER BY 1');
    expect(rows).toEqual([
      ['1', '5.5'],
      ['3', '1'],
      ['4', '1'],
    ]);
    const counts = { matched: 2, customers: 3 };
    const result = (await product.runtime.builds.inUse(id))?.result;
    expect(result?.joins[1]).toMatchObject({ table: 'Online Orders', unmatched: 2, ...counts });
    const source = { database: 'shop', table: 'orders' };
    const join = { parentKey: 'id', childKey: 'customer' };
    const master = { engine: 'duckdb', ...SHOP.master } as const;
    expect(await checkJoin(master, { source, join }, product.runtime)).toMatchObject({
      rows: 4,
      formats: null,
      ...counts,
    });
    const { joins } = await exampleCustomers(master, [{ source, join }], product.runtime);
    expect(joins[0]?.rows.map((row) => row?.[1])).toEqual(['5.5', undefined, '1', '1']);
  });

  test('filters numbers by their text with or without a fraction, and checks filters in the same way', async () => {
    const product = await startShop();
    const lines = [1, 2.5, 3, 'null'].map((level, index) => `{"id": ${index}, "level": ${level}}`);
    await importLines(product, 'customers', lines, 'jsonl');
    const filters = [{ column: 'level', values: ['1', '2.5', '3.0'] }];
    const master = { database: 'shop', table: 'customers', key: 'id', filters } as const;
    const { id } = await saveShop(product, { name: 'Shop', master });
    await build(product, id);
    expect(await rowsOf(product, 'SELECT id FROM customers ORDER BY 1')).toEqual([['0'], ['1'], ['2']]);
    expect(await checkMaster({ ...master, engine: 'duckdb' }, product.runtime)).toMatchObject({ customers: 3 });
  });

  test('writes rows of JSON, and lists of rows or lists, as the result of a query shows them', async () => {
    const product = await startShop();
    const lines = [
      '{"id": 1, "address": {"city": "Oslo", "zip": null}, "cards": [{"no": 7}, null], "grid": [[1, 2], [3]], "names": [["a", null], null]}',
      '{"id": 2, "address": null, "cards": null, "grid": null, "names": []}',
    ];
    await importLines(product, 'customers', lines, 'jsonl');
    const { id } = await saveShop(product, { name: 'Shop', master: { database: 'shop', table: 'customers' } });
    await build(product, id);
    const sql = 'SELECT address, cards, grid, names FROM customers ORDER BY id';
    const source = await product.runtime.engine.records({ database: 'shop', sql, plannedAt: 0 }, 9);
    expect(await rowsOf(product, sql)).toEqual(source.records);
    expect(source.records[0]?.[0]).toBe('{"city":"Oslo","zip":null}');
  });

  test('gives each customer one row, even if a joined table has a column rowid with equal values', async () => {
    const product = await startShop();
    const lines = ['member,tier,points,rowid', '1,gold,10,7', '1,silver,20,7', '2,bronze,30,1', '4,gold,40,1'];
    await importLines(product, 'loyalty', lines);
    const { id } = await saveShop(product);
    await build(product, id);
    expect(await rowsOf(product, 'SELECT cdp_customer_id, id, tier FROM customers ORDER BY 1')).toEqual([
      ['1', '1', 'gold'],
      ['2', '2', 'bronze'],
      ['3', '4', 'gold'],
      ['4', '4', 'gold'],
    ]);
  });

  test('stores the rows of a behavior in the order of the customers, and times in whole seconds', async () => {
    const product = await startShop();
    await importLines(product, 'orders', ['customer,total,ordered_at', '4,1,1', '2,2,2', '1,3,3', '4,4,4', '1,5,5.9']);
    const { id } = await saveShop(product);
    await build(product, id);
    const rows = await rowsOf(product, 'SELECT cdp_customer_id FROM behavior_online_orders');
    expect(rows.flat()).toEqual(['1', '1', '2', '3', '3', '4', '4']);
    const times = await rowsOf(product, 'SELECT max(ordered_at) FROM behavior_online_orders');
    expect(times).toEqual([['5']]);
  });

  test('that fails leaves the previous one in use, and names the cause', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    await build(product, id);
    await importLines(product, 'loyalty', ['member,rank', '1,gold']);
    expect(await build(product, id)).toMatchObject({
      state: 'error',
      error: { code: 'source_column_unknown', params: { column: 'tier', table: 'shop.loyalty' } },
    });
    expect(await rowsOf(product, 'SELECT count(*) FROM customers')).toEqual([['4']]);
    expect((await product.runtime.builds.inUse(id))?.job).toBe(1);
    expect(buildFolders(product)).toHaveLength(1);
  });

  test('replaces the previous one, which running queries can still read', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    await build(product, id);
    const before = await product.runtime.workbench.tables('cdp_audience_1');
    await importLines(product, 'customers', ['id,email,status', '7,z@z.test,active']);
    await build(product, id);
    expect(await rowsOf(product, 'SELECT id FROM customers')).toEqual([['7']]);
    const [former] = await product.runtime.engine.inspect(before);
    expect(former?.records).toBe(4);
    await build(product, id);
    expect(buildFolders(product)).toHaveLength(2);
  });

  test('that is interrupted leaves no database, and can be resumed', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    const job = await runParentSegment(product.runtime, id);
    expect(await product.run(job, { signal: AbortSignal.abort() })).toMatchObject({ state: 'paused' });
    expect(product.runtime.workbench.hasDatabase('cdp_audience_1')).toBe(false);
    expect(await product.run(job)).toMatchObject({ state: 'success' });
  });

  test('stays readable if its owner loses the job just as it ends', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    const finish = () => Promise.reject(new LeaseLost(1));
    await product.run(await runParentSegment(product.runtime, id), { ledger: () => ({ finish }) });
    expect(await rowsOf(product, 'SELECT count(*) FROM customers')).toEqual([['4']]);
  });

  test('replaces nothing if its owner loses the job before the build is put in place', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    await build(product, id);
    await importLines(product, 'customers', ['id,email,status', '7,z@z.test,active']);
    const write = () => Promise.reject(new LeaseLost(2));
    await product.run(await runParentSegment(product.runtime, id), { ledger: () => ({ write }) });
    expect(await rowsOf(product, 'SELECT count(*) FROM customers')).toEqual([['4']]);
    expect(buildFolders(product)).toHaveLength(1);
  });

  test('replaces a restored database, which is a folder', async () => {
    const product = await startRestored();
    expect(await build(product, 1)).toMatchObject({ state: 'success' });
    expect(await rowsOf(product, 'SELECT count(*) FROM customers')).toEqual([['4']]);
  });

  test('leaves a restored database in use until the build is complete, even if a sweep runs meanwhile', async () => {
    const product = await startRestored();
    await product.runtime.audienceFiles.create(1, 'begun', ['customers']);
    for (const _ of [1, 2]) await product.runtime.audienceFiles.sweep(Date.now() + 1000, new Set([1]));
    expect(buildFolders(product)).toEqual([]);
    expect(await rowsOf(product, 'SELECT count(*) FROM customers')).toEqual([['4']]);
  });

  test('keeps the build that it replaced, which queries may still read, however old that build is', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    await build(product, id);
    const [replaced = ''] = buildFolders(product);
    await build(product, id);
    const yesterday = new Date(Date.now() - 86_400_000);
    utimesSync(join(product.runtime.workbench.root, '.audiences', '1', replaced), yesterday, yesterday);
    await product.runtime.audienceFiles.sweep(Date.now() - 3_600_000, new Set([1]));
    expect(buildFolders(product)).toHaveLength(2);
    await product.runtime.audienceFiles.sweep(Date.now() + 1000, new Set([1]));
    expect(buildFolders(product)).toHaveLength(1);
  });

  test('that was killed while it was put in place leaves nothing after a sweep', async () => {
    const product = await startShop();
    const { id } = await saveShop(product);
    await build(product, id);
    const link = join(product.runtime.workbench.root, '.audiences', '1', '.killed');
    symlinkSync(join('.audiences', '1', 'killed'), link);
    await product.runtime.audienceFiles.sweep(Date.now() + 1000, new Set([1]));
    expect(buildFolders(product)).toHaveLength(1);
    expect(await rowsOf(product, 'SELECT count(*) FROM customers')).toEqual([['4']]);
  });
});

/** The shop, with the database of its parent segment as a folder, as a restore leaves it. */
async function startRestored(): Promise<TestProduct> {
  const product = await startShop();
  const { id } = await saveShop(product);
  await build(product, id);
  const { root } = product.runtime.workbench;
  const link = join(root, 'cdp_audience_1');
  cpSync(join(root, readlinkSync(link)), `${link}.copy`, { recursive: true });
  await product.runtime.audienceFiles.delete(id);
  renameSync(`${link}.copy`, link);
  return product;
}

function buildFolders({ runtime }: TestProduct): readonly string[] {
  return readdirSync(join(runtime.workbench.root, '.audiences', '1'));
}

const [LOYALTY] = SHOP.attributes;
const [ORDERS] = SHOP.behaviors;

const REFUSALS: readonly [string, object, string][] = [
  ['a table that does not exist', { master: { ...SHOP.master, table: 'missing' } }, 'table_unknown'],
  ['a database that does not exist', { master: { ...SHOP.master, database: 'none' } }, 'database_unknown'],
  ['a key that does not exist', { master: { ...SHOP.master, key: 'nr' } }, 'source_column_unknown'],
  [
    'a filter on an unknown column',
    { master: { ...SHOP.master, filters: [{ column: 'x', values: ['1'] }] } },
    'source_column_unknown',
  ],
  ['three filters', { master: { ...SHOP.master, filters: Array(3).fill(SHOP.master.filters[0]) } }, 'filters_too_many'],
  [
    'two columns with the same name',
    { attributes: [{ ...LOYALTY, columns: [{ column: 'tier', name: 'Email' }] }] },
    'segment_column_taken',
  ],
  ['two attribute tables with the same name', { attributes: [LOYALTY, LOYALTY] }, 'table_name_taken'],
  [
    'two behaviors with the same table',
    { behaviors: [ORDERS, { ...ORDERS, name: 'online-orders' }] },
    'behavior_table_taken',
  ],
  ['a time column that is not a timestamp', { behaviors: [{ ...ORDERS, timeColumn: 'total' }] }, 'time_column_unknown'],
  ['no name', { name: ' ' }, 'parent_segment_name_required'],
];

test('refuses what cannot be built, and saves nothing', async () => {
  const product = await startShop();
  for (const [problem, changes, code] of REFUSALS)
    await expect(saveShop(product, { ...SHOP, ...changes }), problem).rejects.toMatchObject({ code });
  expect(await product.runtime.parentSegments.list()).toEqual([]);
});

test('a change is refused, and undoes nothing, if another change was saved after it began', async () => {
  const product = await startShop();
  const { parentSegments } = product.runtime;
  const { id } = await saveShop(product);
  const { get } = parentSegments;
  vi.spyOn(parentSegments, 'get').mockImplementationOnce(async (...args) => {
    const before = await get.apply(parentSegments, args);
    await saveShop(product, { description: 'the other change' }, id);
    return before;
  });
  await expect(saveShop(product, { name: 'Store' }, id)).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect(await parentSegments.get(id)).toMatchObject({ name: SHOP.name, description: 'the other change' });
});

test('only a build writes to its database', async () => {
  const product = await startShop();
  const { id } = await saveShop(product);
  await build(product, id);
  const { workbench } = product.runtime;
  const refusal = { code: 'database_read_only' };
  await expect(workbench.createDatabase('cdp_audience_9')).rejects.toMatchObject(refusal);
  await expect(workbench.deleteDatabase('cdp_audience_1')).rejects.toMatchObject(refusal);
  await expect(workbench.deleteTable('cdp_audience_1', 'customers')).rejects.toMatchObject(refusal);
});

test('the planned time of a build is a whole second, even if the next second begins meanwhile', async () => {
  const product = await startShop();
  const { runtime } = product;
  const { id } = await saveShop(product);
  await runParentSegment({ ...runtime, clock: clockBetweenSeconds() }, id);
  const [run] = await runtime.plannedRuns.list({ kind: 'parent_segment', id }, { limit: 1 });
  expect(Number(run?.plannedAt) % 1000).toBe(0);
});

test('only one build runs at a time; a deletion removes the builds, and keeps their jobs', async () => {
  const product = await startShop();
  const { id } = await saveShop(product);
  const job = await runParentSegment(product.runtime, id);
  await expect(() => runParentSegment(product.runtime, id)).rejects.toThrow(
    expect.objectContaining({ code: 'build_unfinished' }),
  );
  await expect(deleteParentSegment(product.runtime, id)).rejects.toMatchObject({ code: 'build_unfinished' });
  await product.run(job);
  await deleteParentSegment(product.runtime, id);
  expect(product.runtime.workbench.hasDatabase('cdp_audience_1')).toBe(false);
  expect(await product.runtime.jobs.find(job.id)).toMatchObject({ state: 'success' });
  expect(await plannedOutcomes(product.runtime)).toEqual([]);
});

test('example customers have their row of a joined table, even if another customer has very many rows', async () => {
  const product = await startShop();
  const many = Array.from({ length: 150 }, () => '1,5');
  await importLines(product, 'orders', ['customer,total', ...many, '4,1']);
  const master = { ...SHOP.master, engine: 'duckdb' } as const;
  const join = { parentKey: 'id', childKey: 'customer' };
  const source = { database: 'shop', table: 'orders' };
  const { joins } = await exampleCustomers(master, [{ source, join }], product.runtime);
  expect(joins[0]?.rows).toEqual([['1', '5'], null, ['4', '1'], ['4', '1']]);
});

test('a sweep completes an interrupted deletion', async () => {
  const product = await startShop();
  const { runtime } = product;
  const { id } = await saveShop(product);
  await build(product, id);
  const audienceFiles = { delete: () => Promise.reject(new Error('killed')) };
  await expect(deleteParentSegment({ ...runtime, audienceFiles }, id)).rejects.toThrow('killed');
  await runtime.clock.sleep(2 * 24 * 60 * 60 * 1000, new AbortController().signal);
  for (const { name, run } of sweepsOf(runtime)) if (name === 'uploads') await run();
  expect(runtime.workbench.hasDatabase('cdp_audience_1')).toBe(false);
  expect(readdirSync(join(runtime.workbench.root, '.audiences'))).toEqual([]);
  expect(await runtime.workbench.databases()).toEqual(['shop']);
});
