import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EXIT_REFUSED } from '#lib/start/as-child.ts';
import { startPostgresql } from '../../../tests/kit/postgresql-server.ts';
import type { CampaignOptions } from '../../kit/campaign.ts';
import { NoCheckout } from '../../kit/checkout.ts';
import { range } from '../../kit/concurrency.ts';
import type { Findings } from '../../kit/findings.ts';
import type { Program } from '../../kit/process.ts';
import { faultsIn, type Verdict } from '../../kit/verdict.ts';
import { pausesOf, type StartedCall, startsOfWork } from '../calls.ts';
import { accounts, Cluster } from '../cluster.ts';
import { openPreviousVersion, type PreviousVersion } from './previous-version.ts';
import { type ObservedUpgrade, upgradeOneByOne } from './rolling-upgrade.ts';

const ROUNDS = 3;
const MAX_PAUSE_MS = 5000;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '50', PINTD_CALLS_IN_FLIGHT: '4', PINTD_LOG_LEVEL: 'warn' };
/** Slow responses, so that calls are in flight whenever a worker is stopped or killed. */
const LATENCY = [{ match: { call: { every: 3 } }, do: { latencyMs: 1500 } }, { do: { latencyMs: 800 } }];
/** Every version needs this column: its workers renew the lease while a job runs. */
const CONTRACTION = 'ALTER TABLE job DROP COLUMN lease_until';
const CONTROL_RECORDS = 10_000;
const CONTROL_CALLS = 10;
const CONTROL_MS = 30_000;

/** A round, and how its jobs compare with their files. */
interface Round {
  readonly observed: ObservedUpgrade;
  readonly verdicts: readonly Verdict[];
  readonly stuck: readonly string[];
  readonly pauses: readonly string[];
  readonly calls: readonly StartedCall[];
  readonly jobs: ReadonlyMap<string, number>;
}

/**
 * The previous version and this one on the same PostgreSQL: workers are replaced one by one (see docs/cluster.md).
 */
export async function upgrade(findings: Findings, options: CampaignOptions): Promise<void> {
  const folder = join(options.folder, 'upgrade');
  await mkdir(folder);
  let previous: PreviousVersion;
  try {
    previous = await openPreviousVersion(join(folder, 'previous'));
  } catch (error) {
    if (!(error instanceof NoCheckout)) throw error;
    // Without a previous version nothing is proved, so the figure fails.
    findings.equal('upgrade from the previous version', `not run: ${error.message}`, 'run');
    return;
  }
  const inCluster = <T>(name: string, work: (cluster: Cluster, previous: PreviousVersion) => Promise<T>) =>
    withCluster(name, previous, { ...options, folder }, (cluster) => work(cluster, previous));
  const rounds: Round[] = [];
  for (const index of range(Math.max(1, Math.round(ROUNDS * options.scale))))
    rounds.push(await inCluster(String(index), upgradeAndVerify));
  report(findings, previous, rounds);
  const faults = await inCluster('control', contractTooEarly);
  findings.atLeast('upgrade: faults found with a migration that drops a column in use', faults.length, 1);
}

async function withCluster<T>(
  name: string,
  { folder: checkout }: PreviousVersion,
  { folder, random, port }: CampaignOptions,
  work: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const server = await startPostgresql();
  try {
    const cluster = await Cluster.open({
      folder: join(folder, name),
      port,
      random: random.for(`upgrade/${name}`),
      databaseUrl: server.urlOf('postgres'),
      settings: SETTINGS,
      script: LATENCY,
      checkout,
    });
    try {
      return await work(cluster);
    } finally {
      await cluster.close();
    }
  } finally {
    await server.close();
  }
}

async function upgradeAndVerify(cluster: Cluster, previous: PreviousVersion): Promise<Round> {
  const observed = await upgradeOneByOne(cluster, previous);
  const { sandbox } = cluster.deployment;
  const stuck = await cluster.untilAllEnded(120_000);
  const verdicts = await cluster.verify();
  const pauses = pausesOf(sandbox.received.calls, MAX_PAUSE_MS, startsOfWork(await cluster.jobTimes()));
  return { observed, verdicts, stuck, pauses, calls: await cluster.startedCalls(), jobs: await cluster.jobsOfBodies() };
}

