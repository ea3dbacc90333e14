import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobObject } from '#lib/core/view/job-object.ts';
import { range } from '../../kit/concurrency.ts';
import { resultOf } from '../../kit/pintd.ts';
import { type CommandResult, type Program, root } from '../../kit/process.ts';
import { accounts, type Cluster } from '../cluster.ts';
import type { PreviousVersion } from './previous-version.ts';

const MACHINES = 3;
const ACCOUNTS = accounts(3);
const COMMAND_ACCOUNT = '549764609999';
const RECORDS = 2500;
/** Enough to last until the migrations, a few seconds later. */
const COMMAND_RECORDS = 8000;
/** Unfinished jobs of each account: two run at a time, and a worker that starts needs others to claim. */
const JOBS_AHEAD = 4;
const CALLS = 10;
/** Long, because a worker gets a job only if it looks for one before the workers that have just finished theirs. */
const SOON_MS = 180_000;

/** What was observed during an upgrade. */
export interface ObservedUpgrade {
  /** The workers of the previous version. */
  readonly previous: Program[];
  /** The workers of this version. */
  readonly current: Program[];
  /** In ms since 1970. */
  migratedAt: number;
  /** Stopped workers that did not exit with status 0. */
  readonly badEnds: string[];
  /** Moments at which a running worker had no lease. */
  readonly absences: string[];
  /** How the crashed worker ended when it was started again, as by a supervisor; undefined if it kept running. */
  restarted: CommandResult | undefined;
  /** Commands of the previous version that should have continued after the migrations. */
  readonly failedCommands: string[];
}

/**
 * Replaces the workers of three machines one after the other, while jobs run. The command line is the first process of
 * this version, so it applies the migrations while the previous version's workers run on all machines. A new worker is
 * stopped once among old ones, which continue its jobs, and the last old worker crashes and is started again.
 */
export async function upgradeOneByOne(
  cluster: Cluster,
  { folder: checkout, missing }: PreviousVersion,
): Promise<ObservedUpgrade> {
  const { pintd } = cluster.deployment;
  const observed: ObservedUpgrade = {
    previous: [],
    current: [],
    migratedAt: 0,
    badEnds: [],
    absences: [],
    restarted: undefined,
    failedCommands: [],
  };
  const running = new Set<Program>();
  const start = async (machine: number, folder: string) => {
    const worker = cluster.startWorker(machine, folder);
    (folder === root ? observed.current : observed.previous).push(worker);
    await Promise.race([once(worker.child, 'message'), worker.ended]); // until it is ready
    running.add(worker);
    await untilCalled(cluster, [worker]);
  };
  const stop = async (machine: number) => {
    const worker = cluster.worker(machine);
    running.delete(worker);
    worker.signal('SIGTERM');
    const { status, signal } = await worker.ended;
    if (status !== 0) observed.badEnds.push(`process ${worker.pid} ended with ${status ?? signal}`);
  };

  const upgraded = new AbortController();
  await addJobs(cluster);
  let adding = Promise.resolve();
  const meanwhile = Promise.all([
    repeat(200, upgraded.signal, () => {
      adding = addJobs(cluster);
      return adding;
    }),
    repeat(200, upgraded.signal, () => observeAbsences(cluster, running, observed)),
  ]);
  meanwhile.catch(() => {}); // it is awaited below
  try {
    await Promise.all(range(MACHINES).map((machine) => start(machine, checkout)));
    const command = await startCommand(cluster);
    pintd.checkout = root;
    await adding; // the previous version adds these jobs, and cannot be started after the migrations
    await pintd.list(1); // the first process of this version
    observed.migratedAt = await untilMigrated(cluster, missing);
    if (!command.program.isAlive) observed.failedCommands.push('ended before the migrations');
    await untilCalled(cluster, running, observed.migratedAt);
    await stop(0);
    await start(0, root);
    await stop(0);
    await start(0, root);
    await stop(1);
    await start(1, root);
    await untilCalled(cluster, [cluster.worker(2)], Date.now());
    running.delete(cluster.worker(2));
    await cluster.worker(2).kill();
    observed.restarted = await endOf(cluster.startWorker(2, checkout));
    await start(2, root);
    await endCommand(cluster, command, observed);
  } finally {
    upgraded.abort();
    await meanwhile;
  }
  return observed;
}

