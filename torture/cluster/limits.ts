import { join } from 'node:path';
import { maxInWindow } from '#lib/connectors/pinterest/sandbox/counts.ts';
import { startPostgresql } from '../../tests/kit/postgresql-server.ts';
import type { CampaignOptions } from '../kit/campaign.ts';
import { every, range } from '../kit/concurrency.ts';
import type { Findings } from '../kit/findings.ts';
import { accounts, Cluster } from './cluster.ts';

const MACHINES = 4;
/** Low, so that it is reached within a minute or two; enforced by the same rule as the usual limit of 5,000. */
const CALLS_PER_MINUTE = 610;
const SECONDS = 150;
const MIN_SHARE_USED = 0.9;
const KILL_EVERY_MS = 4000;
const RESTART_EVERY_MS = 35_000;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '1', PINTD_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE) };

/**
 * The limit of an account holds over workers whose clocks differ, while they are killed and their database is
 * restarted.
 */
export async function keepLimits(findings: Findings, { scale, random, folder, port }: CampaignOptions): Promise<void> {
  const seconds = Math.max(75, SECONDS * scale);
  const server = await startPostgresql(['fsync=off', 'listen_addresses=']);
  const cluster = await Cluster.open({
    folder: join(folder, 'limits'),
    port,
    random: random.for('limits'),
    databaseUrl: server.urlOf('postgres'),
    settings: SETTINGS,
    script: [{ do: { latencyMs: 30 } }],
  });
  try {
    const [account = ''] = accounts(1);
    for (const index of range(MACHINES))
      await cluster.export(`l${index}`, account, { records: 30_000, invalidShare: 0 });
    for (const machine of range(MACHINES)) cluster.startWorker(machine);
    const until = Date.now() + seconds * 1000;
    let kills = 0;
    await Promise.all([
      every(KILL_EVERY_MS, until, () => {
        cluster.restartWorker(random.pick(range(MACHINES)));
        kills += 1;
      }),
      every(RESTART_EVERY_MS, until, () => server.restart()),
    ]);
    const { received } = cluster.deployment.sandbox;
    await received.update();
    const times = received.calls.map(({ at }) => at);
    const most = maxInWindow(times);
    findings.note(`restarts of ${MACHINES} workers that share an account, with clocks up to 90 s apart`, kills);
    findings.atMost(`maximum of calls in any sliding 60 s, of ${times.length}`, most, CALLS_PER_MINUTE);
    findings.atLeast('the same, to show that the limit was reached', most, CALLS_PER_MINUTE * MIN_SHARE_USED);
  } finally {
    await cluster.close();
    await server.close();
  }
}
