import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgresql } from '../../tests/kit/postgresql-server.ts';
import type { CampaignOptions } from '../kit/campaign.ts';
import type { Findings } from '../kit/findings.ts';
import { accounts, Cluster } from './cluster.ts';
import { timeOfCall } from './failover.ts';

const SECONDS = 60;
const BATCH = 100;
const PINTEREST_CALLS_PER_SECOND = 5000 / 60;
const MIN_SHARE = 0.96;
/** The network's delay between worker and database in each direction; in all, a round trip takes about 2.5 ms. */
const DATABASE_DELAY_MS = 1;

/** One account at Pinterest's pace, with a network between worker and database. */
export async function keepPace(findings: Findings, { scale, random, folder, port }: CampaignOptions): Promise<void> {
  const seconds = Math.max(10, SECONDS * scale);
  const server = await startPostgresql(['fsync=off', 'listen_addresses=']);
  const cluster = await Cluster.open({
    folder: join(folder, 'pace'),
    port,
    random: random.for('pace'),
    databaseUrl: server.urlOf('postgres'),
    delayMs: DATABASE_DELAY_MS,
    settings: { PINTD_MAX_EVENTS_PER_CALL: String(BATCH) },
    script: [{ do: { latencyMs: 100 } }],
  });
  try {
    const [account = ''] = accounts(1);
    const recordCount = Math.ceil(BATCH * PINTEREST_CALLS_PER_SECOND * (seconds + 20));
    await cluster.export('pace', account, { records: recordCount, invalidShare: 0 });
    cluster.startWorker(0);
    await timeOfCall(cluster, Date.now()); // waits for the first call
    await wait(3000); // until the number of calls in flight has grown
    const { received } = cluster.deployment.sandbox;
    const from = Date.now();
    await wait(seconds * 1000);
    await received.update();
    const callsPerSecond = received.calls.filter(({ at }) => at >= from).length / seconds;
    const trip = (await cluster.roundTripMs()).toFixed(1);
    findings.atLeast(
      `share of Pinterest's pace that one account reaches, with a round trip of ${trip} ms to its database`,
      (100 * callsPerSecond) / PINTEREST_CALLS_PER_SECOND,
      100 * MIN_SHARE,
      '%',
    );
  } finally {
    await cluster.close();
    await server.close();
  }
}
