import { randomBytes } from 'node:crypto';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { UserError } from '../lib/core/errors.ts';
import { isFinal, uploadOf } from '../lib/core/job/job.ts';
import type { Attempt } from '../lib/core/workflow/attempt/attempt.ts';
import { saveQuery } from '../lib/operations/queries/save-query.ts';
import { retryAttempt } from '../lib/operations/workflow/retry-attempt.ts';
import { openRuntime } from '../lib/runtime/runtime.ts';
import { claimAndRun } from '../lib/runtime/workflow/run.ts';
import { sendMailsThrough } from './kit/mail-settings.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';
import { startMailServer } from './kit/receivers.ts';
import { importLines } from './kit/shop-product.ts';
import { plainType, TrinoStandIn, trinoColumn, typeOf } from './kit/trino-server.ts';
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

/** The operators of workflows that use databases, jobs, emails or other workflows, in a real product. */

const DATABASE = '_export:\n  td:\n    database: shop\n';
const ENDLESS = 'SELECT count(*) AS n FROM range(1000000000000) t(i)';

/** Expressions in SQL, with the column and the value that a table gets from each. */
const EXPRESSIONS = {
  [`DATE '2026-11-26' AS day`]: ['day DATE', '2026-11-26'],
  [`ARRAY['a', NULL] AS tags`]: ['tags VARCHAR[]', '["a","\\\\N"]'],
  [`ARRAY[ARRAY[1], ARRAY[2, 3]] AS pairs`]: ['pairs INTEGER[][]', '["[\\"1\\"]","[\\"2\\",\\"3\\"]"]'],
  [`TIMESTAMP '2026-11-26 01:02:03' AS at`]: ['at TIMESTAMP', '2026-11-26 01:02:03.000'],
  [`from_unixtime(0) AS moment`]: ['moment TIMESTAMP WITH TIME ZONE', '1970-01-01 00:00:00.000 UTC'],
  [`CAST('1.50' AS DECIMAL(10, 2)) AS price`]: ['price DECIMAL(10,2)', '1.50'],
  [`1 = 1 AS is_true`]: ['is_true BOOLEAN', 'true'],
  [`9007199254740993 AS big`]: ['big BIGINT', '9007199254740993'],
  [`CAST(NULL AS DOUBLE) AS nothing`]: ['nothing DOUBLE', null],
  [`MAP(ARRAY['k'], ARRAY[1]) AS map`]: ['map VARCHAR', '{"k":1}'],
};

const jobsOf = async ({ runtime }: TestProduct) => (await runtime.jobs.list({ limit: 100 })).toReversed();

test('td> runs text and files with parameters, writes tables, and passes on its results', async () => {
  const product = await startWithDatabase();
  const attempt = await pushAndRun(
    product,
    `${DATABASE}
+create:
  td>: queries/days.sql
  create_table: days
  priority:
+add:
  td>:
    data: "SELECT 3 AS n, 'more' AS note, CAST(1.5 AS DOUBLE) AS price"
  insert_into: shop.days
+new:
  td>: ""
  query: \${sql}
  insert_into: other
+last:
  td>:
    data: "SELECT count(*) AS n, max(note) AS note, NULL AS nothing FROM days"
  store_last_results: true
  priority: high
  job_retry: 2
+show:
  echo>: "\${td.last_results.n} \${td.last_results.note} [\${td.last_results.nothing}] \${td.last_job.num_records} \${td.last_job_id}"
+none:
  td>:
    data: SELECT 1 AS n WHERE false
  store_last_results: true
+gone:
  echo>: "[\${td.last_results.n}]"
`,
    {
      params: { sql: `SELECT ${Object.keys(EXPRESSIONS).join(', ')}` },
      files: { 'queries/days.sql': `SELECT 1 AS n, '\${session_date}' AS note UNION ALL SELECT 2, 'b,"c'` },
    },
  );
  const [create, , , last, none] = await jobsOf(product);
  expect([attempt.state, (await tasksOf(product, attempt))['+gone']?.error]).toEqual(['success', null]);
  expect(create?.query?.sql.split('\n').slice(0, 7)).toEqual([
    '-- project_id: 1',
    '-- project_name: shop',
    '-- workflow_name: daily',
    `-- session_id: ${attempt.session.id}`,
    `-- attempt_id: ${attempt.id}`,
    '-- task_name: +daily+create',
    '-- create_table: shop.days',
  ]);
  expect(create?.query?.plannedAt).toBe(SESSION / 1000);
  expect(last?.query).toMatchObject({ priority: 1, retryLimit: 2, engine: 'duckdb' });
  expect(await readTable(product, 'days')).toEqual({
    columns: ['n INTEGER', 'note VARCHAR', 'price DOUBLE'],
    records: [
      ['1', '2026-11-26', null],
      ['2', 'b,"c', null],
      ['3', 'more', '1.5'],
    ],
  });
  const typed = await readTable(product, 'other');
  expect(typed.columns.map((column, index) => [column, typed.records[0]?.[index]])).toEqual(Object.values(EXPRESSIONS));
  expect(await logOf(product, attempt)).toEqual(expect.arrayContaining([`3 more [] 1 ${last?.id}`, '[]']));
  expect((await tasksOf(product, attempt))['+none']?.stateParams).toMatchObject({ job: none?.id });
});

