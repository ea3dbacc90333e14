import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgresqlPair } from '../../tests/kit/postgresql-server.ts';
import type { CampaignOptions } from '../kit/campaign.ts';
import { every, range } from '../kit/concurrency.ts';
import { Console } from '../kit/console.ts';
import type { Findings } from '../kit/findings.ts';
import type { Random } from '../kit/random.ts';
import { addsUp, faultsIn } from '../kit/verdict.ts';
import { callsOfFormerOwners, type Takeover, takeovers } from './calls.ts';
import { accounts, Cluster } from './cluster.ts';
import { planQueries, reportPlannedTimes } from './planned-times.ts';
import { mostJobsOfOneAccount } from './watch.ts';

const MACHINES = 4;
const SECONDS = 600;
const KILL_EVERY_MS = 2000;
/** A machine that is suspended this long loses its leases, and then continues. */
const SUSPENDED_MS = 6000;
const RESTART_EVERY_MS = 50_000;
const CUT_EVERY_MS = 25_000;
const BATCH = 50;
const ACCOUNTS = accounts(4);
/** Enough for jobs to be waiting until the end, although two of an account run at a time. */
const JOBS_PER_MINUTE_AND_ACCOUNT = 5;
const RECORDS = 4000;
const MAX_TAKEOVER_MS = 5000;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: String(BATCH), PINTD_CALLS_IN_FLIGHT: '4' };
/**
 * Slow responses, so that calls are in flight at each fault, with different latencies, so that they arrive out of
 * order.
 */
const LATENCY = [{ match: { call: { every: 3 } }, do: { latencyMs: 1000 } }, { do: { latencyMs: 400 } }];

interface Stop {
  readonly at: number;
  readonly pid: number;
}

/** A fault of the database or its network, in ms since 1970. */
interface Fault {
  readonly kind: 'restart' | 'cut';
  readonly from: number;
  readonly to: number;
}

/** What has happened to a cluster. */
interface Observed {
  readonly kills: Stop[];
  readonly suspensions: Stop[];
  readonly faults: Fault[];
  polls: number;
  readonly badSums: string[];
  mostPerAccount: number;
}

function nothingObserved(): Observed {
  return { kills: [], suspensions: [], faults: [], polls: 0, badSums: [], mostPerAccount: 0 };
}

/**
 * Every two seconds, the worker of one of four machines is killed or suspended, while their database is restarted and
 * their connections are cut.
 */
export async function surviveOutages(
  findings: Findings,
  { scale, random, folder, port }: CampaignOptions,
): Promise<void> {
  const pair = await startPostgresqlPair();
  const cluster = await Cluster.open({
    folder: join(folder, 'outages'),
    port,
    random: random.for('outages'),
    databaseUrl: pair.urlOf('postgres'),
    settings: SETTINGS,
    script: LATENCY,
  });
  const { settings } = cluster.deployment;
  const consoles = range(2).map((index) => new Console(port + 1 + index, settings, 'lib/web/main.ts'));
  try {
    const seconds = Math.max(20, SECONDS * scale);
    for (const account of ACCOUNTS)
      for (const index of range(Math.ceil((seconds / 60) * JOBS_PER_MINUTE_AND_ACCOUNT)))
        await cluster.export(`${account}-${index}`, account, { records: RECORDS });
    await planQueries(cluster);
    for (const machine of range(MACHINES)) cluster.startWorker(machine);
    for (const console of consoles) console.start();
    for (const console of consoles) await console.waitUntilReady();
    const observed = nothingObserved();
    observed.mostPerAccount = await mostJobsOfOneAccount(cluster, () =>
      injectFaults(cluster, consoles, observed, { seconds, random, restart: () => pair.primary().restart() }),
    );
    await cluster.deployment.sandbox.setScript([]);
    const stuck = await cluster.untilAllEnded(120_000);
    await report(findings, cluster, observed, stuck);
  } finally {
    for (const console of consoles) await console.killAll();
    await cluster.close();
    await pair.close();
  }
}

interface FaultOptions {
  readonly seconds: number;
  readonly random: Random;
  readonly restart: () => Promise<void>;
}

async function injectFaults(
  cluster: Cluster,
  consoles: readonly Console[],
  observed: Observed,
  options: FaultOptions,
): Promise<void> {
  const until = Date.now() + options.seconds * 1000;
  const suspended = new Set<number>();
  const resuming: Promise<void>[] = [];
  await Promise.all([
    every(KILL_EVERY_MS, until, () => {
      const machine = options.random.pick(range(MACHINES).filter((index) => !suspended.has(index)));
      if (suspended.size === 0 && options.random.chance(0.25))
        resuming.push(suspend(cluster, machine, suspended, observed));
      else observed.kills.push(kill(cluster, machine));
    }),
    every(RESTART_EVERY_MS, until, async () => {
      const from = Date.now();
      await options.restart();
      observed.faults.push({ kind: 'restart', from, to: Date.now() });
    }),
    every(CUT_EVERY_MS, until, () => {
      cluster.network.cut();
      observed.faults.push({ kind: 'cut', from: Date.now(), to: Date.now() });
    }),
    every(100, until, () => poll(cluster, options.random.pick(consoles), options.random, observed)),
    every(1000, until, async () => void (await cluster.resumePausedJobs().catch(() => {}))),
  ]);
  await Promise.all(resuming);
}

