import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { migrationsFolder, migrationsOnDisk } from '../lib/adapters/store/migrations/migration-status.ts';
import { applyMigrations } from '../lib/adapters/store/migrations/migrations.ts';
import { databasePath, openConnection } from '../lib/adapters/store/sqlite/connection.ts';
import { MAIN } from '../lib/cli/command-line.test-kit.ts';
import type { Job } from '../lib/core/job/job.ts';
import type { Env } from '../lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '../lib/operations/delivery/stops.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import type { MoveProgress } from '../lib/runtime/move.ts';
import type { Runtime } from '../lib/runtime/runtime.ts';
import { migrate } from '../lib/runtime/stores/open-database.ts';
import {
  contentOfPostgresql,
  contentOfSqlite,
  copyFolder,
  createTarget,
  move,
  openOn,
  pintd,
  startCuttableProxy,
  startSource,
} from './kit/moving.ts';
import { PASSWORD } from './kit/people.ts';
import { query } from './kit/postgresql-server.ts';
import { ACCOUNT, validLines } from './kit/product.ts';
import { IS_WHOLE } from './kit/whole.ts';

const RECORDS = 60;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '5', PINTD_CALLS_IN_FLIGHT: '2' };
const ALL_ACCEPTED = { read: RECORDS, accepted: RECORDS, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };

let filled: Promise<Env> | undefined;

/** A copy, for one test, of a data folder that no process has open, with rows of many kinds. */
async function filledSource(): Promise<Env> {
  filled ??= fillSource();
  return copyFolder(await filled);
}

async function fillSource(): Promise<Env> {
  const product = await startSource(SETTINGS);
  const { env, close } = product.runtime;
  const lines = validLines(RECORDS);
  lines[7] = 'nonsense,web,0,e7,';
  product.sandbox.setScript([{ match: { eventId: 'e3', times: 1 }, do: { failEventIds: ['e3'] } }]);
  await product.run(await product.export(lines));
  await product.export(validLines(3));
  await close();
  const file = join(env.dataDir, 'events.csv');
  await writeFile(file, validLines(500).join('\n'));
  const result = JSON.stringify({ ad_account_id: ACCOUNT, skip_invalid_record: true });
  for (const [args, input] of [
    [['audience:sample']],
    [['db:sample']],
    [['apikey:create', 'robot']],
    [['owner:create', 'aiko@shop.example', 'Aiko Tanaka'], PASSWORD],
    [['settings:set', 'mail_from', 'console@mail.example']],
    [['settings:set', 'smtp_host', 'mail.example']],
    [['settings:set', 'smtp_user', 'console']],
    [['settings:set', 'smtp_password'], 'secret'],
    [['sched:create', 'daily', '0 3 * * *', 'SELECT 1', '-d', 'sample_datasets']],
    [['export', file, '--sandbox', '--result', result]],
  ] as const)
    expect({ args, ...(await pintd(env, args, undefined, input)) }).toMatchObject({ status: 0 });
  const copy = await mkdtemp(join(tmpdir(), 'pintd-filled-'));
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
  await cp(env.dataDir, copy, { recursive: true });
  return { ...env, dataDir: copy };
}

/** Continues a job on a runtime until it ends or pauses. */
async function continueJob(runtime: Runtime, { id }: Pick<Job, 'id'>): Promise<Job> {
  await claimAndExecute(runtime, id, ['queued', 'paused', 'running', 'error'], {
    signal: new AbortController().signal,
    stop: PAUSED_BY_INTERRUPT,
  });
  return (await runtime.jobs.find(id)) as Job;
}

/** Changes the database of a data folder that no process uses. */
function changeSqlite({ dataDir }: Pick<Env, 'dataDir'>, sql: string): void {
  const database = openConnection(databasePath(dataDir), { busyTimeoutMs: 1000 });
  database.exec(sql);
  database.close();
}

/** `started`, or the code of the error with which the start is refused. */
function startResult(env: Env, databaseUrl: string | undefined): Promise<string> {
  return migrate({ dataDir: env.dataDir, databaseUrl }).then(
    () => 'started',
    (error: { code: string }) => error.code,
  );
}

const SCHEMA_SQL = `SELECT conrelid::regclass::text AS place, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT relname, relkind::text, '' FROM pg_class WHERE relnamespace = 'public'::regnamespace
  ORDER BY 1, 2, 3`;