test('td> with engine: trino queries the Trino server, and its result becomes a table here', async () => {
  const columns = [
    trinoColumn('id', 'bigint'),
    trinoColumn('at', 'timestamp(3) with time zone'),
    trinoColumn('tags', 'array(varchar)', typeOf('array', plainType('varchar'))),
  ];
  const pages = [JSON.stringify([[7, '2026-11-26 09:00:00.000 Asia/Tokyo', ['a', null]]])];
  const trino = await TrinoStandIn.start(() => ({ columns, pages }));
  onTestFinished(() => trino.close());
  const product = await startWithDatabase({
    PINTD_TRINO_URL: trino.url,
    PINTD_TRINO_USER: 'console',
    PINTD_TRINO_CATALOG: 'hive',
  });
  const attempt = await pushAndRun(
    product,
    `${DATABASE}+a:\n  td>: {data: SELECT * FROM orders}\n  engine: trino\n  create_table: shop.orders\n`,
  );
  expect((await tasksOf(product, attempt))['+a']?.error).toBe(null);
  expect(await readTable(product, 'orders')).toEqual({
    columns: ['id BIGINT', 'at TIMESTAMP WITH TIME ZONE', 'tags VARCHAR[]'],
    records: [['7', '2026-11-26 00:00:00.000 UTC', '["a","\\\\N"]']],
  });
});

test('td> replaces a table with create_table, and refuses wrong options before it creates a job', async () => {
  const product = await startWithDatabase();
  await importLines(product, 'days', ['a,b', '1,x']);
  const textWith = (options: string) => `${DATABASE}+a:\n  td>: {data: SELECT 'y' AS c}\n${options}`;
  await pushAndRun(product, textWith('  create_table: days\n'));
  expect(await readTable(product, 'days')).toEqual({ columns: ['c VARCHAR'], records: [['y']] });
  const refused = [
    ['  create_table: No\n', 'No is not a valid table name'],
    ['  insert_into: none.days\n', 'no database called none'],
    ['  insert_into: a.b.c\n', 'database.table'],
    ['  insert_into: a\n  create_table: a\n', 'both create_table and insert_into'],
    ['  engine: hive\n', 'Queries of type hive cannot be run here'],
    ['  engine: trino\n', 'Trino'],
    ['  priority: 9\n', 'priority'],
    ['  result_settings: {a: 1}\n', 'result_connection'],
    ['  result_connection: unknown\n', 'unknown'],
  ] as const;
  for (const [index, [options, problem]] of refused.entries()) {
    const attempt = await pushAndRun(product, textWith(options), { session: SESSION + (index + 1) * 1000 });
    expect([options, attempt.state]).toEqual([options, 'error']);
    expect(String((await tasksOf(product, attempt))['+a']?.error?.['message'])).toContain(problem);
  }
  expect(await jobsOf(product)).toHaveLength(1);
});

const EXPORT = `${DATABASE}
+send:
  td>: {data: SELECT * FROM events}
  result_connection: Shop
  result_settings:
    ad_account_id: \${secret:account}
    skip_invalid_record: \${skip}
`;

async function startWithEvents(lines = validLines(3)): Promise<TestProduct> {
  const product = await startWithDatabase();
  await importLines(product, 'events', lines);
  return product;
}

