// Several workers on one PostgreSQL, as if on several machines.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { perform } from '../lib/commands/perform.ts';
import { getJobDetails } from '../lib/commands/rows/jobs.ts';
import type { Job } from '../lib/core/job/job.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { findReadinessProblems } from '../lib/runtime/stores/readiness.ts';
import { OWNER } from './kit/actors.ts';
import { executeElsewhere, readElsewhere, settingsOf } from './kit/elsewhere.ts';
import { query, startPostgresql, startPostgresqlPair } from './kit/postgresql-server.ts';
import { startProduct, type TestProduct } from './kit/product.ts';
import { IS_WHOLE } from './kit/whole.ts';

const WORKER = resolve(import.meta.dirname, '../lib/worker/main.ts');
const ACCOUNTS = ['549764609761', '549764609762'];
/** Calls of each account that get a response before a worker is killed. */
const CALLS_BEFORE_KILL = 10;

/** A change of a running job's lease after it had expired, or by another owner. */
interface Lapse {
  readonly job: number;
  /** By the database's clock, in milliseconds since 1970. */
  readonly at: number;
  /** When the lease expired; 0 if its owner was found dead. */
  readonly lease_until: number;
  readonly is_taken_over: boolean;
}

const NOTE_LAPSES = `
  CREATE TABLE lapse (job INTEGER, at DOUBLE PRECISION, lease_until BIGINT, is_taken_over BOOLEAN);
  CREATE FUNCTION note_lapse() RETURNS TRIGGER LANGUAGE plpgsql AS $$
    DECLARE now_ms DOUBLE PRECISION := extract(epoch FROM clock_timestamp()) * 1000;
    BEGIN
      IF NEW.fence > OLD.fence OR OLD.lease_until < now_ms THEN
        INSERT INTO lapse VALUES (OLD.id, now_ms, OLD.lease_until, NEW.fence > OLD.fence);
      END IF;
      RETURN NULL;
    END $$;
  CREATE TRIGGER lapsed AFTER UPDATE OF lease_until ON job FOR EACH ROW
    WHEN (OLD.state = 'running' AND NEW.state = 'running') EXECUTE FUNCTION note_lapse()`;

/** Lines of CSV with `count` records, whose ids are unique among all jobs of a test. */
function linesOf(job: number, count: number): string[] {
  const time = Math.floor(Date.now() / 1000) - 60;
  const records = Array.from({ length: count }, (_, i) => `checkout,web,${time},job${job}-${i},user${i}@mail.example`);
  return ['event_name,action_source,event_time,event_id,em', ...records];
}

