import { setTimeout as wait } from 'node:timers/promises';
import type { CampaignOptions } from './kit/campaign.ts';
import { mapConcurrently, range } from './kit/concurrency.ts';
import { Deployment } from './kit/deployment.ts';
import { idOf } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { addsUp } from './kit/verdict.ts';
import { killAfterDeath, killOne, killWhileSuspended, type UserKill } from './user-kills/kill.ts';

const KILLS = 100;
const AT_A_TIME = 4;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '100' };
const LATENCY = [{ do: { latencyMs: 250 } }];
/** At least this much of a three-second lease is left after the last heartbeat. */
const MIN_LEASE_MS = 2000;

/** A person kills jobs at random moments. No call starts after the kill's response; every record is accounted for. */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const kills = Math.max(4, Math.round(KILLS * scale));
  const suspensions = Math.max(1, Math.round(5 * scale));
  const deployment = await Deployment.open({
    folder,
    port,
    settings: SETTINGS,
    script: LATENCY,
    console: 'lib/start.ts',
  });
  try {
    const contextOf = (index: number) => ({ deployment, folder, random: random.for(`kill ${index}`) });
    const alive = await mapConcurrently(AT_A_TIME, range(kills), (index) => killOne(contextOf(index), index));
    // All jobs share the worker: it is suspended for one kill at a time.
    const suspended = await mapConcurrently(1, range(suspensions), (index) =>
      killWhileSuspended(contextOf(kills + index), kills + index),
    );
    const dead = await killAfterDeath(contextOf(kills + suspensions), kills + suspensions);
    await wait(1000); // for late calls
    await deployment.sandbox.received.update();
    return await report(deployment, alive, suspended, dead, kills);
  } finally {
    await deployment.close();
  }
}

async function report(
  deployment: Deployment,
  alive: readonly UserKill[],
  suspended: readonly UserKill[],
  dead: UserKill,
  required: number,
): Promise<Row[]> {
  const all = [...alive, ...suspended, dead];
  const slowest = Math.max(...alive.map(({ durationMs = 0 }) => durationMs));
  const refused = suspended.filter(({ durationMs }) => durationMs === undefined).length;
  const faults = await mapConcurrently(AT_A_TIME, all, (kill) => faultsOf(deployment, kill));
  const findings = new Findings('user-kills');
  findings.atLeast('kills by pintd and by the job page, alternating', alive.length, required);
  findings.note('slowest response with a running worker', `${(slowest / 1000).toFixed(1)} s`);
  findings.note('kills while the worker was suspended, and after it had died', suspended.length + 1);
  findings.note('of those, refused at first because the worker held the database lock', refused);
  findings.none(
    'calls started after the response',
    all.flatMap((kill) => lateCalls(deployment, kill)),
  );
  findings.none('responses before the lease of a suspended worker expired', suspended.flatMap(tooSoon));
  findings.none('jobs in another state, or with counters that do not match the journal', faults.flat());
  return findings.rows;
}

function lateCalls({ sandbox: { received } }: Deployment, { job, account, answeredAt }: UserKill): string[] {
  const late = received.calls.filter((call) => call.account === account && call.at > answeredAt);
  return late.map(({ call, at }) => `job ${job}: call ${call}, ${at - answeredAt} ms after the response`);
}

function tooSoon({ job, durationMs }: UserKill): string[] {
  return durationMs === undefined || durationMs >= MIN_LEASE_MS
    ? []
    : [`job ${job} after ${Math.round(durationMs)} ms`];
}

/** Every accepted record was received, and every received one is accepted or, without a response, uncertain. */
async function faultsOf(deployment: Deployment, { job: id, file, account }: UserKill): Promise<string[]> {
  const { status, records, calls } = await deployment.pintd.show(id);
  const { received } = deployment.sandbox;
  let unique = 0;
  for (let record = 1; record <= file.records; record++) {
    if (received.countReceipts(account, idOf(file, record)) > 0) unique += 1;
  }
  const callsReceived = received.calls.filter((call) => call.account === account).length;
  const isRight = status === 'killed' && addsUp(records) && callsReceived <= calls;
  const fits = records.accepted <= unique && unique <= records.accepted + records.uncertain;
  return isRight && fits
    ? []
    : [`job ${id}: ${status}, ${JSON.stringify(records)}, ${unique} received in ${callsReceived} calls`];
}