test('td> sends its result with settings, whose secrets are hidden, and in a rehearsal to the sandbox', async () => {
  const product = await startWithEvents();
  const { runtime, sandbox } = product;
  await pushFiles(product, { 'daily.dig': EXPORT });
  await runtime.workflowSecrets.keep(1, 'account', ACCOUNT);
  const attempt = await runAttempt(product, await queueAttempt(product, { params: { skip: true } }));
  expect([attempt.state, (await jobsOf(product))[0]?.records.accepted]).toEqual(['success', 3]);
  expect(await sandbox.events()).toHaveLength(3);
  expect(
    JSON.stringify([await runtime.workflowAttempts.tasks(attempt.id), await logOf(product, attempt)]),
  ).not.toContain(ACCOUNT);
  const rehearsal = await runAttempt(
    product,
    await queueAttempt(product, { session: SESSION + 1000, params: { skip: true }, isSandbox: true }),
  );
  expect([rehearsal.state, (await jobsOf(product))[1]?.destination]).toEqual(['success', 'sandbox']);
  expect(await sandbox.events()).toHaveLength(3);
});

test.each([
  ['My token of TD', 'There is no authentication called ${secret:target}.'],
  ['{"type": "s3_of_TD"}', 'The type ${secret:target} is not known. Known: pinterest_conversion.'],
  ['sftp://user:of_TD@host/', 'Results cannot be sent to ${secret:target}://.'],
])('a target that is a secret is not quoted by its error: %s', async (secret, message) => {
  const product = await startWithDatabase();
  await pushFiles(product, {
    'daily.dig': '+a:\n  td>: {data: SELECT 1}\n  database: shop\n  result_url: ${secret:target}\n',
  });
  await product.runtime.workflowSecrets.keep(1, 'target', secret);
  const attempt = await runAttempt(product, await queueAttempt(product));
  expect((await tasksOf(product, attempt))['+a']?.error?.['message']).toContain(message);
});

test('td> sends its result with a saved mapping and its fixes, td_result_export> with a saved mapping without fixes', async () => {
  const [header = '', ...records] = validLines(2);
  const inMilliseconds = (line: string) => line.replace(/\b(\d{10})\b/, '$1000');
  const germanHeader = header.replace('event_id', 'Nr').replace('event_time', 'Zeit').split(',');
  const product = await startWithEvents([germanHeader.join(','), ...records.map(inMilliseconds)]);
  const mapping = Object.fromEntries(header.split(',').map((field, index) => [germanHeader[index] ?? '', field]));
  const { savedMappings } = product.runtime;
  const connector = 'pinterest_conversion';
  const fixes = [{ kind: 'repair', column: 'Zeit', repair: 'to_seconds' }] as const;
  const saved = { connector, header: germanHeader, mapping, constants: {}, reading: {} };
  await savedMappings.save({ ...saved, name: 'Shop KW', fingerprint: 'a', fixes });
  await savedMappings.save({ ...saved, name: 'Plain', fingerprint: 'b', fixes: [] });
  const resultSettings = (name: string) => `result_settings: {ad_account_id: "${ACCOUNT}", mapping: ${name}}`;
  const query = `${DATABASE}+send:\n  td>: {data: SELECT * FROM events}\n  result_connection: Shop\n`;
  const attempt = await pushAndRun(product, `${query}  ${resultSettings('Shop KW')}\n`);
  expect([attempt.state, (await jobsOf(product))[0]?.records.accepted]).toEqual(['success', 2]);
  const [job] = await jobsOf(product);

  const result = `+send:\n  td_result_export>:\n  job_id: ${job?.id}\n  result_connection: Shop\n`;
  const problemOf = async (text: string, session: number) => {
    const failed = await pushAndRun(product, text, { session });
    return (await tasksOf(product, failed))['+send']?.error?.['message'];
  };
  expect(await problemOf(`${result}  ${resultSettings('Shop KW')}\n`, SESSION + 1000)).toContain('needs td>');
  expect(await problemOf(`${query}  ${resultSettings('Unknown')}\n`, SESSION + 2000)).toContain('Unknown');
  const again = await pushAndRun(product, `${result}  ${resultSettings('Plain')}\n`, { session: SESSION + 3000 });
  expect((await tasksOf(product, again))['+send']?.error?.['message'] ?? '').not.toContain('mapping');
  expect((await jobsOf(product)).at(-1)).toMatchObject({ type: 'export', mapping });
});

