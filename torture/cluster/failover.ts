import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgresqlPair } from '../../tests/kit/postgresql-server.ts';
import type { CampaignOptions } from '../kit/campaign.ts';
import { range } from '../kit/concurrency.ts';
import type { Findings } from '../kit/findings.ts';
import { faultsIn } from '../kit/verdict.ts';
import { accounts, Cluster } from './cluster.ts';

const FAILOVERS = 10;
const ACCOUNTS = accounts(2);
const BATCH = 50;
const CALLS_IN_FLIGHT = 4;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: String(BATCH), PINTD_CALLS_IN_FLIGHT: String(CALLS_IN_FLIGHT) };
const LATENCY = [{ do: { latencyMs: 300 } }];
/** More records than are sent between two failovers. */
const RECORDS_PER_FAILOVER = 6000;
/** The most calls whose intents may precede the failover: later ones need the new primary. */
const MAX_INTENDED = CALLS_IN_FLIGHT * ACCOUNTS.length;
const MAX_PAUSE_MS = 5000;

/** The primary is killed and its synchronous standby promoted, again and again, while two workers send. */
export async function failOver(findings: Findings, { scale, random, folder, port }: CampaignOptions): Promise<void> {
  const failovers = Math.max(2, Math.round(FAILOVERS * scale));
  const pair = await startPostgresqlPair();
  const cluster = await Cluster.open({
    folder: join(folder, 'failover'),
    port,
    random: random.for('failover'),
    databaseUrl: pair.urlOf('postgres'),
    settings: SETTINGS,
    script: LATENCY,
  });
  try {
    const records = RECORDS_PER_FAILOVER * failovers;
    for (const account of ACCOUNTS) await cluster.export(`failover-${account}`, account, { records });
    for (const machine of range(2)) cluster.startWorker(machine);
    const pauses: number[] = [];
    for (const _ of range(failovers)) {
      await timeOfCall(cluster, Date.now());
      await wait(random.between(500, 1500));
      await pair.promote();
      const promotedAt = Date.now();
      pauses.push((await timeOfCall(cluster, promotedAt, { count: MAX_INTENDED + 1 })) - promotedAt);
      await pair.attachStandby();
    }
    await cluster.deployment.sandbox.setScript([]);
    const stuck = await cluster.untilAllEnded(120_000);
    const verdicts = await cluster.verify();
    findings.none(`jobs that did not end after ${failovers} failovers to the synchronous standby`, stuck);
    findings.none('records lost by failovers', faultsIn(verdicts, 'lost'));
    findings.none('repeated events not counted after failovers', faultsIn(verdicts, 'unreported'));
    findings.none(
      'other faults after failovers',
      faultsIn(verdicts, 'miscounted', 'misreported', 'changed', 'wronglySent'),
    );
    const slow = pauses.filter((pause) => pause > MAX_PAUSE_MS).map((pause) => `${pause} ms`);
    findings.none(
      `failovers after which no new call was intended within ${MAX_PAUSE_MS / 1000} s of the promotion (longest: ${Math.max(...pauses)} ms)`,
      slow,
    );
  } finally {
    await cluster.close();
    await pair.close();
  }
}

/** The time at which `count` calls have begun after `since`; infinite if they do not begin within `withinMs`. */
export async function timeOfCall(
  { deployment: { sandbox } }: Cluster,
  since: number,
  { count = 1, withinMs = 60_000 } = {},
): Promise<number> {
  for (const until = Date.now() + withinMs; ; await wait(20)) {
    await sandbox.received.update();
    const call = sandbox.received.calls.filter(({ at }) => at > since)[count - 1];
    if (call) return call.at;
    if (Date.now() >= until) return Number.POSITIVE_INFINITY;
  }
}
