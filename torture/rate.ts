import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { maxInWindow } from '#lib/connectors/pinterest/sandbox/counts.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { writeEventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { upTo } from './kit/lanes.ts';
import type { Program } from './kit/process.ts';
import type { Random } from './kit/random.ts';
import { Stage } from './kit/stage.ts';

const PROCESSES = 4;
/** Low, so that it binds within a minute or two; it is kept by the same rule as 5,000. */
const CALLS_A_MINUTE = 610;
const SECONDS = 150;
const SHARE_USED = 0.9;
const NEIGHBOURLY = 0.9;
const ACCOUNT = '601';
const [NEIGHBOUR, TROUBLED] = ['602', '603'];

/** G8. The limit of an account holds over several processes and their restarts; an account in trouble slows no other. */
export async function run(options: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('rate');
  await share(findings, options);
  await neighbours(findings, options);
  return findings.rows;
}

/** Four processes send for one account, one event a call, and are killed and started again in between. */
async function share(findings: Findings, { scale, random, folder, port }: CampaignOptions): Promise<void> {
  const settings = { PINTD_MAX_EVENTS_PER_CALL: '1', PINTD_CALLS_PER_MINUTE: String(CALLS_A_MINUTE) };
  const script = [{ do: { latencyMs: 30 } }];
  const stage = await Stage.open({ folder: join(folder, 'share'), port, settings, script });
  try {
    const jobs: number[] = [];
    for (const index of upTo(PROCESSES)) jobs.push(await enqueue(stage, random, folder, `r${index}`, ACCOUNT));
    const until = Date.now() + Math.max(75, SECONDS * scale) * 1000;
    const restarts = await Promise.all(jobs.map((job) => executeWithDeaths(stage, random.for(`${job}`), job, until)));
    await stage.sandbox.received.update();
    const times = stage.sandbox.received.calls.map(({ at }) => at);
    findings.note(
      `restarts of ${PROCESSES} processes that share an account`,
      restarts.reduce((sum, count) => sum + count, 0),
    );
    findings.atMost(`most calls in any sliding 60 s, of ${times.length}`, maxInWindow(times), CALLS_A_MINUTE);
    findings.atLeast('the same, so that the limit is seen to bind', maxInWindow(times), CALLS_A_MINUTE * SHARE_USED);
  } finally {
    await stage.close();
  }
}

async function executeWithDeaths(stage: Stage, random: Random, job: number, until: number): Promise<number> {
  for (let restarts = 0; ; restarts++) {
    const program: Program = stage.pintd.start(['job:resume', String(job)]);
    await wait(Math.min(random.between(8000, 20_000), until - Date.now()));
    await program.kill();
    if (Date.now() >= until) return restarts;
  }
}

/** One worker sends for two accounts; then the other one answers 429 to everything. */
async function neighbours(findings: Findings, { scale, random, folder, port }: CampaignOptions): Promise<void> {
  const settings = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '4' };
  const latency = { do: { latencyMs: 100 } };
  const stage = await Stage.open({
    folder: join(folder, 'both'),
    port,
    settings,
    script: [latency],
    console: 'lib/start.ts',
  });
  try {
    await enqueue(stage, random, folder, 'n1', NEIGHBOUR);
    const seconds = Math.max(8, 20 * scale);
    const alone = await speedOf(stage, NEIGHBOUR, seconds);
    const trouble = { match: { account: TROUBLED }, do: { status: 429, headers: { 'retry-after': '1' } } };
    await stage.sandbox.play([trouble, latency]);
    await enqueue(stage, random, folder, 'n2', TROUBLED);
    const beside = await speedOf(stage, NEIGHBOUR, seconds);
    const refused = stage.sandbox.received.calls.filter(({ account }) => account === TROUBLED).length;
    findings.atLeast('calls refused to the account in trouble', refused, 3);
    findings.note('calls a second of its neighbour, alone and beside it', `${alone.toFixed(1)}, ${beside.toFixed(1)}`);
    findings.atLeast('speed that its neighbour keeps', (100 * beside) / alone, 100 * NEIGHBOURLY, ' %');
  } finally {
    await stage.close();
  }
}

/** Calls a second, over so many seconds from now. */
async function speedOf({ sandbox: { received } }: Stage, account: string, seconds: number): Promise<number> {
  await wait(2000); // for what has just begun
  const from = Date.now();
  await wait(seconds * 1000);
  await received.update();
  return received.calls.filter((call) => call.account === account && call.at >= from).length / seconds;
}

async function enqueue(stage: Stage, random: Random, folder: string, name: string, account: string): Promise<number> {
  const path = join(folder, `${name}.csv`);
  await writeEventsFile({ path, name, records: 30_000, random, badShare: 0 });
  return stage.pintd.enqueue(path, { ad_account_id: account });
}
