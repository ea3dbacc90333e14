import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgresql, startPostgresqlPair } from '../../tests/kit/postgresql-server.ts';
import { queryAt } from '../database/query-at.ts';
import type { CampaignOptions } from '../kit/campaign.ts';
import { range } from '../kit/concurrency.ts';
import type { Findings } from '../kit/findings.ts';
import { Program } from '../kit/process.ts';
import { faultsIn } from '../kit/verdict.ts';
import { accounts, Cluster, type ClusterOptions } from './cluster.ts';
import { timeOfCall } from './failover.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '50', PINTD_CALLS_IN_FLIGHT: '4' };
const LATENCY = [{ do: { latencyMs: 300 } }];
/** Machines whose clocks are 90 seconds apart. */
const AHEAD = 0;
const BEHIND = 1;
const SERVER_SETTINGS = ['fsync=off', 'listen_addresses='];
/** First on the search path, so that its functions and views hide those of PostgreSQL. */
const WEAK_SCHEMA = ['CREATE SCHEMA weak', 'ALTER DATABASE postgres SET search_path = weak, pg_catalog, public'];
const weak = (signature: string, body: string) => `CREATE FUNCTION weak.${signature} LANGUAGE sql AS $$ ${body} $$`;

/**
 * Proof that the campaign detects faults: each control removes a mechanism on which the product relies. Here, finding a
 * fault is a success.
 */
export async function control(findings: Findings, options: CampaignOptions): Promise<void> {
  const controls = { withLocalClocks, withAsynchronousReplication, withoutIntents };
  for (const [name, run] of Object.entries(controls)) {
    const faults = await run({ ...options, folder: join(options.folder, name), random: options.random.for(name) });
    findings.atLeast(`faults found ${DESCRIPTIONS[name as keyof typeof controls]}`, faults.length, 1);
  }
}

const DESCRIPTIONS = {
  withLocalClocks: 'with the clock of each machine: the job of a live worker is taken over',
  withAsynchronousReplication: 'after a failover to an asynchronous standby: records lost or not counted',
  withoutIntents: 'when calls are not recorded before they begin: records lost or not counted',
};

async function withLocalClocks(options: CampaignOptions): Promise<string[]> {
  const skew = `coalesce(substring(current_setting('application_name') FROM '-?[0-9]+ms$'), '0')::interval`;
  const now = `SELECT pg_catalog.clock_timestamp() + ${skew}`;
  const prepare = [...WEAK_SCHEMA, weak('clock_timestamp() RETURNS timestamptz', now)];
  return onOneServer(options, { prepare }, async (cluster) => {
    const [account = ''] = accounts(1);
    await cluster.export('clocks', account, { records: 20_000 });
    cluster.startWorker(BEHIND);
    await untilCalling(cluster);
    cluster.startWorker(AHEAD);
    return laterClaims(cluster, 10_000);
  });
}

/** Waits, at most `withinMs`, for claims after the first one; returns them in words. */
async function laterClaims(cluster: Cluster, withinMs: number): Promise<string[]> {
  for (const until = Date.now() + withinMs; ; await wait(100)) {
    const [, ...more] = (await cluster.claims()).filter(({ pid }) => pid !== undefined);
    if (more.length > 0 || Date.now() >= until) return more.map(({ job, pid }) => `job ${job} was claimed by ${pid}`);
  }
}

/** The standby lags behind, and the product does not see that there is one. */
async function withAsynchronousReplication(options: CampaignOptions): Promise<string[]> {
  const pair = await startPostgresqlPair();
  const cluster = await Cluster.open({
    ...options,
    settings: SETTINGS,
    script: LATENCY,
    databaseUrl: pair.urlOf('postgres'),
  });
  try {
    await cluster.query(
      ...WEAK_SCHEMA,
      'CREATE VIEW weak.pg_stat_replication AS SELECT * FROM pg_catalog.pg_stat_replication WHERE FALSE',
    );
    for (const account of accounts(2)) await cluster.export(`failover-${account}`, account, { records: 8000 });
    for (const machine of range(2)) cluster.startWorker(machine);
    await untilCalling(cluster);
    await pair.setSynchronousStandbys('');
    await queryAt(
      pair.standby().urlOf('postgres'),
      `ALTER SYSTEM SET primary_conninfo = ''`,
      'SELECT pg_reload_conf()',
    );
    await wait(1500);
    await pair.promote();
    await cluster.deployment.sandbox.setScript([]);
    await cluster.untilAllEnded(60_000);
    return faultsIn(await cluster.verify(), 'lost', 'miscounted', 'unreported');
  } finally {
    await cluster.close();
    await pair.close();
  }
}

async function withoutIntents(options: CampaignOptions): Promise<string[]> {
  return onOneServer(options, {}, async (cluster) => {
    const [account = ''] = accounts(1);
    await cluster.export('intents', account, { records: 4000 });
    const { settings } = cluster.deployment;
    const start = () => new Program('torture/control/weak-process.ts', ['without_intents', '1'], { settings });
    for (const _ of range(2)) {
      const program = start();
      await untilCalling(cluster, 8);
      await program.kill();
    }
    await start().ended;
    return faultsIn(await cluster.verify(), 'lost', 'miscounted', 'unreported');
  });
}

/** Waits until calls have begun. Without calls, records would be missing for another reason, which proves nothing. */
async function untilCalling(cluster: Cluster, count = 1): Promise<void> {
  const time = await timeOfCall(cluster, Date.now(), { count });
  if (time === Number.POSITIVE_INFINITY) throw new Error('fewer calls began than the control needs');
}

async function onOneServer<T>(
  { folder, port, random }: CampaignOptions,
  options: Partial<ClusterOptions>,
  work: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const server = await startPostgresql(SERVER_SETTINGS);
  const databaseUrl = server.urlOf('postgres');
  const cluster = await Cluster.open({
    folder,
    port,
    random,
    databaseUrl,
    settings: SETTINGS,
    script: LATENCY,
    ...options,
  });
  try {
    return await work(cluster);
  } finally {
    await cluster.close();
    await server.close();
  }
}