test('every row of every table is the same in PostgreSQL, and the product works with it', async () => {
  const env = await filledSource();
  const url = await createTarget('template0');
  const original = contentOfSqlite(env);
  const report = await move(env, url);
  const { setting, ...copied } = await contentOfPostgresql(url);
  const { setting: settings = [], ...others } = original;
  expect(copied).toEqual(others);
  expect(setting).toEqual(expect.arrayContaining([...settings]));
  expect(Object.fromEntries(report.tables.map(({ table, rows }) => [table, rows]))).toEqual(
    Object.fromEntries(Object.entries(original).map(([table, rows]) => [table, rows.length])),
  );
  expect(Object.values(original).filter((rows) => rows.length > 0).length).toBeGreaterThan(25);
  expect(await query(url, SCHEMA_SQL)).toEqual(await query(await createTarget(), SCHEMA_SQL));

  expect(await pintd(env, ['audit:verify'], url)).toMatchObject({ status: 0 });
  expect((await pintd(env, ['audit:list', '1'], url)).out).toContain('Move the database to PostgreSQL');
  const moved = await openOn(env, url);
  expect(await moved.secrets.open('smtp_password')).toBe('secret');
  expect(await continueJob(moved, { id: 2 })).toMatchObject({ state: 'success' });
});

test('IDs of deleted rows are not reused', async () => {
  const { runtime, export: exportLines } = await startSource();
  const { id } = await exportLines(validLines(1));
  await runtime.close();
  changeSqlite(runtime.env, `UPDATE sqlite_sequence SET seq = 900 WHERE name = 'job'`);
  const url = await createTarget();
  await move(runtime.env, url);
  const moved = await openOn(runtime.env, url);
  expect((await rerunJob(moved, id)).id).toBe(901);
});

test('a half-sent job continues with the same bytes, and accepted events are not sent again', async () => {
  const product = await startSource(SETTINGS);
  const { runtime, sandbox } = product;
  const job = await product.export(validLines(RECORDS));
  let results = 0;
  const dying = product.run(job, {
    ledger: (ledger) => ({
      settle: (...outcome) =>
        ++results < 4 ? ledger.settle(...outcome) : Promise.reject(new Error('the process dies')),
    }),
  });
  await expect(dying).rejects.toThrow('the process dies');
  await runtime.close();
  changeSqlite(runtime.env, 'UPDATE job SET lease_until = 0');
  const url = await createTarget();
  await move(runtime.env, url);
  const callsBefore = await sandbox.received();

  const moved = await openOn(runtime.env, url);
  const ended = await continueJob(moved, job);
  expect(ended).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
  expect(ended.resentAfterUnknown).toBeGreaterThan(0);
  const calls = await sandbox.received();
  const bodies = new Set(callsBefore.map(({ body_sha256 }) => body_sha256));
  const resent = calls.slice(callsBefore.length).filter(({ body_sha256 }) => bodies.has(body_sha256));
  expect(ended.resentAfterUnknown).toBe(resent.length * 5);
  expect(await sandbox.unique()).toHaveLength(RECORDS);

  const rerun = await continueJob(moved, await rerunJob(moved, job.id));
  expect(rerun.records).toMatchObject({ accepted: 0, not_sent: RECORDS });
  expect(await sandbox.received()).toHaveLength(calls.length);
});