test('td> accepts a target as JSON, and fails if records of its job are not accepted and none may be skipped', async () => {
  const [header = '', ...records] = validLines(2);
  const product = await startWithEvents([header, ...records, records[0]?.replace('checkout', '') ?? '']);
  const attempt = await pushAndRun(
    product,
    `${DATABASE}
+send:
  td>: {data: SELECT * FROM events}
  result_url: '{"type": "pinterest_conversion", "access_token": "\${secret:token}", "ad_account_id": "${ACCOUNT}"}'
  _error:
    +tell:
      echo>: "job \${error.job_id}"
`,
  );
  expect((await tasksOf(product, attempt))['+send']?.error).toEqual({ message: 'the project has no secret token' });
  await product.runtime.workflowSecrets.keep(1, 'token', 'pina_from_a_secret');
  const again = await runAttempt(product, await queueAttempt(product, { session: SESSION + 1000 }));
  const [job] = await jobsOf(product);
  expect([again.state, job?.state]).toEqual(['error', 'error']);
  const error = (await tasksOf(product, again))['+send']?.error;
  expect(error).toEqual({ message: expect.stringMatching(new RegExp(`\\(job ${job?.id}\\)$`)), job_id: job?.id });
  expect(await logOf(product, again)).toContain(`job ${job?.id}`);
  expect(JSON.stringify(await product.runtime.workflowAttempts.tasks(again.id))).not.toContain('pina_from_a_secret');
});

test('an attempt continues after a crash with its existing job, and inserts the result once', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  await pushFiles(product, {
    'daily.dig': `${DATABASE}+add:\n  td>: {data: SELECT 1 AS n}\n  insert_into: days\n`,
  });
  const attempt = await queueAttempt(product);
  // A process ends before it stores the job with its task; the next process ends before it stores the task's success.
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['job'] !== undefined);
  expect(await jobsOf(product)).toHaveLength(1);
  await runUntilCrash(product, attempt.id, (task) => task.state === 'success');
  expect(await readTable(product, 'days')).toMatchObject({ records: [['1']] });
  expect((await runAttempt(product, attempt)).state).toBe('success');
  expect(await jobsOf(product)).toHaveLength(1);
  expect(await readTable(product, 'days')).toMatchObject({ records: [['1']] });
  expect((await runtime.workflowAttempts.get(attempt.id)).state).toBe('success');
});

/** A product and functions, of which `pushQuery` pushes a workflow whose tasks fail for the record `failing`. */
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

/** Runs an attempt in a process that ends right before (or after) it stores a task that `matches`. */
async function runUntilCrash(
  { runtime }: TestProduct,
  id: number,
  matches: (task: { state: string; stateParams: Readonly<Record<string, unknown>> }) => boolean,
  when: 'before' | 'after' = 'before',
): Promise<void> {
  const { workflowAttempts } = runtime;
  const { save } = workflowAttempts;
  const saving = vi.spyOn(workflowAttempts, 'save').mockImplementation(async (...args) => {
    const [, , tasks] = args;
    const ends = tasks.some(matches);
    if (ends && when === 'before') throw new Error('the process ends');
    const isOwner = await save.apply(workflowAttempts, args);
    if (ends) throw new Error('the process ends');
    return isOwner;
  });
  await expect(runAttempt({ runtime }, { id })).rejects.toThrow('the process ends');
  saving.mockRestore();
  await workflowAttempts.release(id, runtime.owner);
}

test('td> that could not write its table is retried without another job, which could send its result again', async () => {
  const product = await startWithDatabase();
  const failure = new UserError('query_engine_failed');
  vi.spyOn(product.runtime.engine, 'writeResult').mockRejectedValueOnce(failure);
  const text = `${DATABASE}+add:\n  td>: {data: SELECT 1 AS n}\n  insert_into: days\n  _retry: 1\n`;
  expect((await pushAndRun(product, text)).state).toBe('success');
  expect(await jobsOf(product)).toHaveLength(1);
  expect(await readTable(product, 'days')).toMatchObject({ records: [['1']] });
});

