import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { maxInWindow } from '#lib/connectors/pinterest/sandbox/counts.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { range } from './kit/concurrency.ts';
import { Deployment } from './kit/deployment.ts';
import { writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import type { Program } from './kit/process.ts';
import type { Random } from './kit/random.ts';

const PROCESSES = 4;
/** Low, so that it is reached within a minute or two; enforced by the same rule as the usual limit of 5,000. */
const CALLS_PER_MINUTE = 610;
const SECONDS = 150;
const MIN_SHARE_USED = 0.9;
const MIN_SPEED_SHARE = 0.9;
const ACCOUNT = '601';
const OTHER_ACCOUNT = '602';
const THROTTLED = '603';

/** The limit of an account holds over several processes and restarts; a throttled account does not slow down others. */
export async function run(options: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('rate');
  await testSharedLimit(findings, options);
  await testIsolation(findings, options);
  return findings.rows;
}

/** Four processes send for one account, one event per call, and are repeatedly killed and restarted. */
async function testSharedLimit(findings: Findings, { scale, random, folder, port }: CampaignOptions): Promise<void> {
  const settings = { PINTD_MAX_EVENTS_PER_CALL: '1', PINTD_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE) };
  const script = [{ do: { latencyMs: 30 } }];
  const deployment = await Deployment.open({ folder: join(folder, 'share'), port, settings, script });
  try {
    const jobs: number[] = [];
    for (const index of range(PROCESSES)) jobs.push(await enqueue(deployment, random, folder, `r${index}`, ACCOUNT));
    const until = Date.now() + Math.max(75, SECONDS * scale) * 1000;
    const restarts = await Promise.all(
      jobs.map((job) => executeWithKills(deployment, random.for(`${job}`), job, until)),
    );
    await deployment.sandbox.received.update();
    const times = deployment.sandbox.received.calls.map(({ at }) => at);
    findings.note(
      `restarts of ${PROCESSES} processes that share an account`,
      restarts.reduce((sum, count) => sum + count, 0),
    );
    findings.atMost(`maximum of calls in any sliding 60 s, of ${times.length}`, maxInWindow(times), CALLS_PER_MINUTE);
    findings.atLeast(
      'the same, to show that the limit was reached',
      maxInWindow(times),
      CALLS_PER_MINUTE * MIN_SHARE_USED,
    );
  } finally {
    await deployment.close();
  }
}

async function executeWithKills(deployment: Deployment, random: Random, job: number, until: number): Promise<number> {
  for (let restarts = 0; ; restarts++) {
    const program: Program = deployment.pintd.start(['job:resume', String(job)]);
    await wait(Math.min(random.between(8000, 20_000), until - Date.now()));
    await program.kill();
    if (Date.now() >= until) return restarts;
  }
}

/** One worker sends for one account, then also for another one that always gets 429. */
async function testIsolation(findings: Findings, { scale, random, folder, port }: CampaignOptions): Promise<void> {
  const settings = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '4' };
  const latency = { do: { latencyMs: 100 } };
  const deployment = await Deployment.open({
    folder: join(folder, 'both'),
    port,
    settings,
    script: [latency],
    console: 'lib/start.ts',
  });
  try {
    await enqueue(deployment, random, folder, 'n1', OTHER_ACCOUNT);
    const seconds = Math.max(8, 20 * scale);
    const alone = await speedOf(deployment, OTHER_ACCOUNT, seconds);
    const throttle = { match: { account: THROTTLED }, do: { status: 429, headers: { 'retry-after': '1' } } };
    await deployment.sandbox.setScript([throttle, latency]);
    await enqueue(deployment, random, folder, 'n2', THROTTLED);
    const together = await speedOf(deployment, OTHER_ACCOUNT, seconds);
    const refused = deployment.sandbox.received.calls.filter(({ account }) => account === THROTTLED).length;
    findings.atLeast('calls refused with 429 for the throttled account', refused, 3);
    findings.note(
      'calls per second of another account, alone and beside the throttled one',
      `${alone.toFixed(1)}, ${together.toFixed(1)}`,
    );
    findings.atLeast(
      'share of its speed that the other account keeps',
      (100 * together) / alone,
      100 * MIN_SPEED_SHARE,
      '%',
    );
  } finally {
    await deployment.close();
  }
}

/** Calls per second over the next `seconds` seconds. */
async function speedOf({ sandbox: { received } }: Deployment, account: string, seconds: number): Promise<number> {
  await wait(2000); // until calls in flight and new jobs have settled
  const from = Date.now();
  await wait(seconds * 1000);
  await received.update();
  return received.calls.filter((call) => call.account === account && call.at >= from).length / seconds;
}

async function enqueue(
  deployment: Deployment,
  random: Random,
  folder: string,
  name: string,
  account: string,
): Promise<number> {
  const path = join(folder, `${name}.csv`);
  await writeEventsFile({ path, name, records: 30_000, random, invalidShare: 0 });
  return deployment.pintd.enqueue(path, { ad_account_id: account });
}
