import { expect, test, vi } from 'vitest';
import { MachineError } from '../lib/core/machine-fault.ts';
import type { Attempt } from '../lib/core/workflow/attempt/attempt.ts';
import { killAttempt } from '../lib/operations/workflow/control-attempt.ts';
import { FAULT_DELAY_MS } from '../lib/runtime/execute.ts';
import { attemptControlOf } from '../lib/runtime/workflow/attempts.ts';
import { openOtherConnection, openOtherWriter } from './kit/other-process.ts';
import { type TestProduct, withLedger } from './kit/product.ts';
import {
  logOf,
  pushAndRun,
  pushFiles,
  queueAttempt,
  readTable,
  runAttempt,
  SESSION,
  startWithDatabase,
  tasksOf,
} from './kit/workflows.ts';

test('a task does not fail because the database is locked for a while, and creates one job', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  await pushFiles(product, { 'daily.dig': '+a:\n  td>: {data: SELECT 1 AS n}\n  database: shop\n' });
  const attempt = await queueAttempt(product);
  const { whileLocked, waited } = openOtherWriter(product);
  const { newJobs } = runtime;
  const { createQuery } = newJobs;
  vi.spyOn(newJobs, 'createQuery').mockImplementationOnce((job) => whileLocked(() => createQuery.call(newJobs, job)));
  expect((await runAttempt(product, attempt)).state).toBe('success');
  expect((await tasksOf(product, attempt))['+a']).toMatchObject({ retries: 0, error: null });
  expect([waited, (await runtime.jobs.list({ limit: 10 })).length]).toEqual([[true], 1]);
});

test('an attempt in a shell executes its jobs although one read of the database failed', async () => {
  const product = await startWithDatabase();
  const busy = new MachineError('database_busy', new Error('database is locked'));
  vi.spyOn(product.runtime.workers, 'isAnyAlive').mockRejectedValueOnce(busy);
  const attempt = await pushAndRun(product, '+a:\n  td>: {data: SELECT 1 AS n}\n  database: shop\n');
  expect(attempt.state).toBe('success');
});

test('a shell that cannot claim a job because of a fault of the machine tries again after a delay', async () => {
  const product = await startWithDatabase();
  const { jobClaims, clock } = product.runtime;
  const busy = new MachineError('database_busy', new Error('database is locked'));
  vi.spyOn(jobClaims, 'claim').mockRejectedValueOnce(busy).mockRejectedValueOnce(busy);
  const sleep = vi.spyOn(clock, 'sleep');
  const attempt = await pushAndRun(product, '+a:\n  td>: {data: SELECT 1 AS n}\n  database: shop\n');
  expect(attempt.state).toBe('success');
  expect(sleep.mock.calls.filter(([milliseconds]) => milliseconds === FAULT_DELAY_MS)).toHaveLength(2);
});

test('an email whose settings could not be read was not sent, so its task is run again', async () => {
  const product = await startWithDatabase();
  const busy = new MachineError('database_busy', new Error('database is locked'));
  vi.spyOn(product.runtime.settings, 'mail').mockRejectedValueOnce(busy);
  const attempt = await pushAndRun(product, '+a:\n  mail>: {data: x}\n  subject: x\n  to: [ops@shop.test]\n');
  const { error } = (await tasksOf(product, attempt))['+a'] ?? {};
  expect(error?.['message']).toBe('No mail server is set. Set one under Control Panel > Email.');
});

test('the error of a query names the line of the query as written, not counting the comments added above it', async () => {
  const product = await startWithDatabase();
  const text = '+a:\n  td>:\n    data: |\n      SELECT *\n      FROM missing\n  database: shop\n';
  const attempt = await pushAndRun(product, text);
  expect((await tasksOf(product, attempt))['+a']?.error?.['message']).toMatch(
    /^Line 2, column 6: there is no table “missing”\. \(job 1\)$/,
  );
  const [job] = await product.runtime.jobs.list({ limit: 1 });
  expect(job?.error?.params).toMatchObject({ line: 8 });
});

