import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NO_DIGESTS } from '#lib/core/delivery/digests.ts';
import type { Batch, JobLedger } from '#lib/core/delivery/ledger.ts';
import { tabulate } from '#lib/core/delivery/outcome-table.ts';
import { type PostgresqlServer, startPostgresql } from '../../tests/kit/postgresql-server.ts';
import { createDatabase } from '../database/databases.ts';
import type { CampaignOptions } from '../kit/campaign.ts';
import { range } from '../kit/concurrency.ts';
import type { Findings } from '../kit/findings.ts';
import type { Program } from '../kit/process.ts';
import { Product } from '../kit/product.ts';
import { accounts, Cluster } from './cluster.ts';
import { isProcessorTimeKnown, processorTimeOf } from './processor-time.ts';

/** A file whose records are never read. */
const FILE = `event_name,action_source,event_time,event_id,em
checkout,web,1790000000,e1,user@mail.example
`;

/**
 * How often each case is measured, in turn with the others, because a machine's speed varies. The median counts.
 */
const ROUNDS = 3;

const BATCHES = 3000;
const WARM_UP = 500;
const CALLS_IN_FLIGHT = 8;
const EVENTS = 1000;
const MAX_MS_PER_BATCH = 1;
const MAX_RATIO_TO_SQLITE = 4;

const WORKERS = 4;
/** Enough jobs for each worker to get some. */
const JOBS_PER_ACCOUNT = 2;
const RECORDS = 150_000;
const MAX_RATIO_TO_APART = 1.1;

/** The processor time of the ledger on both databases, and of several workers on one database or on a database each. */
export async function measureCost(findings: Findings, options: CampaignOptions): Promise<void> {
  if (!isProcessorTimeKnown) return findings.note('processor time', 'not known on this platform');
  const server = await startPostgresql(['fsync=off', 'listen_addresses=']);
  try {
    await costOfLedger(findings, server, options);
    await costOfWorkers(findings, server, options);
  } finally {
    await server.close();
  }
}

async function costOfLedger(
  findings: Findings,
  server: PostgresqlServer,
  { scale, folder }: CampaignOptions,
): Promise<void> {
  const batchCount = Math.max(2000, Math.round(BATCHES * scale));
  const costs = await inTurn({
    sqlite: (round) => ledgerCost({ dataDir: join(folder, `sqlite-${round}`), settings: {} }, [], batchCount),
    postgresql: async (round) => {
      const settings = { DATABASE_URL: await createDatabase(server, `ledger_${round}`) };
      return ledgerCost({ dataDir: join(folder, `postgresql-${round}`), settings }, [server.pid()], batchCount);
    },
  });
  findings.atMost(
    'processor time of the ledger on PostgreSQL per batch, product and server',
    costs.postgresql,
    MAX_MS_PER_BATCH,
    ' ms',
  );
  const ratio = costs.postgresql / costs.sqlite;
  findings.atMost(`relative to SQLite, ${costs.sqlite.toFixed(2)} ms`, ratio, MAX_RATIO_TO_SQLITE, ' times');
}

/** The processor time of intents and outcomes per batch, in ms. `servers`: the processes of the database. */
async function ledgerCost(
  options: { dataDir: string; settings: Readonly<Record<string, string>> },
  servers: readonly number[],
  batchCount: number,
): Promise<number> {
  const product = await Product.open(options);
  try {
    const { jobClaims, owner } = product.runtime;
    const { id } = await product.export(FILE, { test_event: true }); // without the sent ledger
    const ledger = await jobClaims.claim(id, owner, ['queued']);
    if (!ledger) throw new Error('the job could not be claimed');
    await writeBatches(ledger, 0, WARM_UP);
    const work = () => writeBatches(ledger, WARM_UP, batchCount);
    return (await processorTimeIn([process.pid, ...servers], work)) / batchCount;
  } finally {
    await product.close();
  }
}

/** Writes intents and outcomes to the ledger, as for calls whose events are all accepted. */
async function writeBatches(ledger: JobLedger, from: number, count: number): Promise<void> {
  const running = new Set<Promise<unknown>>();
  for (const index of range(count)) {
    while (running.size >= CALLS_IN_FLIGHT) await Promise.race(running);
    const batch = await writeIntent(ledger, from + index);
    const settling = settle(ledger, batch).finally(() => running.delete(settling));
    running.add(settling);
  }
  await Promise.all(running);
}

async function writeIntent(ledger: JobLedger, index: number): Promise<Batch> {
  const at = (records: number) => ({ byte: 100 * records, record: records, line: records + 1 });
  const from = at(EVENTS * index);
  const to = at(EVENTS * (index + 1));
  const range = { from, lastRecord: to.record, endByte: to.byte, leftOut: [] };
  const batch = await ledger.recordIntent(
    { from, to, read: EVENTS, invalid: tabulate([]), noted: [], repeats: 0 },
    { name: String(index + 1), ...range, events: EVENTS, bodySha256: 'a'.repeat(64) },
  );
  if (!batch) throw new Error('an intent was not stored');
  return batch;
}

