import { expect, test } from 'vitest';
import type { Attempt } from '../../lib/core/workflow/attempt/attempt.ts';
import { saveQuery } from '../../lib/operations/queries/save-query.ts';
import { retryAttempt } from '../../lib/operations/workflow/retry-attempt.ts';
import { ACCOUNT, validLines } from '../kit/product.ts';
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
  SESSION,
  startWithDatabase,
  tasksOf,
} from '../kit/workflows.ts';

/** Tests `td_for_each>` and `td_run>`, in a real product. */

async function startWithRecords() {
  const product = await startWithDatabase();
  const pushQuery = (records: string, failing: number) =>
    pushFiles(product, {
      'daily.dig': `${DATABASE}+each:
  td_for_each>: {data: "SELECT n FROM (VALUES ${records}) t(n) ORDER BY n DESC"}
  _do:
    +say: {echo>: 'record \${td.each.n}'}
    +end:
      if>: \${td.each.n == ${failing}}
      _do: {fail>: not yet}
`,
    });
  const linesOf = async (attempt: Attempt) =>
    (await logOf(product, attempt)).filter((line) => line.startsWith('record'));
  /** Resumes an attempt, and kills the new attempt before it has the tasks of the records. */
  const resumeAndKill = async ({ id }: Attempt) => {
    const attempt = await retryAttempt(product.runtime, id, 'resume');
    await product.runtime.workflowAttempts.requestCancel(attempt.id);
    return runAttempt(product, attempt);
  };
  return { product, pushQuery, linesOf, resumeAndKill };
}

test('td_for_each> runs its tasks for all records if the attempt that stored the completed ones was deleted', async () => {
  const { product, pushQuery, linesOf, resumeAndKill } = await startWithRecords();
  await pushQuery('3, 1', 1);
  const killed = await resumeAndKill(await runAttempt(product, await queueAttempt(product)));
  await product.runtime.workflowHistory.sweep({ before: killed.endedAt ?? 0, sessionsBefore: 0 });
  await pushQuery('5, 3, 1', 0);
  const last = await runAttempt(product, await retryAttempt(product.runtime, killed.id, 'resume'));
  expect([last.state, await linesOf(last)]).toEqual(['success', ['record 5', 'record 3', 'record 1']]);
});

test('a retry of td_for_each> runs its tasks for the records of the corrected query that were not done', async () => {
  const { product, pushQuery, linesOf, resumeAndKill } = await startWithRecords();
  await pushQuery('3, 3, 1', 1);
  const first = await queueAttempt(product);
  expect((await runAttempt(product, first)).state).toBe('error');
  expect(await linesOf(first)).toEqual(['record 3', 'record 3', 'record 1']);
  const killed = await resumeAndKill(first);
  expect(killed.state).toBe('killed');
  await pushQuery('4, 3, 3, 3, 2', 2);
  const second = await retryAttempt(product.runtime, killed.id, 'resume');
  expect((await runAttempt(product, second)).state).toBe('error');
  expect(await linesOf(second)).toEqual(['record 4', 'record 3', 'record 2']);
  await pushQuery('5, 4, 3, 3, 3, 2', 0);
  const third = await retryAttempt(product.runtime, second.id, 'resume');
  expect((await runAttempt(product, third)).state).toBe('success');
  expect(await linesOf(third)).toEqual(['record 5']);
});

test('td_for_each> runs its tasks for each record, and td_run> a saved query at the session time', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  const [authentication] = await runtime.authentications.list();
  await importLines(product, 'events', validLines(1));
  await saveQuery(runtime, {
    name: 'All events',
    ...SAVED,
    export: { ...TARGET, authentication: authentication?.id ?? 0 },
  });
  const attempt = await pushAndRun(
    product,
    `${DATABASE}
+each:
  td_for_each>: {data: "SELECT 1 AS n, 'a' AS word UNION ALL SELECT 2, NULL ORDER BY 1"}
  _parallel: true
  _do:
    _export: {td: {mine: yes}}
    +say:
      echo>: "\${td.each.n} \${td.each.word} \${td.mine} \${td.database}"
    +keep:
      td>: {data: "SELECT \${td.each.n} AS n"}
      insert_into: numbers
+saved:
  td_run>: All events
  session_time:
+result:
  td_result_export>:
  job_id: \${td.last_job.id}
  result_connection: Shop
  result_settings: {ad_account_id: "${ACCOUNT}"}
`,
  );
  expect([attempt.state, (await tasksOf(product, attempt))['+saved']?.error]).toEqual(['success', null]);
  expect(await logOf(product, attempt)).toEqual(expect.arrayContaining(['1 a yes shop', '2  yes shop']));
  expect(Object.keys(await tasksOf(product, attempt))).toEqual(
    expect.arrayContaining(['+td-for-each-0', '+td-for-each-1']),
  );
  // Parallel tasks wrote both records.
  expect(await readTable(product, 'numbers')).toMatchObject({ records: [['1'], ['2']] });
  const [saved, exported] = (await jobsOf(product)).slice(-2);
  expect(saved).toMatchObject({ query: { plannedAt: SESSION / 1000 }, records: { accepted: 1 } });
  expect(exported).toMatchObject({ type: 'export', uploadId: saved?.uploadId, state: 'success' });
});

test('a rehearsal of td_run> is not a run of the saved query, whose schedule it must not hold up', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  const { id } = await saveQuery(runtime, { name: 'One', ...SAVED, sql: 'SELECT 1 AS n' });
  await pushFiles(product, { 'daily.dig': '+a:\n  td_run>: One\n' });
  const runs = async () => (await runtime.plannedRuns.list({ kind: 'query', id }, { limit: 10 })).length;
  expect((await runAttempt(product, await queueAttempt(product, { isSandbox: true }))).state).toBe('success');
  expect([(await jobsOf(product)).length, await runs()]).toEqual([1, 0]);
  expect((await runAttempt(product, await queueAttempt(product))).state).toBe('success');
  expect([(await jobsOf(product)).length, await runs()]).toEqual([2, 1]);
});

const SAVED = { database: 'shop', engine: 'duckdb', sql: 'SELECT * FROM events', priority: 0, retryLimit: 0 } as const;
const TARGET = {
  parameters: { ad_account_id: ACCOUNT },
  mapping: {},
  constants: {},
  alreadyAccepted: 'send',
  delivery: 'at_least_once',
} as const;