test('td> that waits to retry writing its table writes the table when the attempt is killed', async () => {
  const product = await startWithDatabase();
  vi.spyOn(product.runtime.engine, 'writeResult').mockRejectedValueOnce(new UserError('query_engine_failed'));
  const retry = '_retry: {limit: 1, interval: 3600}';
  await pushFiles(product, {
    'daily.dig': `${DATABASE}+add:\n  td>: {data: SELECT 1 AS n}\n  insert_into: days\n  ${retry}\n`,
  });
  const attempt = await queueAttempt(product);
  const running = runAttempt(product, attempt);
  await vi.waitUntil(async () => (await tasksOf(product, attempt))['+add']?.retries === 1, 20_000);
  await product.runtime.workflowAttempts.requestCancel(attempt.id);
  expect((await running).state).toBe('killed');
  expect((await tasksOf(product, attempt))['+add']?.state).toBe('success');
  expect(await readTable(product, 'days')).toMatchObject({ records: [['1']] });
});

test('killing an attempt kills its job', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  await pushFiles(product, { 'daily.dig': `${DATABASE}+a:\n  td>: {data: "${ENDLESS}"}\n+b:\n  echo>: never\n` });
  const attempt = await queueAttempt(product);
  const running = runAttempt(product, attempt);
  await vi.waitUntil(async () => (await jobsOf(product))[0]?.state === 'running', 20_000);
  await runtime.workflowAttempts.requestCancel(attempt.id);
  expect((await running).state).toBe('killed');
  expect((await jobsOf(product)).map(({ state }) => state)).toEqual(['killed']);
});

test('killing an attempt kills the job of a task that no process runs', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  await pushFiles(product, { 'daily.dig': `${DATABASE}+a:\n  td>: {data: SELECT 1}\n` });
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['job'] !== undefined);
  await runtime.workflowAttempts.requestCancel(attempt.id);
  await claimAndRun(runtime, attempt.id, new AbortController().signal);
  expect([(await runtime.workflowAttempts.get(attempt.id)).state, (await jobsOf(product))[0]?.state]).toEqual([
    'killed',
    'killed',
  ]);
});

test('a job that succeeded before its attempt was killed does not run again when the attempt is resumed', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  const { workflowAttempts } = runtime;
  await pushFiles(product, {
    'daily.dig': `${DATABASE}+a:\n  td>: {data: SELECT 1 AS n}\n  insert_into: days\n+b:\n  echo>: x\n`,
  });
  const attempt = await queueAttempt(product);
  const stop = new AbortController();
  const { save } = workflowAttempts;
  const saving = vi.spyOn(workflowAttempts, 'save').mockImplementation(async (...args) => {
    const isSaved = await save.apply(workflowAttempts, args);
    if (args[2].some(({ stateParams }) => stateParams['job'] !== undefined)) stop.abort();
    return isSaved;
  });
  await claimAndRun(runtime, attempt.id, stop.signal);
  saving.mockRestore();
  const [job] = await jobsOf(product);
  expect(job && (await product.run(job)).state).toBe('success');
  await workflowAttempts.requestCancel(attempt.id);
  expect((await runAttempt(product, attempt)).state).toBe('killed');
  expect((await runAttempt(product, await retryAttempt(runtime, attempt.id, 'resume'))).state).toBe('success');
  expect(await jobsOf(product)).toHaveLength(1);
  expect(await readTable(product, 'days')).toMatchObject({ records: [['1']] });
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

async function startMailing() {
  const product = await startProduct();
  const mailServer = await startMailServer();
  onTestFinished(() => mailServer.close());
  await sendMailsThrough(mailServer, product.runtime);
  return { ...product, mailServer };
}

const MAIL = `
+tell:
  mail>: mails/done.txt
  subject: "Sent \${session_date}"
  to: [ops@shop.example]
  cc: data@shop.example
  bcc: [boss@shop.example]
  html: true
  attach_files: [{path: mails/list.csv, content_type: text/csv}]
`;
const MAIL_FILES = { 'mails/done.txt': `<b>\${session_date}</b>`, 'mails/list.csv': 'a,b\n' };

test('mail> sends a file of the project with its parameters and attachments through the server of the settings', async () => {
  const product = await startMailing();
  const attempt = await pushAndRun(product, MAIL, { files: MAIL_FILES });
  expect([attempt.state, product.mailServer.mails.length]).toEqual(['success', 1]);
  const { from, to, raw } = product.mailServer.mails[0] ?? { from: '', to: [], raw: '' };
  expect([from, [...to].sort()]).toEqual([
    'me@shop.example',
    ['boss@shop.example', 'data@shop.example', 'ops@shop.example'],
  ]);
  for (const part of ['Subject: Sent 2026-11-26', 'text/html', '<b>2026-11-26</b>', 'filename=list.csv', 'Cc: data@'])
    expect(raw).toContain(part);
  expect(raw).not.toContain('boss@');
});

test('mail> is not sent again after a crash before its success is stored, unless the task has a retry', async () => {
  const product = await startMailing();
  await pushFiles(product, { 'daily.dig': MAIL, ...MAIL_FILES });
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.state === 'success');
  expect((await runAttempt(product, attempt)).state).toBe('error');
  expect(product.mailServer.mails).toHaveLength(1);
  expect((await tasksOf(product, attempt))['+tell']?.error?.['message']).toContain('may or may not have arrived');
  await pushFiles(product, { 'daily.dig': `${MAIL}  _retry: 1\n`, ...MAIL_FILES });
  const retried = await queueAttempt(product, { session: SESSION + 1000 });
  await runUntilCrash(product, retried.id, (task) => task.state === 'success');
  expect((await runAttempt(product, retried)).state).toBe('success');
  const [, sent, ...others] = product.mailServer.mails.map(({ raw }) => /^Message-ID: .+$/im.exec(raw)?.[0]);
  expect(sent).toContain('workflow-');
  expect(others).toEqual([sent]); // so that the repeated email can be recognized
});