test('a move interrupted at any point can continue, and until then at most one of the databases can be used', async () => {
  const source = await filledSource();
  const original = contentOfSqlite(source);
  const uncut = await startCuttableProxy(await createTarget('template0'));
  uncut.cutAfter(Number.POSITIVE_INFINITY);
  await move(await copyFolder(source), uncut.url);
  const totalBytes = uncut.bytes();
  // The beginning and the end are short, and matter most.
  const ranges = [
    [0, 1],
    [0, 0.15],
    [0.97, 1],
  ] as const;
  const share = fc.oneof(...ranges.map(([min, max]) => fc.double({ min, max, noNaN: true })));
  await fc.assert(
    fc.asyncProperty(fc.array(share, { minLength: 1, maxLength: 4 }), async (cuts) => {
      const env = await copyFolder(source);
      const url = await createTarget('template0');
      const proxy = await startCuttableProxy(url);
      let isMoved = false;
      for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
        proxy.cutAfter(cut === Number.POSITIVE_INFINITY ? cut : Math.floor(cut * totalBytes));
        const end = await move(env, proxy.url).then(
          () => 'moved',
          (error: { code?: string; fault?: string }) => error.code ?? error.fault,
        );
        const ends = ['moved', 'move_interrupted', 'database_lost', 'postgresql_unreachable', 'database_moved'];
        expect(ends).toContain(end);
        isMoved ||= end === 'moved';
        const sqlite = await startResult(env, undefined);
        const postgresql = await startResult(env, url);
        const hasRows = postgresql === 'started' && (await query(url, 'SELECT FROM job')).length > 0;
        expect([sqlite, hasRows]).not.toEqual(['started', true]);
        if (isMoved) expect([sqlite, hasRows]).toEqual(['database_moved', true]);
      }
      expect(isMoved).toBe(true);
      const { setting: _, ...copied } = await contentOfPostgresql(url);
      const { setting: __, ...others } = original;
      expect(copied).toEqual(others);
    }),
    // Shrinking a failing case would take minutes.
    { numRuns: IS_WHOLE ? 20 : 4, endOnFailure: true },
  );
});

test('a connection that breaks at any byte before the move begins is reported as lost or unreachable', async () => {
  const { env, close } = (await startSource()).runtime;
  await close();
  const proxy = await startCuttableProxy(await createTarget());
  const ends = new Set<string>();
  // Each step is shorter than the statement that takes the lock, so that one of the cuts is within this statement.
  for (let bytes = 1; bytes < 3000; bytes += 60) {
    proxy.cutAfter(bytes);
    const end = await move(env, proxy.url).catch(
      (error: { code?: string; fault?: string }) => error.code ?? error.fault,
    );
    ends.add(String(end));
  }
  expect([...ends].toSorted()).toEqual(['database_lost', 'postgresql_unreachable']);
});