function report(findings: Findings, { commit, missing, packages }: PreviousVersion, rounds: readonly Round[]): void {
  const observed = rounds.map((round) => round.observed);
  const verdicts = rounds.flatMap((round) => round.verdicts);
  findings.note('upgrade: from commit, without the migrations', `${commit}, ${missing.join(' ')}`);
  findings.note('upgrade: packages of that version', packages);
  findings.note('upgrade: upgrades of three workers, and jobs', `${rounds.length}, ${verdicts.length}`);
  const late = rounds.flatMap((round) =>
    round.calls.filter((call) => call.at > round.observed.migratedAt && isPrevious(round, call)),
  );
  findings.atLeast('upgrade: calls of the previous version after the migrations', late.length, 1);
  const counts = rounds.map(countHandovers);
  const sum = (name: keyof ReturnType<typeof countHandovers>) =>
    counts.reduce((total, count) => total + count[name], 0);
  findings.atLeast('upgrade: jobs of the previous version that this one continued', sum('forward'), 1);
  findings.atLeast('upgrade: jobs of this version that the previous one continued', sum('back'), 1);
  findings.atLeast('upgrade: calls of the previous version that this one repeated', sum('repeated'), 1);
  findings.none(
    'upgrade: jobs that did not end',
    rounds.flatMap(({ stuck }) => stuck),
  );
  findings.none('upgrade: records lost', faultsIn(verdicts, 'lost'));
  findings.none(
    'upgrade: counters that differ from the file, or jobs without success',
    faultsIn(verdicts, 'miscounted'),
  );
  findings.none(
    'upgrade: records missing, duplicated or wrong in the CSV of records that were not accepted',
    faultsIn(verdicts, 'misreported'),
  );
  findings.none(
    'upgrade: events repeated with different bytes, or sent although invalid',
    faultsIn(verdicts, 'changed', 'wronglySent'),
  );
  findings.none('upgrade: repeated events not counted in resent_after_unknown', faultsIn(verdicts, 'unreported'));
  findings.none(
    `upgrade: pauses over ${MAX_PAUSE_MS / 1000} s of an account with jobs`,
    rounds.flatMap(({ pauses }) => pauses),
  );
  findings.none(
    'upgrade: warnings and errors in the logs of workers',
    observed.flatMap(({ previous, current }) => logged([...previous, ...current])),
  );
  findings.none(
    'upgrade: workers that were not ready, or did not stop cleanly',
    observed.flatMap(({ absences, badEnds }) => [...absences, ...badEnds]),
  );
  findings.none(
    'upgrade: commands of the previous version that did not continue after the migrations',
    observed.flatMap(({ failedCommands }) => failedCommands),
  );
  findings.none(
    'upgrade: workers of the previous version that were not refused when started again',
    observed.flatMap(({ restarted }) => (isRefusal(restarted, missing) ? [] : [restarted?.err ?? 'kept running'])),
  );
}

function isPrevious({ observed }: Round, call: StartedCall): boolean {
  return observed.previous.some(({ pid }) => pid === call.pid);
}

/** Counts jobs that a worker of the other version continued, by direction, and calls that this version repeated. */
function countHandovers(round: Round) {
  const { calls, jobs } = round;
  const counts = { forward: 0, back: 0, repeated: 0 };
  const changes = (inOrder: readonly StartedCall[]) =>
    inOrder.flatMap((call, index) => {
      const wasPrevious = isPrevious(round, inOrder[index - 1] ?? call);
      if (wasPrevious === isPrevious(round, call)) return [];
      return [wasPrevious ? ('forward' as const) : ('back' as const)];
    });
  for (const [job, callsOfJob] of Map.groupBy(calls, ({ body }) => jobs.get(body)))
    if (job !== undefined) for (const direction of new Set(changes(callsOfJob))) counts[direction] += 1;
  for (const callsOfBody of Map.groupBy(calls, ({ body }) => body).values())
    if (changes(callsOfBody).includes('forward')) counts.repeated += 1;
  return counts;
}

/** The lines that workers wrote to their logs. */
function logged(workers: readonly Program[]): string[] {
  return workers.flatMap(({ pid, out, err }) =>
    `${out}${err}`.split('\n').flatMap((line) => (line.trim() === '' ? [] : [`process ${pid}: ${line}`])),
  );
}

function isRefusal(ended: ObservedUpgrade['restarted'], missing: readonly string[]): boolean {
  return ended?.status === EXIT_REFUSED && missing.every((name) => ended.err.includes(name));
}

/**
 * The control: drops a column that the previous version uses, as would a migration that contracts too early. Returns
 * the faults found.
 */
async function contractTooEarly(cluster: Cluster, { folder: checkout }: PreviousVersion): Promise<string[]> {
  const [account = ''] = accounts(1);
  const { received } = cluster.deployment.sandbox;
  await cluster.export('control', account, { records: CONTROL_RECORDS });
  const worker = cluster.startWorker(0, checkout);
  while ((await received.update()) < CONTROL_CALLS) await wait(100);
  await cluster.query(CONTRACTION);
  const until = performance.now() + CONTROL_MS;
  for (;;) {
    await received.update();
    const calls = [...received.calls, { account, at: Date.now() }];
    const faults = [...logged([worker]), ...pausesOf(calls, MAX_PAUSE_MS)];
    if (faults.length > 0 || performance.now() > until) return faults;
    await wait(500);
  }
}