test('mail> fails without a mail server, and names the cause', async () => {
  const product = await startProduct();
  const attempt = await pushAndRun(product, '+a:\n  mail>: {data: x}\n  subject: s\n  to: [a@b.example]\n');
  expect((await tasksOf(product, attempt))['+a']?.error?.['message']).toBe(
    'No mail server is set. Set one under Control Panel > Email.',
  );
  expect(attempt.state).toBe('error');
});

test('a query without a database fails, and says where to set one', async () => {
  const product = await startProduct();
  const attempt = await pushAndRun(product, '+a:\n  td>: {data: SELECT 1}\n');
  expect((await tasksOf(product, attempt))['+a']?.error?.['message']).toBe(
    'database is missing. Set it for the task, or for all tasks in _export, under td',
  );
});

test.each([
  ['missing', 'the file sub/missing.dig is not in the project'],
  ['broken', 'sub/broken.dig is not a valid workflow: line 1, column 1'],
  ['partial', 'sub/partial.dig is not a valid workflow: line 2'],
])('call> of the computed file %s fails, and names the problem', async (name, message) => {
  const product = await startProduct();
  const files = { 'sub/broken.dig': '- a\n', 'sub/partial.dig': '+a: {echo>: a}\n!include : none.dig\n' };
  const attempt = await pushAndRun(product, '+call:\n  call>: sub/${name}\n', { files, params: { name } });
  expect((await tasksOf(product, attempt))['+call']?.error?.['message']).toContain(message);
  expect(await logOf(product, attempt)).not.toContain('a');
});

const OTHER_WORKFLOW = `
+a:
  echo>: "other \${word}"
+b:
  if>: \${fails}
  _do:
    +c:
      fail>: no
`;
const textRequiringOther = (options: string) => `+wait:\n  require>: other\n${options}`;

test('require> starts the other workflow for the same session time, and waits for it', async () => {
  const product = await startProduct();
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  params: {word: hello, fails: false}\n'),
    'other.dig': OTHER_WORKFLOW,
  });
  const attempt = await runAttempt(product, await queueAttempt(product, { isSandbox: true }));
  const [other] = await product.runtime.workflowAttempts.list({ limit: 1 });
  expect(attempt.state).toBe('success');
  expect(other).toMatchObject({ state: 'success', isSandbox: true, session: { time: SESSION } });
  expect(await logOf(product, other ?? attempt)).toEqual(['other hello']);
});