test.skipIf(!IS_WHOLE).each([
  ['idle_session_timeout', 'checking'],
  ['transaction_timeout', 'comparing'],
])('a short %s of the server does not end a move that is %s', async (setting, slowStep) => {
  const { env, close } = (await startSource()).runtime;
  await close();
  const url = await createTarget();
  await query(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET ${setting} = '1s'`);
  let isFirst = true;
  const { tables } = await move(env, url, ({ step }) => {
    if (step !== slowStep || !isFirst) return;
    isFirst = false;
    // Blocks the process, as SQLite does while it reads a large table.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  });
  expect(isFirst).toBe(false);
  expect(tables.find(({ table }) => table === 'setting')).toBeDefined();
});

/** Adds rows, so that a move takes long enough to be interrupted. */
function addIssues(env: Env, count: number): void {
  changeSqlite(
    env,
    `INSERT INTO issue (kind_id, record)
      WITH RECURSIVE n(i) AS (SELECT 1000000 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000 + ${count}) SELECT 1, i FROM n`,
  );
}

test('a move that continues counts the rows that were copied before', async () => {
  const env = await filledSource();
  addIssues(env, 2500);
  const url = await createTarget('template0');
  const isCopyingIssues = (progress: MoveProgress) => progress.step === 'copying' && progress.table === 'issue';
  let batchCount = 0;
  const interrupted = move(env, url, (progress) => {
    if (isCopyingIssues(progress) && ++batchCount === 2) throw new Error('interrupted');
  });
  await expect(interrupted).rejects.toMatchObject({ code: 'move_failed' });
  const reported: MoveProgress[] = [];
  await move(env, url, (progress) => reported.push(progress));
  const [first] = reported.filter(isCopyingIssues);
  const last = reported.findLast(isCopyingIssues);
  expect(first?.done).toBeGreaterThan(1000);
  expect(last?.done).toBe(last?.total);
});

test.skipIf(!IS_WHOLE)('a move whose process is killed can continue; until then no process starts', async () => {
  const env = await filledSource();
  addIssues(env, 200_000);
  const original = contentOfSqlite(env);
  const url = await createTarget('template0');
  const file = join(env.dataDir, 'url.txt');
  await writeFile(file, `${url}\n`);
  const args = [MAIN, 'move', '--to-file', file];
  let positions: (string | null)[] = [];
  for (const minCopied of [1, 100_000]) {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, PINTD_DATA_DIR: env.dataDir },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await expect.poll(() => copiedIssues(url), { interval: 5 }).toBeGreaterThan(minCopied);
    // The stopped process still holds the lock of SQLite, and its mark is in PostgreSQL.
    child.kill('SIGSTOP');
    if (minCopied === 1) expect((await pintd(env, ['job:list'])).err).toContain('The database is busy');
    expect(await startResult(env, url)).toBe('move_incomplete');
    child.kill('SIGKILL');
    await ended;
    positions = [...positions, await positionOf(url)];
    expect([await startResult(env, undefined), await startResult(env, url)]).toEqual([
      'move_incomplete',
      'move_incomplete',
    ]);
  }
  expect(new Set(positions).size).toBe(2);
  const { status, err } = await pintd(env, ['move', '--to-file', file]);
  expect([status, err]).toEqual([0, expect.stringContaining(`Now set DATABASE_URL_FILE=${file}`)]);
  const { setting: _, ...copied } = await contentOfPostgresql(url);
  const { setting: __, ...others } = original;
  expect(copied).toEqual(others);
  const refused = await pintd(env, ['job:list']);
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('pintd move:undo --help')]);
});

async function copiedIssues(url: string): Promise<number> {
  const [table] = await query(url, `SELECT FROM pg_class WHERE relname = 'issue'`);
  if (!table) return 0;
  return Number((await query<{ rows: string }>(url, 'SELECT COUNT(*) AS rows FROM issue'))[0]?.rows);
}

async function positionOf(url: string): Promise<string | null> {
  const [row] = await query<{ position: string | null }>(url, `SELECT position FROM _move_table WHERE name = 'issue'`);
  return row?.position ?? null;
}

test('a process that ends right after the last commit leaves a complete move', async () => {
  const env = await filledSource();
  const url = await createTarget('template0');
  const report = await move(env, url);
  changeSqlite(
    env,
    `UPDATE _prisma_migrations SET logs = json_set(logs, '$.state', 'switching') WHERE logs LIKE '%moved%'`,
  );
  expect([await startResult(env, undefined), await startResult(env, url)]).toEqual(['database_moved', 'started']);
  await expect(move(env, await createTarget())).rejects.toMatchObject({ code: 'database_moved' });
  expect(await move(env, url)).toEqual(report);
  await expect(move(env, url)).rejects.toMatchObject({ code: 'database_moved' });
});

test('a table that differs from the original is copied again by the next move', async () => {
  const env = await filledSource();
  const url = await createTarget();
  const proxy = await startCuttableProxy(url);
  proxy.cutAfter(200_000);
  await expect(move(env, proxy.url)).rejects.toMatchObject({ code: 'move_interrupted' });
  await query(url, `INSERT INTO setting VALUES ('zzz', '1', 1)`);
  await expect(move(env, url)).rejects.toMatchObject({ code: 'move_mismatch', params: { table: 'setting' } });
  expect([await startResult(env, undefined), await startResult(env, url)]).toEqual([
    'move_incomplete',
    'move_incomplete',
  ]);
  await move(env, url);
});

test.each(['the web process or a worker', 'a reader'])('refuses a data folder that %s has open', async (who) => {
  const { runtime } = await startSource();
  const url = await createTarget('template0');
  const { env } = runtime;
  const reader = who === 'a reader' ? new Database(databasePath(env.dataDir), { readonly: true }) : undefined;
  if (reader) await runtime.close();
  reader?.prepare('SELECT 1 FROM job').get();
  await expect(move(env, url)).rejects.toMatchObject({ code: 'data_folder_in_use' });
  reader?.close();
  expect(await query(url, `SELECT FROM pg_class WHERE relname = 'job'`)).toEqual([]);
  await runtime.close();
  await move(env, url);
});

test('refuses a PostgreSQL database that is in use, has other data, or is unsuitable', async () => {
  const { runtime } = await startSource();
  await runtime.close();
  const { env } = runtime;
  const other = await filledSource();
  addIssues(other, 20_000);
  const moveResult = (url: string, source = env) =>
    move(source, url).then(
      () => 'moved',
      (error: { code: string }) => error.code,
    );

  const used = await createTarget();
  await (await openOn(env, used)).close();
  await query(used, `INSERT INTO setting VALUES ('x', '1', 1)`);
  expect(await moveResult(used)).toBe('move_target_not_empty');
  const foreign = await createTarget('template0');
  await query(foreign, 'CREATE TABLE invoices (id INT)');
  expect(await moveResult(foreign)).toBe('move_target_not_empty');
  expect(await query(foreign, `SELECT FROM pg_class WHERE relname = 'job'`)).toEqual([]);
  const inUse = await createTarget();
  const running = await openOn(env, inUse);
  expect(await moveResult(inUse)).toBe('move_target_in_use');
  await running.close();
  const half = await createTarget('template0');
  const proxy = await startCuttableProxy(half);
  proxy.cutAfter(300_000);
  expect(await moveResult(proxy.url, other)).toBe('move_interrupted');
  expect(await moveResult(half)).toBe('move_of_other_folder');
  expect(await moveResult(inUse.replace(/test_\w+/, 'nowhere'))).toBe('postgresql_unreachable');
  const latin = inUse.replace(/test_\w+/, `latin_${process.pid}`);
  await query(inUse, `CREATE DATABASE latin_${process.pid} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
  onTestFinished(async () => void (await query(half, `DROP DATABASE latin_${process.pid} WITH (FORCE)`)));
  expect(await moveResult(latin)).toBe('postgresql_collation');

  expect(await startResult(env, undefined)).toBe('started'); // the data folder is unchanged
  expect(await moveResult(inUse)).toBe('moved');
});

test('applies migrations first; another version of the product does not continue a move', async () => {
  const { runtime } = await startSource();
  await runtime.close();
  const earlierMigrations = join(runtime.env.dataDir, 'earlier');
  await cp(migrationsFolder, earlierMigrations, { recursive: true });
  const last = migrationsOnDisk().at(-1) as string;
  await rm(join(earlierMigrations, last), { recursive: true });
  const dataDir = join(runtime.env.dataDir, 'older');
  await mkdir(dataDir);
  await applyMigrations(databasePath(dataDir), earlierMigrations);
  const old = { ...runtime.env, dataDir };
  await move(old, await createTarget('template0'));
  expect(await startResult(old, undefined)).toBe('database_moved');

  const env = await filledSource();
  const url = await createTarget('template0');
  const proxy = await startCuttableProxy(url);
  proxy.cutAfter(200_000);
  await expect(move(env, proxy.url)).rejects.toMatchObject({ code: 'move_interrupted' });
  await query(url, `DELETE FROM _prisma_migrations WHERE migration_name LIKE '2026%_review_owners'`);
  await expect(move(env, url)).rejects.toMatchObject({ code: 'move_target_outdated' });
});

test('before copying anything, refuses values that PostgreSQL cannot store; reports values that the move adjusts', async () => {
  const env = await filledSource();
  const url = await createTarget();
  changeSqlite(env, `UPDATE job SET account = x'00' WHERE id = 1`);
  await expect(move(env, url)).rejects.toMatchObject({
    code: 'move_value',
    params: { table: 'job', column: 'account', row: 'id 1' },
  });
  changeSqlite(env, `UPDATE job SET account = 'a' || char(0) || 'b', created_at = 12.75 WHERE id = 1`);
  expect(await startResult(env, undefined)).toBe('started');
  expect((await move(env, url)).adjusted).toEqual([
    { table: 'job', column: 'account', values: 1 },
    { table: 'job', column: 'created_at', values: 1 },
  ]);
  const [job] = await query<{ account: string; created_at: string }>(
    url,
    'SELECT account, created_at FROM job WHERE id = 1',
  );
  expect(job).toEqual({ account: 'a\ufffdb', created_at: '12' });
});

test('refuses a NUL in the audit log, whose entries must not change', async () => {
  const { runtime } = await startSource();
  const actor = { kind: 'shell', id: '1', role: 'owner' } as const;
  await runtime.auditLog.append({
    actor,
    action: 'signIn',
    outcome: 'done',
    object: { kind: 'job', id: '1', name: 'a\0b' },
  });
  await runtime.close();
  await expect(move(runtime.env, await createTarget())).rejects.toMatchObject({
    code: 'move_value',
    params: { table: 'audit_entry', column: 'object_name', row: 'id 1' },
  });
});

test('an incomplete move can be undone, and begun again', async () => {
  const env = await filledSource();
  addIssues(env, 20_000);
  const url = await createTarget();
  const proxy = await startCuttableProxy(url);
  proxy.cutAfter(300_000);
  await expect(move(env, proxy.url)).rejects.toMatchObject({ code: 'move_interrupted' });
  expect(await pintd(env, ['move:undo'])).toMatchObject({ status: 0, err: expect.stringContaining('was not changed') });
  expect(await pintd(env, ['move:undo'])).toMatchObject({ status: 1, err: expect.stringContaining('nothing to undo') });
  expect([await startResult(env, undefined), await startResult(env, url)]).toEqual(['started', 'move_incomplete']);
  expect((await pintd(env, ['apikey:create', 'another'])).status).toBe(0);
  changeSqlite(env, 'DELETE FROM issue; UPDATE job SET account = 7');
  const { setting: _, ...original } = contentOfSqlite(env);
  await move(env, url);
  const { setting: __, ...copied } = await contentOfPostgresql(url);
  expect(copied).toEqual(original);
});

test('a complete move is undone only with --give-up-changes, and events that may have been sent since count as resent', async () => {
  const product = await startSource(SETTINGS);
  const { runtime, sandbox } = product;
  const job = await product.export(validLines(RECORDS));
  await runtime.close();
  const { env } = runtime;
  const url = await createTarget();
  await move(env, url);
  const moved = await openOn(env, url);
  expect(await continueJob(moved, job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
  await moved.close();
  const bodies = new Set((await sandbox.received()).map(({ body_sha256 }) => body_sha256));

  const refused = await pintd(env, ['move:undo']);
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('--give-up-changes')]);
  expect(await startResult(env, undefined)).toBe('database_moved');
  const undone = await pintd(env, ['move:undo', '--give-up-changes']);
  expect([undone.status, JSON.parse(undone.out)]).toEqual([0, expect.objectContaining({ unfinished_jobs: 1 })]);
  const back = await openOn(env, undefined);
  const ended = await continueJob(back, job);
  expect(ended).toMatchObject({ state: 'success', records: ALL_ACCEPTED, resentAfterUnknown: RECORDS });
  const bodiesAfter = (await sandbox.received()).map(({ body_sha256 }) => body_sha256);
  expect(bodiesAfter.filter((body) => !bodies.has(body))).toEqual([]);
  await back.close();
  expect(await pintd(env, ['audit:verify'])).toMatchObject({ status: 0 });
});

test('the target comes from an option or the settings; a password on the command line is reported', async () => {
  const { runtime } = await startSource();
  await runtime.close();
  const { env } = runtime;
  expect(await pintd(env, ['move'])).toMatchObject({ status: 1, err: expect.stringContaining('--to-file FILE') });
  expect(await pintd(env, ['move', '--to', 'mysql://x:hidden@db/y'])).toMatchObject({
    status: 1,
    err: expect.stringContaining('--to must give the URL'),
  });
  const file = join(env.dataDir, 'url');
  await writeFile(file, 'mysql://x:hidden@db/y');
  for (const [option, value] of [
    ['--to', 'mysql://x:hidden@db/y'],
    ['--to', 'postgresql://127.0.0.1:1/nothing'],
    ['--to-file', file],
    ['--to-file', join(env.dataDir, 'missing')],
  ] as const) {
    const { status, err } = await pintd(env, ['move', option, value]);
    expect({ status, err }).toEqual({ status: 1, err: expect.not.stringMatching(/DATABASE_URL|hidden/) });
  }
  const withPassword = (await createTarget()).replace('postgres@', 'postgres:hunter7@');
  const visible = await pintd(env, ['move', '--to', withPassword, '--json']);
  expect(visible).toMatchObject({ status: 0, err: expect.stringMatching(/can see a password(?!.*hunter7)/s) });
  expect(JSON.parse(visible.out)).toMatchObject({ adjusted: [], tables: expect.arrayContaining([expect.anything()]) });
  expect(visible.out).not.toContain('hunter7');
  expect(await pintd({ dataDir: join(env.dataDir, 'nothing') }, ['move'], withPassword)).toMatchObject({
    status: 1,
    err: expect.stringContaining('has no SQLite database'),
  });
});
