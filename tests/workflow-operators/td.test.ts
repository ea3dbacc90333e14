import { expect, onTestFinished, test, vi } from 'vitest';
import { UserError } from '../../lib/core/errors.ts';
import { uploadOf } from '../../lib/core/job/job.ts';
import { retryAttempt } from '../../lib/operations/workflow/retry-attempt.ts';
import { claimAndRun } from '../../lib/runtime/workflow/run.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from '../kit/product.ts';
import { importLines } from '../kit/shop-product.ts';
import { plainType, TrinoStandIn, trinoColumn, typeOf } from '../kit/trino-server.ts';
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

/** Tests `td>`: queries and their exports, in a real product. */

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

test('a query without a database fails, and says where to set one', async () => {
  const product = await startProduct();
  const attempt = await pushAndRun(product, '+a:\n  td>: {data: SELECT 1}\n');
  expect((await tasksOf(product, attempt))['+a']?.error?.['message']).toBe(
    'database is missing. Set it for the task, or for all tasks in _export, under td',
  );
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