test.each([
  ['none', 'true', 'error', 1],
  ['none', 'false', 'success', 1],
  ['failed', 'true', 'success', 2],
  ['failed', 'false', 'success', 1],
  ['all', 'true', 'success', 2],
  ['all', 'false', 'success', 2],
])('require> with rerun_on: %s, if the other workflow has failed: %s', async (rerunOn, hasFailed, state, attempts) => {
  const product = await startProduct();
  const options = `  rerun_on: ${rerunOn}\n  params: {word: again, fails: false}\n`;
  await pushFiles(product, { 'daily.dig': textRequiringOther(options), 'other.dig': OTHER_WORKFLOW });
  await runAttempt(
    product,
    await queueAttempt(product, { workflow: 'other', params: { word: 'first', fails: hasFailed } }),
  );
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['attempt_id'] !== undefined);
  expect((await runAttempt(product, attempt)).state).toBe(state);
  const others = (await product.runtime.workflowAttempts.list({ limit: 10 })).filter(
    ({ workflow }) => workflow.name === 'other',
  );
  expect(others).toHaveLength(attempts);
});

test('require> runs the other workflow for real after a rehearsal, once', async () => {
  const product = await startProduct();
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  params: {word: real, fails: false}\n'),
    'other.dig': OTHER_WORKFLOW,
  });
  const rehearsal = { workflow: 'other', params: { word: 'rehearsed', fails: 'false' }, isSandbox: true };
  await runAttempt(product, await queueAttempt(product, rehearsal));
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['attempt_id'] !== undefined);
  expect((await runAttempt(product, attempt)).state).toBe('success');
  const [other, ...more] = (await product.runtime.workflowAttempts.list({ limit: 10 })).filter(
    ({ workflow, isSandbox }) => workflow.name === 'other' && !isSandbox,
  );
  expect([await logOf(product, other ?? attempt), more]).toEqual([['other real'], []]);
});

test('require> runs the other workflow for real if it is rehearsed while a process that was to start it is down', async () => {
  const product = await startProduct();
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  params: {word: real, fails: false}\n'),
    'other.dig': OTHER_WORKFLOW,
  });
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['start_as'] !== undefined, 'after');
  const rehearsal = { workflow: 'other', params: { word: 'rehearsed', fails: 'false' }, isSandbox: true };
  await runAttempt(product, await queueAttempt(product, rehearsal));
  expect((await runAttempt(product, attempt)).state).toBe('success');
  const [other] = await product.runtime.workflowAttempts.list({ limit: 1 });
  expect([other?.isSandbox, await logOf(product, other ?? attempt)]).toEqual([false, ['other real']]);
});

test.each<[situation: string, earlierAttempts: (readonly [name: string | null, isSandbox: boolean])[]]>([
  ['has not run', []],
  ['has run under no name', [[null, false]]],
])(
  'require> runs a named attempt for real after its rehearsal, once, if the session %s',
  async (_, earlierAttempts) => {
    const product = await startProduct();
    const wait = textRequiringOther('  retry_attempt_name: x\n  params: {word: named, fails: false}\n');
    await pushFiles(product, {
      'rehearsed.dig': wait,
      'daily.dig': wait,
      'weekly.dig': wait,
      'other.dig': OTHER_WORKFLOW,
    });
    const params = { word: 'first', fails: 'false' };
    for (const _ of earlierAttempts)
      await runAttempt(product, await queueAttempt(product, { workflow: 'other', params }));
    await runAttempt(product, await queueAttempt(product, { workflow: 'rehearsed', isSandbox: true }));
    for (const workflow of ['daily', 'weekly'])
      expect((await runAttempt(product, await queueAttempt(product, { workflow }))).state).toBe('success');
    const others = (await product.runtime.workflowAttempts.list({ limit: 10 })).filter(
      ({ workflow }) => workflow.name === 'other',
    );
    expect(others.toReversed().map(({ retryName, isSandbox }) => [retryName, isSandbox])).toEqual([
      ...earlierAttempts,
      ['x', true],
      ['x-after-rehearsal', false],
    ]);
  },
);

