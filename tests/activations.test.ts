import { expect, test } from 'vitest';
import type { Activation } from '../lib/core/audience/activation/saved-activation.ts';
import type { Job } from '../lib/core/job/job.ts';
import { runActivation } from '../lib/operations/audience/run-activation.ts';
import { saveActivation } from '../lib/operations/audience/save-activation.ts';
import { saveParentSegment } from '../lib/operations/audience/save-parent-segment.ts';
import { createSegment } from '../lib/operations/audience/save-segment.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { planDueRuns } from '../lib/operations/schedules/plan-due-runs.ts';
import { planOptions } from '../lib/runtime/schedules.ts';
import { ACCOUNT, type TestProduct } from './kit/product.ts';
import { clockBetweenSeconds } from './kit/schedules.ts';
import { SHOP } from './kit/shop.ts';
import { buildShop, importLines, startBuiltShop, startShop } from './kit/shop-product.ts';

const stringBuilder = (...parts: object[]) => ({
  string: parts.map((_, index) => `$${index + 1}`).join(''),
  parameters: parts,
});
const literal = (string: string) => ({ type: 'String', string });

/** One event per customer; the events differ only in the customer's ID and address. */
const CUSTOMERS = {
  columns: [
    { column: 'event_name', source: stringBuilder(literal('signup')) },
    { column: 'action_source', source: stringBuilder(literal('web')) },
    { column: 'event_time', source: stringBuilder({ type: 'Timestamp' }) },
    { column: 'event_id', source: { column: 'id' } },
    { column: 'em', source: { column: 'email' } },
    {
      column: 'external_id',
      source: stringBuilder({ type: 'SegmentName' }, literal('-'), { type: 'AudienceId' }, literal('-'), {
        type: 'SegmentId',
      }),
    },
  ],
};

const PARAMETERS = { ad_account_id: ACCOUNT, skip_invalid_record: true };

async function saveSignups(
  { runtime }: TestProduct,
  changes: Record<string, unknown> = {},
  schedule = {},
): Promise<Activation> {
  const choice = { name: 'Signups', authentication: 1, parameters: PARAMETERS, output: CUSTOMERS, ...changes };
  return saveActivation(runtime, { segment: 1 }, { choice, schedule });
}

async function startWithSegment(): Promise<TestProduct> {
  const product = await startBuiltShop();
  await createSegment(product.runtime, { parentSegment: 1, folder: [] }, { name: 'Everybody', rule: {} });
  return product;
}

async function resultOf({ runtime }: TestProduct, output: object): Promise<readonly (readonly (string | null)[])[]> {
  const { id } = await saveActivation(
    runtime,
    { segment: 1 },
    {
      choice: {
        name: `output ${(await runtime.activations.list(1)).length}`,
        authentication: 1,
        parameters: PARAMETERS,
        output,
      },
    },
  );
  const { query } = (await runtime.jobs.find((await runActivation(runtime, id)).id)) ?? {};
  if (!query) throw new Error('no query');
  return (await runtime.engine.records(query, 100)).records.toSorted((a, b) => String(a).localeCompare(String(b)));
}

test('a run is a job that reads a row for each customer of the segment, and sends the valid ones', async () => {
  const product = await startWithSegment();
  const { id } = await saveSignups(product);
  const job = await runActivation(product.runtime, id);
  expect(await product.run(job)).toMatchObject({
    type: 'activation',
    state: 'success',
    records: { read: 4, accepted: 3, invalid: 1 },
  });
  const sent = await product.sandbox.events();
  expect(sent.map(({ event }) => event['event_id']).toSorted()).toEqual(['1', '2', '4']);
});

test('the planned time of a run is a whole second, even if the next second begins meanwhile', async () => {
  const product = await startWithSegment();
  const { runtime } = product;
  const { id } = await saveSignups(product);
  await runActivation({ ...runtime, clock: clockBetweenSeconds() }, id);
  const [run] = await runtime.plannedRuns.list({ kind: 'activation', id }, { limit: 1 });
  expect(Number(run?.plannedAt) % 1000).toBe(0);
});

test('an output has attributes, string builders and rows of behaviors', async () => {
  const product = await startWithSegment();
  const orders = {
    behaviorTableName: 'behavior_online_orders',
    columns: [{ column: 'value', source: { column: 'total' } }],
  };
  const byTime = [{ key: 'ordered_at', order: 'ascending' }];
  const idColumn = [{ column: 'id', source: { column: 'id' } }];
  const rowsOf = (behavior: object) =>
    resultOf(product, { columns: idColumn, behaviors: [{ ...orders, ...behavior }] });
  expect(await rowsOf({ joinStrategy: 'All' })).toEqual([
    ['1', '5.5'],
    ['1', '7'],
    ['4', '1'],
    ['4', '1'],
  ]);
  expect(await rowsOf({ joinStrategy: 'First', orderBy: byTime })).toEqual([
    ['1', '5.5'],
    ['4', '1'],
    ['4', '1'],
  ]);
  expect(await rowsOf({ joinStrategy: 'Last', orderBy: byTime })).toEqual([
    ['1', '7'],
    ['4', '1'],
    ['4', '1'],
  ]);
  expect(await rowsOf({ joinStrategy: 'Top-N', joinRow: 2, orderBy: byTime, formatting: 'cols' })).toEqual([
    ['1', '5.5', '7'],
    ['2', null, null],
    ['4', '1', null],
    ['4', '1', null],
  ]);
  const [first] = await resultOf(product, {
    allColumns: true,
    columns: [{ column: 'who', source: stringBuilder(literal("it's $1")) }],
  });
  expect(first).toEqual(['1', 'a@b.test', 'active', 'gold', '10', "it's $1"]);
});