/** A worker whose own clock is wrong by `skewMs`. */
async function startWorker({ runtime, sandbox }: TestProduct, skewMs: number): Promise<ChildProcess> {
  const skew = `data:text/javascript,const now=Date.now;Date.now=()=>now()+${skewMs}`;
  const worker = spawn(process.execPath, ['--import', skew, WORKER], {
    env: {
      ...process.env,
      ...settingsOf(runtime),
      PINTEREST_API_BASE_URL: sandbox.url,
      PINTD_LOG_LEVEL: 'silent',
      PINTD_MAX_EVENTS_PER_CALL: '50',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void worker.kill('SIGKILL'));
  await once(worker, 'message'); // until it is ready
  return worker;
}

test('workers with wrong clocks share the jobs, and take over a job only if its worker was killed or its lease ended', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '50' });
  const { runtime, sandbox } = product;
  await query(runtime.env.databaseUrl ?? '', NOTE_LAPSES);
  // No job can end before a worker is killed.
  sandbox.setScript([{ match: { call: { from: CALLS_BEFORE_KILL + 1 } }, do: { held: true } }]);
  const jobs: Job[] = [];
  for (let n = 0; n < 8; n++)
    jobs.push(await product.export(linesOf(n, 1000), { ad_account_id: ACCOUNTS[n % ACCOUNTS.length] }));
  const runningAccounts = async () =>
    (await runtime.jobs.list({ limit: 100, state: 'running' })).map(({ account }) => account);
  let isDone = false;
  const maxJobsAtOnce = measureMaxJobsAtOnce(runningAccounts, () => isDone);

  const workers = await Promise.all([0, 45_000, -45_000].map((skewMs) => startWorker(product, skewMs)));
  for (const account of ACCOUNTS)
    await expect.poll(async () => (await sandbox.received(account)).length).toBeGreaterThan(CALLS_BEFORE_KILL);
  expect(await findReadinessProblems(runtime.env, { now: Date.now() - 45_000, reserveBytes: 0 })).toEqual([]);
  const [{ owner } = { owner: '' }] = await runningJobs(product);
  const killed = workers.find(({ pid }) => owner.includes(`:${pid}:`));
  killed?.kill('SIGSTOP'); // so that it ends no job while its jobs are read
  const owned = (await runningJobs(product)).filter((job) => job.owner === owner).map(({ id }) => id);
  killed?.kill('SIGKILL');
  sandbox.setScript([]);
  const stateOf = async () =>
    new Set((await runtime.jobs.byIds(jobs.map(({ id }) => id))).values().map(({ state }) => state));
  await expect.poll(stateOf).toEqual(new Set(['success']));
  isDone = true;

  const lapses = await readElsewhere<Lapse>(runtime, 'SELECT * FROM lapse ORDER BY job');
  // A busy machine delays heartbeats. A job whose owner was late may be taken over, or exceed the account's limit.
  const lateLapses = lapses.filter(({ lease_until }) => lease_until > 0);
  const isLate = (id: number) => lateLapses.some(({ job }) => job === id);
  for (const { lease_until, at } of lateLapses) expect(at).toBeGreaterThan(lease_until);
  const takenOver = lapses.filter(({ is_taken_over }) => is_taken_over).map(({ job }) => job);
  expect(takenOver.filter((id) => !isLate(id))).toEqual(owned.filter((id) => !isLate(id)));
  expect(takenOver).toEqual(expect.arrayContaining(owned));
  expect(await maxJobsAtOnce).toBeLessThanOrEqual(2 + lateLapses.length);

  const ended = [...(await runtime.jobs.byIds(jobs.map(({ id }) => id))).values()];
  for (const { id, records, deaths } of ended)
    expect([records.read, records.accepted, isLate(id) || deaths === 0]).toEqual([1000, 1000, true]);
  const unique = await Promise.all(ACCOUNTS.map((account) => sandbox.unique(account)));
  expect(unique.map((events) => events.length)).toEqual([4000, 4000]);
  const repeats = (await sandbox.received()).length * 50 - 8000;
  const counted = ended.reduce((sum, { resentAfterUnknown }) => sum + resentAfterUnknown, 0);
  expect(repeats).toBeLessThanOrEqual(counted); // the repeat of a call that may not have been sent is counted, too
});

test.skipIf(!IS_WHOLE)('jobs continue after the database has restarted, and no record is lost', async () => {
  const server = await startPostgresql(['fsync=off', 'listen_addresses=']); // a restart keeps what was committed
  onTestFinished(() => server.close());
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '50', DATABASE_URL: server.urlOf('postgres') });
  const { runtime, sandbox } = product;
  sandbox.setScript([{ do: { latencyMs: 100 } }]);
  const jobs: Job[] = [];
  for (const [n, account] of ACCOUNTS.entries())
    jobs.push(await product.export(linesOf(n, 3000), { ad_account_id: account }));
  await Promise.all([startWorker(product, 0), startWorker(product, 0)]);
  for (const calls of [20, 50, 80]) {
    await expect.poll(async () => (await sandbox.received()).length).toBeGreaterThan(calls);
    await server.restart();
  }
  const ended = async () => [...(await runtime.jobs.byIds(jobs.map(({ id }) => id))).values()];
  await expect
    .poll(async () => (await ended().catch(() => [])).map(({ state }) => state))
    .toEqual(['success', 'success']);
  for (const { records } of await ended()) expect([records.read, records.accepted]).toEqual([3000, 3000]);
  const unique = await Promise.all(ACCOUNTS.map((account) => sandbox.unique(account)));
  expect(unique.map((events) => events.length)).toEqual([3000, 3000]);
  const repeats = (await sandbox.received()).length * 50 - 6000;
  expect(repeats).toBeLessThanOrEqual(
    (await ended()).reduce((sum, { resentAfterUnknown }) => sum + resentAfterUnknown, 0),
  );
});

