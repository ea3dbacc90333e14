import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHOP, SHOP_TABLES } from '../../tests/kit/shop.ts';
import { readEnv } from '../env.ts';
import { saveParentSegment } from '../operations/audience/save-parent-segment.ts';
import { createSegment } from '../operations/audience/save-segment.ts';
import { openRuntime } from '../runtime/runtime.ts';
import { runCommand } from './command-line.test-kit.ts';

/** Tests parent segments and segments as scripts use them: output and exit status. */

const GOLD = {
  type: 'And',
  conditions: [
    {
      type: 'And',
      conditions: [{ type: 'Value', leftValue: { name: 'tier' }, operator: { type: 'Equal', rightValue: 'gold' } }],
    },
  ],
};

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pintd-audience-'));
  await pintd(['db:create', 'shop']);
  for (const [table, lines] of Object.entries(SHOP_TABLES))
    await pintd(['table:import', 'shop', table, '-'], `${lines.join('\n')}\n`);
  const runtime = await openRuntime(readEnv({ PINTD_DATA_DIR: dataDir, PINTD_LOG_LEVEL: 'silent' }), 'test');
  const { id } = await saveParentSegment(runtime, undefined, { choice: SHOP });
  await createSegment(runtime, { parentSegment: id, folder: ['Loyal', 'Top'] }, { name: 'Gold', rule: GOLD });
  await runtime.close();
});
afterAll(() => rm(dataDir, { recursive: true }));

function pintd(args: readonly string[], input = '') {
  return runCommand(args, { env: { ...process.env, PINTD_DATA_DIR: dataDir }, input });
}

async function objectOf(args: readonly string[]) {
  const { status, out, err } = await pintd(args);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out);
}

test('ps:run --wait --json builds without a worker, and prints what the build found', async () => {
  expect(await pintd(['sg:count', 'Shop/Loyal/Top/Gold'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('Shop is not built yet'),
  });
  expect(await objectOf(['ps:run', 'Shop', '--wait', '--json'])).toEqual({
    parent_segment_id: 1,
    name: 'Shop',
    status: 'success',
    customers: 4,
    behaviors: { online_orders: 4 },
    joins: [
      { table: 'Loyalty', matched: 3, unmatched: 1, duplicate_keys: 1 },
      { table: 'Online Orders', matched: 3, unmatched: 1, duplicate_keys: 0 },
    ],
  });
  expect(await objectOf(['ps:list', '--json'])).toMatchObject([{ name: 'Shop', build: { customers: 4 } }]);
  const { out, err } = await pintd(['ps:show', 'Shop']);
  expect(out).toContain('cdp_audience_1');
  expect(err.split('\n')).toEqual([
    '1 customer has a key that an earlier customer has, too.',
    'Loyalty, loyalty_points: 1 value could not be read as the type of the column, and is missing in the build.',
    '',
  ]);
});

test('ps:run says that a build is still queued when the waiting time is over', async () => {
  const { status, out, err } = await pintd(['ps:run', 'Shop', '--wait=0']);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  const [, id = ''] = /Job (\d+) is still queued\./.exec(err) ?? [];
  await pintd(['job:kill', id]);
  expect(await objectOf(['ps:list', '--json'])).toMatchObject([{ last_build: { status: 'killed' } }]);
});

test('the sg commands list and count segments by path, print their SQL and profiles, and the columns for rules', async () => {
  expect(await objectOf(['sg:count', 'Shop/Loyal/Top/Gold', '--json'])).toEqual({ count: 1 });
  expect((await pintd(['sg:count', 'Shop/Loyal/Top/Gold'])).out).toBe('1\n');
  expect((await pintd(['sg:list', 'Shop'])).out).toContain('Loyal/Top/Gold');
  expect((await pintd(['sg:sql', 'Shop/Loyal/Top/Gold'])).out).toMatch(/^(?:WITH|SELECT) /);
  const { columns, records } = await objectOf(['sg:profiles', 'Shop/Loyal/Top/Gold', '--json']);
  expect(columns.map(({ name }: { name: string }) => name)).toEqual([
    'cdp_customer_id',
    'id',
    'email',
    'status',
    'tier',
    'loyalty_points',
  ]);
  expect(JSON.stringify(records)).not.toContain('a@b.test');
  expect((await pintd(['sg:profiles', 'Shop/Loyal/Top/Gold', '--personal'])).out).toContain('a@b.test');
  expect((await pintd(['sg:fields', 'Shop'])).out).toContain('behavior_online_orders');
});

test('sg:show prints how many customers a build counted, and when', async () => {
  expect((await pintd(['sg:show', 'Shop/Loyal/Top/Gold'])).out).toMatch(/ 1 \(\d{4}-\d\d-\d\dT/);
});

test('a segment is moved and deleted; a parent segment cannot be deleted while it has segments', async () => {
  expect(await pintd(['ps:delete', 'Shop', '--force'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('Shop has segments: Loyal/Top/Gold'),
  });
  expect(await pintd(['sg:move', 'Shop/Loyal/Top/Gold', 'Gold members'])).toMatchObject({
    status: 0,
    err: 'The segment is now Shop/Gold members.\n',
  });
  expect((await objectOf(['sg:list', 'Shop', '--json']))[0]).toMatchObject({ folder: [], name: 'Gold members' });
  expect(await pintd(['sg:delete', 'Shop/Gold members', '--force'])).toMatchObject({ status: 0 });
  expect(await pintd(['ps:delete', 'Shop', '--force'])).toMatchObject({ status: 0 });
  expect(await pintd(['ps:show', 'Shop'])).toMatchObject({ status: 1 });
});

test('ps:run --wait exits with status 2 if the build fails', async () => {
  const runtime = await openRuntime(readEnv({ PINTD_DATA_DIR: dataDir, PINTD_LOG_LEVEL: 'silent' }), 'test');
  await saveParentSegment(runtime, undefined, { choice: { ...SHOP, name: 'Later' } });
  await runtime.close();
  await pintd(['table:delete', 'shop', 'orders', '--force']);
  const { status, out, err } = await pintd(['ps:run', 'Later', '--wait', '--json']);
  expect({ status, state: JSON.parse(out).status }).toEqual({ status: 2, state: 'error' });
  expect(err).toContain('shop.orders');
  expect(await objectOf(['ps:list', '--json'])).toMatchObject([{ build: null, last_build: { status: 'error' } }]);
  expect((await pintd(['ps:list'])).out).toContain('error');
  expect((await pintd(['ps:show', 'Later'])).out).toContain('shop.orders');
});