test('rows that tie in the order are chosen by their output columns, so that each run chooses the same rows', async () => {
  const product = await startShop();
  await saveParentSegment(product.runtime, undefined, { choice: SHOP });
  const orders = ['1,7,2026-11-01', '1,5,2026-11-01', '1,6,2026-11-01', '1,9,2026-10-31'];
  await importLines(product, 'orders', ['customer,total,ordered_at', ...orders]);
  await buildShop(product);
  const last = {
    behaviorTableName: 'behavior_online_orders',
    joinStrategy: 'Last',
    orderBy: [{ key: 'ordered_at', order: 'ascending' }],
    columns: [{ column: 'value', source: { column: 'total' } }],
  };
  await createSegment(product.runtime, { parentSegment: 1, folder: [] }, { name: 'Everybody', rule: {} });
  expect(await resultOf(product, { columns: [], behaviors: [last] })).toEqual([['5']]);
  await importLines(product, 'orders', ['customer,total,ordered_at', ...orders.toReversed()]);
  await buildShop(product);
  for (const _ of [1, 2]) expect(await resultOf(product, { columns: [], behaviors: [last] })).toEqual([['5']]);
});

const TOP = {
  behaviorTableName: 'behavior_online_orders',
  joinStrategy: 'Top-N',
  orderBy: [{ key: 'total' }],
  columns: CUSTOMERS.columns.slice(3, 4),
};

const REFUSALS: readonly [string, object, string][] = [
  ['no columns', { columns: [] }, 'columns_required'],
  ['a column that the build lacks', { columns: [{ column: 'x', source: { column: 'x' } }] }, 'segment_column_unknown'],
  [
    'two columns with the same name',
    { columns: [...CUSTOMERS.columns, { column: 'EM', source: { column: 'id' } }] },
    'output_name_taken',
  ],
  [
    'a part that the string does not use',
    { columns: [{ column: 'x', source: { string: 'a', parameters: [literal('b')] } }] },
    'string_part_unused',
  ],
  [
    'a part that does not exist',
    { columns: [{ column: 'x', source: { string: '$2', parameters: [literal('b')] } }] },
    'string_part_missing',
  ],
  ['a name with a NUL', { columns: [{ column: 'x\0y', source: { column: 'id' } }] }, 'input_malformed'],
  ['a string with a NUL', { columns: [{ column: 'x', source: stringBuilder(literal('a\0b')) }] }, 'input_malformed'],
  ['Top-N without a number', { behaviors: [TOP] }, 'behavior_rows_required'],
  ['Top-N of no rows', { behaviors: [{ ...TOP, joinRow: 0 }] }, 'behavior_rows_required'],
  ['Top-N of too many rows', { behaviors: [{ ...TOP, joinRow: 101 }] }, 'behavior_rows_required'],
  [
    'an order by too many columns',
    { behaviors: [{ ...TOP, joinRow: 1, orderBy: Array.from({ length: 11 }, () => ({ key: 'total' })) }] },
    'behavior_orders_too_many',
  ],
  [
    'too many columns',
    { columns: Array.from({ length: 501 }, (_, index) => ({ column: `x${index}`, source: { column: 'id' } })) },
    'output_columns_too_many',
  ],
];

test('refuses an invalid output and a missing account, and saves nothing', async () => {
  const product = await startWithSegment();
  for (const [problem, output, code] of REFUSALS)
    await expect(saveSignups(product, { output }), problem).rejects.toMatchObject({ code });
  await expect(saveSignups(product, { parameters: {} })).rejects.toMatchObject({ code: 'ad_account_id_required' });
  expect(await product.runtime.activations.list(1)).toEqual([]);
});

test('a schedule creates one job for a planned time; a refused run has a problem and no job', async () => {
  const product = await startWithSegment();
  const { runtime } = product;
  const { id } = await saveSignups(product, {}, { cron: '* * * * *' });
  const scheduled = { kind: 'activation', id } as const;
  const plan = (at: number) =>
    planDueRuns({ ...planOptions(runtime), clock: { ...runtime.clock, now: () => at } }, scheduled);
  const planned = Number((await runtime.schedules.find(scheduled))?.nextAt);
  for (let again = 0; again < 3; again++) await plan(planned);
  const [run] = await runtime.plannedRuns.list(scheduled, { limit: 9 });
  expect(run).toMatchObject({ state: 'started', plannedAt: planned });
  expect((await runtime.jobs.find(Number(run?.jobId)))?.query?.plannedAt).toBe(planned / 1000);
  await product.run((await runtime.jobs.find(Number(run?.jobId))) as Job);
  await saveParentSegment(runtime, 1, {
    choice: { master: { ...SHOP.master, columns: [{ column: 'email', name: 'mail' }] } },
  });
  await buildShop(product);
  await plan(planned + 60_000);
  expect(await runtime.plannedRuns.list(scheduled, { limit: 1 })).toMatchObject([
    { state: 'refused', jobId: null, problem: { code: 'segment_column_unknown', params: { name: 'email' } } },
  ]);
});

test('a job of an activation can be run again, as a run of the activation', async () => {
  const product = await startWithSegment();
  const { id } = await saveSignups(product);
  const job = await product.run(await runActivation(product.runtime, id));
  expect(await rerunJob(product.runtime, job.id)).toMatchObject({ type: 'activation', query: job.query });
  expect(await product.runtime.plannedRuns.list({ kind: 'activation', id }, { limit: 9 })).toHaveLength(2);
});