test('a job is held back while commits could be lost, then continues, also on the standby after a failover', async () => {
  const pair = await startPostgresqlPair();
  onTestFinished(() => pair.close());
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '50', DATABASE_URL: pair.urlOf('postgres') });
  const { runtime, sandbox } = product;
  sandbox.setScript([{ do: { latencyMs: 100 } }]);
  const job = await product.export(linesOf(0, 10_000));
  await Promise.all([startWorker(product, 0), startWorker(product, 0)]);
  const stateOf = async () => (await runtime.jobs.find(job.id))?.state;
  const failedChecks = async () =>
    (await findReadinessProblems(runtime.env, { now: Date.now(), reserveBytes: 0 })).map(({ check }) => check);
  const untilMoreCalls = async () => {
    const calls = (await sandbox.received()).length;
    await expect.poll(async () => (await sandbox.received()).length).toBeGreaterThan(calls + 5);
  };
  await untilMoreCalls();
  expect(await failedChecks()).toEqual([]);

  await pair.setSynchronousStandbys('');
  expect(await failedChecks()).toEqual(['replication']);
  const heldBack = { code: 'postgresql_asynchronous' };
  const details = () => perform(getJobDetails, { job: job.id }, OWNER, runtime);
  // Both are polled: a worker that has not noticed the change yet may claim the job that the other worker released.
  await expect
    .poll(() => viewJob(runtime, job.id))
    .toMatchObject({ state: 'queued', heldBackBy: heldBack, isWorkerAlive: true });
  await expect.poll(details).toMatchObject({
    held_back: { ...heldBack, message: expect.stringContaining('synchronous_standby_names') },
    worker_alive: true,
  });
  await pair.setSynchronousStandbys('standby');
  await expect.poll(() => viewJob(runtime, job.id)).toMatchObject({ state: 'running', heldBackBy: null });
  await untilMoreCalls();

  await pair.promote();
  await untilMoreCalls();
  expect(await failedChecks()).toEqual([]); // without a standby, which is allowed
  await pair.attachStandby();
  await expect.poll(() => stateOf().catch(() => undefined)).toBe('success');
  const ended = await runtime.jobs.find(job.id);
  expect([ended?.records.read, ended?.records.accepted]).toEqual([10_000, 10_000]);
  expect((await sandbox.unique(ACCOUNTS[0] ?? '')).length).toBe(10_000);
  expect((await sandbox.received()).length * 50 - 10_000).toBeLessThanOrEqual(ended?.resentAfterUnknown ?? 0);
});

test('a process of the previous version stays ready after the migrations of the next version', async () => {
  const product = await startProduct();
  await startWorker(product, 0);
  await executeElsewhere(
    product.runtime,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
      VALUES ('later', '', '99990101000000_later', now(), 1)`,
  );
  expect(await findReadinessProblems(product.runtime.env, { now: Date.now(), reserveBytes: 0 })).toEqual([]);
});

function runningJobs({ runtime }: TestProduct): Promise<{ id: number; owner: string }[]> {
  return readElsewhere(runtime, `SELECT id, owner FROM job WHERE state = 'running' ORDER BY id`);
}

/** Watches until `isDone`; returns the maximum number of jobs of one account that ran at a time. */
async function measureMaxJobsAtOnce(
  accounts: () => Promise<readonly string[]>,
  isDone: () => boolean,
): Promise<number> {
  let max = 0;
  while (!isDone()) {
    const counts = Map.groupBy(await accounts(), (account) => account);
    max = Math.max(max, ...counts.values().map((jobs) => jobs.length));
  }
  return max;
}
