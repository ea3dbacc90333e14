import { copyFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { isFinal } from '../../lib/core/job/job.ts';
import { retryAttempt } from '../../lib/operations/workflow/retry-attempt.ts';
import { importLines } from '../kit/shop-product.ts';
import {
  DATABASE,
  jobsOf,
  logOf,
  pushAndRun,
  pushFiles,
  queueAttempt,
  readTable,
  runAttempt,
  runUntilCrash,
  SESSION,
  startWithDatabase,
  tasksOf,
} from '../kit/workflows.ts';

/** Tests `td_ddl>`, `td_wait>` and `td_wait_table>`, in a real product. */

test('td_ddl> creates, drops, empties and renames, and can run again', async () => {
  const product = await startWithDatabase();
  const { workbench } = product.runtime;
  await importLines(product, 'old_table', ['a', '1']);
  const { path } = await workbench.table('shop', 'old_table');
  for (const table of ['full_table', 'dropped']) await copyFile(path, path.replace('old_table', table));
  const ddl = `${DATABASE}
+a:
  td_ddl>:
  create_databases: [first_db, second_db]
  drop_databases: [third_db]
  create_tables: [new_table, first_db.more]
  empty_tables: \${empty}
  drop_tables: [dropped]
`;
  const params = { empty: ['full_table'] };
  const renaming = `${ddl}  rename_tables: [{from: old_table, to: renamed}]\n`;
  expect(await pushAndRun(product, renaming, { params })).toMatchObject({ state: 'success' });
  expect(await pushAndRun(product, ddl, { session: SESSION + 1000, params })).toMatchObject({ state: 'success' });
  const tableNames = async (database: string) => (await workbench.tables(database)).map(({ table }) => table);
  expect(await tableNames('shop')).toEqual(['full_table', 'new_table', 'renamed']);
  expect(await tableNames('first_db')).toEqual(['more']);
  expect(await readTable(product, 'full_table')).toEqual({ columns: ['time BIGINT'], records: [] });
  const insert = `${DATABASE}+a:\n  td>: {data: SELECT 7 AS n}\n  insert_into: new_table\n`;
  await pushAndRun(product, insert, { session: SESSION + 2000 });
  const { columns, records } = await readTable(product, 'new_table');
  const [job] = await jobsOf(product);
  expect([columns, records]).toEqual([
    ['time BIGINT', 'n INTEGER'],
    [[String(Math.floor((job?.createdAt ?? 0) / 1000)), '7']],
  ]);
});

test('td_ddl> changes nothing if a table that it renames is missing, even if one with the new name exists', async () => {
  const product = await startWithDatabase();
  await importLines(product, 'current', ['a', '1']);
  await importLines(product, 'final', ['a', '2']);
  const renames = '[{from: current, to: previous}, {from: staging, to: final}]';
  const attempt = await pushAndRun(
    product,
    `${DATABASE}+a:\n  td_ddl>:\n  empty_tables: [final]\n  rename_tables: ${renames}\n`,
  );
  expect(attempt.state).toBe('error');
  expect(await logOf(product, attempt)).toContainEqual(expect.stringContaining('There is no table shop.staging.'));
  expect((await readTable(product, 'current')).records).toEqual([['1']]);
  expect((await readTable(product, 'final')).records).toEqual([['2']]);
});

test('td_ddl> that is stopped continues with its current step, so that no renamed table is replaced or dropped', async () => {
  const product = await startWithDatabase();
  const { workbench } = product.runtime;
  await importLines(product, 'fresh', ['a', '1']);
  await importLines(product, 'current', ['a', '2']);
  const renames = '[{from: current, to: previous}, {from: fresh, to: current}]';
  const ddl = `  td_ddl>:\n  drop_tables: [previous]\n  rename_tables: ${renames}\n`;
  await pushFiles(product, { 'daily.dig': `${DATABASE}+a:\n${ddl}` });
  const attempt = await queueAttempt(product);
  const stop = new AbortController();
  const { renameTable } = workbench;
  vi.spyOn(workbench, 'renameTable').mockImplementation(async (...args) => {
    await renameTable.apply(workbench, args);
    stop.abort(); // Before the step is stored.
  });
  await runAttempt(product, attempt, stop.signal);
  expect((await runAttempt(product, attempt)).state).toBe('success');
  expect((await readTable(product, 'previous')).records).toEqual([['2']]);
  expect((await readTable(product, 'current')).records).toEqual([['1']]);
});

test.each([
  ['retried', (ddl: string) => `+a: {${ddl}, _retry: 1}\n`],
  ['added again by a group', (ddl: string) => `+g:\n  _retry: 1\n  +b:\n    if>: true\n    _do:\n      +a: {${ddl}}\n`],
])(
  'td_ddl> that is %s, and resumed, continues with its failed step, so that no renamed table is replaced or dropped',
  async (_, textOf) => {
    const product = await startWithDatabase();
    const { runtime } = product;
    await importLines(product, 'fresh', ['a', '1']);
    await importLines(product, 'current', ['a', '2']);
    await importLines(product, 'missing', ['a', '0']);
    // A rename fails because the task itself has dropped its table.
    const renames = '[{from: current, to: previous}, {from: fresh, to: current}, {from: missing, to: other}]';
    const ddl = `td_ddl>: null, drop_tables: [previous, missing], rename_tables: ${renames}`;
    const first = await pushAndRun(product, `${DATABASE}${textOf(ddl)}`);
    expect([first.state, (await logOf(product, first)).filter((line) => line.includes('missing')).length]).toEqual([
      'error',
      2,
    ]);
    await importLines(product, 'missing', ['a', '3']);
    // The process ends after it began the task, but before it stored which steps were done.
    const killed = await retryAttempt(runtime, first.id, 'resume');
    await runUntilCrash(product, killed.id, ({ stateParams }) => stateParams['done'] !== undefined);
    await runtime.workflowAttempts.requestCancel(killed.id);
    expect((await runAttempt(product, killed)).state).toBe('killed');
    expect((await runAttempt(product, await retryAttempt(runtime, killed.id, 'resume'))).state).toBe('success');
    const records = ['previous', 'current', 'other'].map(async (table) => (await readTable(product, table)).records);
    expect(await Promise.all(records)).toEqual([[['2']], [['1']], [['3']]]);
  },
);

test('td_ddl> starts with its first step if an earlier task has run again', async () => {
  const product = await startWithDatabase();
  await importLines(product, 'dropped', ['a', '3']);
  const load = '+load:\n  td>: {data: SELECT 1 AS a}\n  create_table: staging';
  const swapWith = (renames: string) =>
    `${DATABASE}${load}\n+swap: {td_ddl>: null, drop_tables: [dropped], rename_tables: ${renames}}\n`;
  const first = await pushAndRun(product, swapWith('[{from: staging, to: final}, {from: dropped, to: other}]'));
  expect(first.state).toBe('error');
  await product.runtime.workbench.deleteTable('shop', 'final');
  await pushFiles(product, { 'daily.dig': swapWith('[{from: staging, to: final}]') });
  const again = await retryAttempt(product.runtime, first.id, { from: '+load' });
  expect((await runAttempt(product, again)).state).toBe('success');
  expect((await readTable(product, 'final')).records).toEqual([['1']]);
});

test('td_wait> and td_wait_table> wait until their condition is met, and look again after their interval', async () => {
  const product = await startWithDatabase();
  await pushFiles(product, {
    'daily.dig': `${DATABASE}
+table:
  td_wait_table>: flags
  rows: 1
+query:
  td_wait>: {data: SELECT max(is_ready) FROM flags}
  interval: 2m
`,
  });
  const attempt = await queueAttempt(product);
  const stop = new AbortController();
  const running = runAttempt(product, attempt, stop.signal);
  const stateOf = async (name: string) => (await tasksOf(product, attempt))[name]?.state;
  await vi.waitUntil(async () => (await stateOf('+table')) === 'retry_waiting', 20_000);
  await importLines(product, 'flags', ['is_ready', '0']);
  await vi.waitUntil(async () => (await jobsOf(product)).filter(({ state }) => isFinal(state)).length >= 2, 20_000);
  expect(await stateOf('+table')).toBe('success');
  await importLines(product, 'flags', ['is_ready', '1']);
  expect((await running).state).toBe('success');
  const times = (await jobsOf(product)).map(({ createdAt }) => createdAt).sort((a, b) => a - b);
  const waitTimes = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...waitTimes)).toBeGreaterThanOrEqual(2 * 60 * 1000);
});