test('td_for_each> that is repeated because its tasks failed runs its query again', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    `_export: {td: {database: shop}}
+make:
  td>: {data: SELECT 1 AS x WHERE false}
  create_table: runs
+each:
  td_for_each>: {data: SELECT count(*) AS n FROM runs}
  _retry: 1
  _do:
    +add:
      td>: {data: SELECT 1 AS x}
      insert_into: runs
    +once:
      if>: \${td.each.n == 0}
      _do: {fail>: only the first time}
    +say:
      echo>: "\${td.each.n} before"
`,
  );
  expect([attempt.state, (await logOf(product, attempt)).filter((line) => line.endsWith('before'))]).toEqual([
    'success',
    ['1 before'],
  ]);
});

test('a process that cannot begin an attempt releases it', async () => {
  const product = await startWithDatabase();
  await pushFiles(product, { 'daily.dig': '+a: {echo>: x}\n' });
  const attempt = await queueAttempt(product);
  const other = openOtherConnection(product);
  const rename = other.prepare('UPDATE workflow_file SET path = ?');
  rename.run('other.dig');
  await expect(runAttempt(product, attempt)).rejects.toThrow('the revision has no daily');
  expect(await product.runtime.workflowAttempts.unowned()).toEqual([attempt.id]);
  rename.run('daily.dig');
  expect((await runAttempt(product, attempt)).state).toBe('success');
});

/** Leaves a query job without an export as if its process had died after storing the result, before ending the job. */
async function leaveJobWithResult(product: TestProduct): Promise<{ readonly attempt: Attempt; readonly job: number }> {
  const { runtime } = product;
  await pushFiles(product, {
    'daily.dig': '+a:\n  td>: {data: SELECT 1 AS n}\n  database: shop\n  insert_into: runs\n',
  });
  const attempt = await queueAttempt(product);
  const stopped = new AbortController();
  const interrupted = withLedger(runtime, (ledger) => ({
    adopt: async (...args) => {
      const upload = await ledger.adopt(...args);
      stopped.abort();
      return upload;
    },
  }));
  await runAttempt({ ...product, runtime: interrupted }, attempt, stopped.signal);
  const [{ id: job = 0 } = {}] = await runtime.jobs.list({ limit: 1 });
  openOtherConnection(product)
    .prepare(`UPDATE job SET state = 'running', owner = 'worker:ended', lease_until = 0, ended_at = NULL WHERE id = ?`)
    .run(job);
  return { attempt, job };
}

test('a query whose process died between its result and its end is ended by the next process, and writes its table once', async () => {
  const product = await startWithDatabase();
  const { attempt, job } = await leaveJobWithResult(product);
  expect((await runAttempt(product, attempt)).state).toBe('success');
  expect(await product.runtime.jobs.find(job)).toMatchObject({ state: 'success', error: null });
  expect((await readTable(product, 'runs')).records).toHaveLength(1);
});

test('a table that a stopped process created is not created again, so that records added meanwhile are kept', async () => {
  const product = await startWithDatabase();
  const td = (sql: string, table: string) => `+a:\n  td>: {data: ${sql}}\n  database: shop\n  ${table}\n`;
  await pushFiles(product, { 'daily.dig': td('SELECT 1 AS n', 'create_table: runs') });
  const attempt = await queueAttempt(product);
  const stopped = new AbortController();
  vi.spyOn(product.runtime.workbench, 'makeDurable').mockImplementationOnce(async () => {
    stopped.abort();
    stopped.signal.throwIfAborted();
  });
  expect((await runAttempt(product, attempt, stopped.signal)).state).toBe('running');
  const session = SESSION + 3_600_000;
  expect((await pushAndRun(product, td('SELECT 2 AS n', 'insert_into: runs'), { session })).state).toBe('success');
  expect((await runAttempt(product, attempt)).state).toBe('success');
  expect((await readTable(product, 'runs')).records).toHaveLength(2);
});