async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (; !signal.aborted; await wait(everyMs)) await work();
}

/** Creates jobs until each account has JOBS_AHEAD unfinished ones. */
async function addJobs(cluster: Cluster): Promise<void> {
  const rows = await cluster.query<{ account: string; jobs: string }>(
    `SELECT account, COUNT(*) AS jobs FROM job WHERE state IN ('queued', 'running', 'paused') GROUP BY account`,
  );
  const unfinished = new Map(rows.map(({ account, jobs }) => [account, Number(jobs)]));
  for (const account of ACCOUNTS)
    for (let jobCount = unfinished.get(account) ?? 0; jobCount < JOBS_AHEAD; jobCount += 1)
      await cluster.export(`${account}-${cluster.exported.length}`, account, { records: RECORDS });
}

/** Starts an export that waits for its job, which is still running when the migrations are applied. */
async function startCommand(cluster: Cluster) {
  const file = await cluster.write('command', { records: COMMAND_RECORDS });
  const args = ['export', file.path, '--result', resultOf({ ad_account_id: COMMAND_ACCOUNT })];
  const program = cluster.deployment.pintd.start(args);
  await untilFound('the job of the command', cluster, async () => {
    const [job] = await cluster.query(`SELECT id FROM job WHERE account = '${COMMAND_ACCOUNT}'`);
    return job;
  });
  return { file, program };
}

async function endCommand(
  cluster: Cluster,
  { file, program }: Awaited<ReturnType<typeof startCommand>>,
  { failedCommands }: ObservedUpgrade,
): Promise<void> {
  const ended = await endOf(program);
  if (ended?.status !== 0) return void failedCommands.push(ended?.err ?? 'did not end');
  const { job_id } = JSON.parse(ended.out) as JobObject;
  cluster.exported.push({ file, account: COMMAND_ACCOUNT, job: job_id });
}

async function observeAbsences(
  cluster: Cluster,
  running: ReadonlySet<Program>,
  { absences }: ObservedUpgrade,
): Promise<void> {
  const expected = [...running];
  const rows = await cluster.query<{ pid: string }>(
    'SELECT pid FROM worker WHERE lease_until > EXTRACT(EPOCH FROM clock_timestamp()) * 1000',
  );
  const alive = new Set(rows.map(({ pid }) => Number(pid)));
  for (const worker of expected)
    if (running.has(worker) && !alive.has(worker.pid)) absences.push(`process ${worker.pid} at ${Date.now()}`);
}

/** Waits for the newest of the migrations. Returns when it was applied. */
async function untilMigrated(cluster: Cluster, missing: readonly string[]): Promise<number> {
  return untilFound('the migrations', cluster, async () => {
    const [row] = await cluster.query<{ at: string | null }>(
      `SELECT FLOOR(EXTRACT(EPOCH FROM finished_at) * 1000) AS at FROM _prisma_migrations WHERE migration_name = '${missing.at(-1)}'`,
    );
    return row && Number(row.at);
  });
}

/** Waits until each of the workers has begun some calls since a time. */
async function untilCalled(cluster: Cluster, workers: Iterable<Program>, since = 0): Promise<void> {
  const pids = [...workers].map(({ pid }) => pid);
  await untilFound('calls of each worker', cluster, async () => {
    const calls = Map.groupBy(await cluster.startedCalls(), ({ pid }) => pid);
    const enough = (pid: number) => (calls.get(pid) ?? []).filter(({ at }) => at > since).length >= CALLS;
    return pids.every(enough) || undefined;
  });
}

async function untilFound<T>(name: string, cluster: Cluster, find: () => Promise<T | undefined>): Promise<T> {
  const until = performance.now() + SOON_MS;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (performance.now() > until)
      throw new Error(`Waited ${SOON_MS / 1000} s in vain for ${name}.\n${cluster.output}`);
    await wait(100);
  }
}

/** How a program ended by itself; undefined if it kept running and was killed. */
async function endOf(program: Program): Promise<CommandResult | undefined> {
  const ended = await Promise.race([program.ended, wait(SOON_MS, undefined, { ref: false })]);
  if (!ended) await program.kill();
  return ended;
}