function kill(cluster: Cluster, machine: number): Stop {
  return { at: Date.now(), pid: cluster.restartWorker(machine) }; // the clock is read before another worker starts
}

async function suspend(
  cluster: Cluster,
  machine: number,
  suspended: Set<number>,
  { suspensions }: Observed,
): Promise<void> {
  const worker = cluster.worker(machine);
  worker.signal('SIGSTOP');
  suspensions.push({ at: Date.now(), pid: worker.pid });
  suspended.add(machine);
  await wait(SUSPENDED_MS);
  worker.signal('SIGCONT');
  suspended.delete(machine);
}

async function poll({ exported }: Cluster, console: Console, random: Random, observed: Observed): Promise<void> {
  const { job } = random.pick(exported);
  const status = await console.job(job);
  if (!status) return; // the database could not be reached
  observed.polls += 1;
  if (!addsUp(status.records)) observed.badSums.push(`job ${job}: ${JSON.stringify(status.records)}`);
}

async function report(
  findings: Findings,
  cluster: Cluster,
  observed: Observed,
  stuck: readonly string[],
): Promise<void> {
  const verdicts = await cluster.verify();
  const all = (...kinds: Parameters<typeof faultsIn>[1][]) => faultsIn(verdicts, ...kinds);
  const records = cluster.exported.reduce((sum, { file }) => sum + file.records, 0);
  const { kills, suspensions, faults } = observed;
  findings.note('records, in jobs', `${records.toLocaleString('en-US')}, ${cluster.exported.length}`);
  findings.note(
    `${MACHINES} workers with clocks up to 90 s apart: killed, suspended, restarts of the database, connections cut`,
    [kills.length, suspensions.length, countOf(faults, 'restart'), countOf(faults, 'cut')].join(', '),
  );
  findings.none('jobs that did not end', stuck);
  findings.none('records lost', all('lost'));
  findings.none('counters that differ from the file, or jobs without success', all('miscounted'));
  findings.none(
    'records missing, duplicated or wrong in the CSV of records that were not accepted',
    all('misreported'),
  );
  findings.none('events repeated with different bytes, or sent although invalid', all('changed', 'wronglySent'));
  findings.none('repeated events not counted in resent_after_unknown', all('unreported'));
  findings.none(
    `statuses with counters that do not add up, of ${observed.polls} from two web processes`,
    observed.badSums,
  );
  await reportPlannedTimes(findings, cluster);
  const claims = await cluster.claims();
  const calls = await cluster.startedCalls();
  const jobs = await cluster.jobsOfBodies();
  const late = callsOfFormerOwners(calls, claims, (body) => jobs.get(body));
  findings.none(`calls begun by a former owner, of ${calls.length}`, late);
  findings.atMost('maximum of jobs of one account at a time', observed.mostPerAccount, 2);
  for (const [fault, stops] of [
    ['killed', kills],
    ['suspended', suspensions],
  ] as const) {
    const waits = stops.flatMap((stop) => takeovers(claims, stop).map((takeover) => ({ ...takeover, at: stop.at })));
    const slow = waits.filter(({ ms }) => ms > MAX_TAKEOVER_MS);
    findings.none(
      `waits of over ${MAX_TAKEOVER_MS / 1000} s for another worker, of ${waits.length} after a worker was ${fault} (longest: ${longest(waits)})`,
      slow.map(
        ({ job, ms, at }) => `job ${job}: ${ms} ms; meanwhile: ${meanwhile(observed, at, at + ms) || 'no other fault'}`,
      ),
    );
  }
}

function countOf(faults: readonly Fault[], kind: Fault['kind']): number {
  return faults.filter((fault) => fault.kind === kind).length;
}

/** The faults between two times, with the milliseconds from the first time. */
function meanwhile({ kills, suspensions, faults }: Observed, from: number, to: number): string {
  const stops = [
    ...kills.map(({ at, pid }) => ({ kind: `process ${pid} killed`, from: at, to: at })),
    ...suspensions.map(({ at, pid }) => ({ kind: `process ${pid} suspended`, from: at, to: at + SUSPENDED_MS })),
  ];
  return [...faults, ...stops]
    .filter((fault) => fault.from < to && fault.to > from)
    .sort((a, b) => a.from - b.from)
    .map((fault) => `${fault.kind} ${fault.from - from}–${fault.to - from}`)
    .join(', ');
}

function longest(waits: readonly Takeover[]): string {
  return `${(Math.max(0, ...waits.map(({ ms }) => ms)) / 1000).toFixed(1)} s`;
}