test.each([
  ['none', 0, false],
  ['none', 0, true],
  ['all', 1, false],
  ['all', 1, true],
])(
  'require> with rerun_on: %s starts %i attempts of a session whose attempts were deleted, rehearsed since: %s',
  async (rerunOn, attempts, isRehearsed) => {
    const product = await startProduct();
    const { workflowAttempts, workflowHistory } = product.runtime;
    const options = `  rerun_on: ${rerunOn}\n  params: {word: again, fails: false}\n`;
    await pushFiles(product, { 'daily.dig': textRequiringOther(options), 'other.dig': OTHER_WORKFLOW });
    await runAttempt(
      product,
      await queueAttempt(product, { workflow: 'other', params: { word: 'first', fails: 'false' } }),
    );
    await workflowHistory.sweep({ before: Number.MAX_SAFE_INTEGER, sessionsBefore: 0 });
    const rehearsal = { workflow: 'other', params: { word: 'rehearsed', fails: 'false' }, isSandbox: true };
    if (isRehearsed) await runAttempt(product, await queueAttempt(product, rehearsal));
    const attempt = await runAttempt(product, await queueAttempt(product));
    expect(attempt.state).toBe('success');
    const others = (await workflowAttempts.list({ limit: 10 })).filter(
      ({ workflow, isSandbox }) => workflow.name === 'other' && !isSandbox,
    );
    expect(others).toHaveLength(attempts);
    const isLogged = (await logOf(product, attempt)).some((text) =>
      text.startsWith('other is not run again for this session: '),
    );
    expect(isLogged).toBe(attempts === 0);
  },
);

test('require> fails if the other workflow fails, unless ignore_failure is set, and does not wait for itself', async () => {
  const product = await startProduct();
  await pushFiles(product, { 'daily.dig': textRequiringOther(''), 'other.dig': '+a:\n  fail>: no\n' });
  const failed = await queueAttempt(product, { session: SESSION - 1000 });
  await runAttempt(product, failed);
  expect((await tasksOf(product, failed))['+wait']?.error).toEqual({
    message: 'the workflow other did not succeed (attempt 2)',
    attempt_id: 2,
  });
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  ignore_failure: true\n'),
    'other.dig': '+a:\n  fail>: no\n',
  });
  expect((await runAttempt(product, await queueAttempt(product))).state).toBe('success');
  await pushFiles(product, { 'other.dig': '+wait:\n  require>: other\n' });
  const attempt = await runAttempt(
    product,
    await queueAttempt(product, { workflow: 'other', session: SESSION + 1000 }),
  );
  expect((await tasksOf(product, attempt))['+wait']?.error).toEqual({ message: 'a workflow cannot wait for itself' });
});

test('a running attempt keeps the results of its jobs, even if the retention is zero days', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  await runtime.settings.save({ retention_days: 0 });
  const attempt = await pushAndRun(
    product,
    `${DATABASE}
+a:
  td>: {data: SELECT 5 AS n}
  store_last_results: true
  create_table: kept
+b:
  td>: {data: SELECT n FROM kept}
  store_last_results: true
+c:
  echo>: "n=\${td.last_results.n}"
`,
  );
  expect([attempt.state, (await logOf(product, attempt)).at(-1)]).toEqual(['success', 'n=5']);
  expect(
    await Promise.all(
      (await jobsOf(product)).map(async (job) => (await runtime.uploads.get(uploadOf(job))).deleted?.because),
    ),
  ).toEqual(['retention', 'retention']);
});

test('secrets of a project are kept, replaced, listed without their values, and forgotten', async () => {
  const product = await startProduct();
  await pushFiles(product, { 'daily.dig': '+a:\n  echo>: x\n' });
  const { workflowSecrets } = product.runtime;
  await workflowSecrets.keep(1, 'token', 'first');
  await workflowSecrets.keep(1, 'token', 'second');
  expect(await workflowSecrets.list(1)).toEqual([{ key: 'token', updatedAt: expect.any(Number) }]);
  expect([await workflowSecrets.open(1, 'token'), await workflowSecrets.open(1, 'none')]).toEqual([
    'second',
    undefined,
  ]);
  expect([await workflowSecrets.forget(1, 'token'), await workflowSecrets.forget(1, 'token')]).toEqual([true, false]);
});

test("the product does not start with a key other than that of its projects' secrets", async () => {
  const { runtime } = await startWithDatabase();
  for (const { id } of await runtime.authentications.list()) await runtime.authentications.delete(id);
  await pushFiles({ runtime }, { 'daily.dig': '+a:\n  echo>: x\n' });
  await runtime.workflowSecrets.keep(1, 'token', 'sealed');
  const keyFile = join(runtime.env.dataDir, 'other.key');
  await writeFile(keyFile, randomBytes(32).toString('base64'), { mode: 0o600 });
  await expect(openRuntime({ ...runtime.env, keyFile }, 'test')).rejects.toMatchObject({ code: 'key_wrong' });
});