async function settle(ledger: JobLedger, batch: Batch): Promise<void> {
  const counts = { accepted: EVENTS, rejected: 0, uncertain: 0 };
  const exchange = { status: 200, requestId: '1234567890', latencyMs: 100 };
  const settlement = { state: 'done', ...counts, records: [], digests: NO_DIGESTS, exchange, extraCalls: 0 } as const;
  const facts = { batch: batch.name, events: EVENTS, accepted: EVENTS, rejected: 0, milliseconds: exchange.latencyMs };
  await Promise.all([ledger.settle(batch, settlement), ledger.log('info', 'batch_accepted', facts)]);
}

/**
 * Compares four accounts on four workers of one database with the same four workers on a database each, so that both
 * load the machine equally: processor time per event grows with the load, whether or not anything is shared.
 */
async function costOfWorkers(
  findings: Findings,
  server: PostgresqlServer,
  { scale, random, folder, port }: CampaignOptions,
): Promise<void> {
  const recordCount = Math.max(50_000, Math.round(RECORDS * scale));
  const clusters: Cluster[] = [];
  try {
    for (const index of range(WORKERS))
      clusters.push(
        await Cluster.open({
          folder: join(folder, `cost-${index}`),
          port,
          random: random.for(`cost-${index}`),
          databaseUrl: await createDatabase(server, `cost_${index}`),
        }),
      );
    const [first, ...others] = clusters;
    if (!first) return;
    const accountsLeft = accounts(ROUNDS * (1 + 2 * WORKERS)).values();
    const workersAt = (cluster: Cluster, workerCount: number): WorkersAt => ({
      cluster,
      accounts: accountsLeft.take(workerCount).toArray(),
    });
    const costs = await inTurn({
      alone: () => workersCost([workersAt(first, 1)], server, recordCount),
      apart: () =>
        workersCost(
          [first, ...others].map((cluster) => workersAt(cluster, 1)),
          server,
          recordCount,
        ),
      together: () => workersCost([workersAt(first, WORKERS)], server, recordCount),
    });
    const microseconds = (milliseconds: number) => `${(1000 * milliseconds).toFixed(1)} µs`;
    findings.note('processor time per event, one account on one worker', microseconds(costs.alone));
    findings.note(`the same, ${WORKERS} at once, each with a database of its own`, microseconds(costs.apart));
    findings.atMost(
      `the same, ${WORKERS} accounts on ${WORKERS} workers of one database, relative to that`,
      costs.together / costs.apart,
      MAX_RATIO_TO_APART,
      ' times',
    );
  } finally {
    for (const cluster of clusters) await cluster.close();
  }
}

interface WorkersAt {
  readonly cluster: Cluster;
  /** One for each of its workers. */
  readonly accounts: readonly string[];
}

/** The processor time per event, in ms, of the server and of one worker for each account. */
async function workersCost(all: readonly WorkersAt[], server: PostgresqlServer, recordCount: number): Promise<number> {
  const workers = (await Promise.all(all.map(startWorkers))).flat();
  const milliseconds = await processorTimeIn([server.pid(), ...workers.map(({ pid }) => pid)], async () => {
    await Promise.all(all.map((group) => exportAll(group, recordCount)));
  });
  for (const worker of workers) worker.signal('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  return milliseconds / (recordCount * JOBS_PER_ACCOUNT * workers.length);
}

async function startWorkers({ cluster, accounts: workerAccounts }: WorkersAt): Promise<Program[]> {
  const workers = workerAccounts.map((_, machine) => cluster.startWorker(machine));
  while ((await cluster.query('SELECT 1 FROM worker')).length < workers.length) await wait(100);
  return workers;
}

async function exportAll({ cluster, accounts: workerAccounts }: WorkersAt, recordCount: number): Promise<void> {
  for (const job of range(JOBS_PER_ACCOUNT)) {
    for (const account of workerAccounts)
      await cluster.export(`cost-${account}-${job}`, account, { records: recordCount, invalidShare: 0 });
  }
  const stuck = await cluster.untilAllEnded(600_000);
  if (stuck.length > 0) throw new Error(stuck.join('\n'));
}

/** The medians of several measures, taken in turn. */
async function inTurn<Name extends string>(
  measures: Readonly<Record<Name, (round: number) => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(measures) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const round of range(ROUNDS)) for (const name of names) measured[name].push(await measures[name](round));
  return Object.fromEntries(names.map((name) => [name, median(measured[name])])) as Record<Name, number>;
}

/** The median of an odd number of values. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? Number.NaN;
}

async function processorTimeIn(pids: readonly number[], work: () => Promise<void>): Promise<number> {
  const before = await processorTimeOf(pids);
  await work();
  return (await processorTimeOf(pids)) - before;
}