test('a query whose process died between its result and its end can be killed with its attempt', async () => {
  const product = await startWithDatabase();
  const { attempt, job } = await leaveJobWithResult(product);
  expect((await killAttempt(attemptControlOf(product.runtime), attempt.id)).state).toBe('killed');
  expect((await product.runtime.jobs.find(job))?.state).toBe('killed');
});

test('text from records and errors is never evaluated; parameters given at the start are, as in TD', async () => {
  const product = await startWithDatabase();
  const text = `_export: {td: {database: shop}, own: "\${1 + 1}"}
+store:
  td>: {data: "SELECT '$' || '{1+1}' AS text"}
  store_last_results: true
+stored: {echo>: "\${own} \${td.last_results.text} \${given}"}
+nested: {echo>: x, options: {a: "\${td.last_results.text}"}}
+required:
  require>: other
  params: {handed: "\${td.last_results.text}"}
+each:
  td_for_each>: {data: "SELECT '$' || '{1+1}' AS text"}
  _do: {echo>: "\${td.each.text} \${td.each.text.length}"}
+for:
  for_each>: {text: ["\${td.last_results.text}"]}
  _do:
    _export: {made: "made of \${text}"}
    +a: {echo>: "\${text} \${made}"}
+fails:
  fail>: "\${td.last_results.text}"
  _error: {echo>: "\${error.message}"}
`;
  const files = { 'other.dig': '+a: {echo>: "${handed}"}' };
  const attempt = await pushAndRun(product, text, { params: { given: '${session_date} ${1+1}' }, files });
  const lines = (await logOf(product, attempt)).filter((line) => !line.startsWith('Job '));
  const [other = attempt] = await product.runtime.workflowAttempts.list({ limit: 1 });
  expect(await logOf(product, other)).toEqual(['${1+1}']);
  expect([attempt.state, lines]).toEqual([
    'error',
    ['2 ${1+1} 2026-11-26 2', 'x', '${1+1} 6', '${1+1} made of ${1+1}', '${1+1}', '${1+1}'],
  ]);
});

test('a process stays responsive while it evaluates the templates of many tasks', async () => {
  const product = await startWithDatabase();
  const slow = '${(() => { for (const end = Date.now() + 300; Date.now() < end; ); return 1; })()}';
  await pushFiles(product, {
    'daily.dig': `+all:\n  _parallel: true\n${[1, 2, 3].map((n) => `  +t${n}: {echo>: "${slow}"}\n`).join('')}`,
  });
  const attempt = await queueAttempt(product);
  const lineCounts = new Set<number>();
  const countLines = async () => {
    lineCounts.add((await logOf(product, attempt)).length);
  };
  const timer = setInterval(() => void countLines());
  await runAttempt(product, attempt);
  clearInterval(timer);
  expect([...lineCounts]).toEqual(expect.arrayContaining([1, 2]));
});

test.each([
  [
    'tasks',
    `+all:\n  loop>: 40\n  _do:\n    +a: {echo>: ${'x'.repeat(900_000)}}\n`,
    'the tasks that are added to an attempt can have 30000000 characters at most',
  ],
  [
    'records',
    "+all:\n  td_for_each>: {data: \"SELECT lpad('x', 1000000, 'x') AS x FROM unnest(sequence(1, 12))\"}\n  database: shop\n  _do: {echo>: x}\n",
    'the records have more than 10000000 characters, the most that later tasks can see',
  ],
  [
    'values',
    "+all:\n  td>: {data: \"SELECT lpad('x', 11000000, 'x') AS x\"}\n  database: shop\n  store_last_results: true\n",
    'a record of the result has more than 1000000 bytes',
  ],
])('%s above the limit that protects the memory of the process fail', async (_, text, message) => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(product, text);
  expect((await tasksOf(product, attempt))['+all']).toMatchObject({ error: { message } });
});
