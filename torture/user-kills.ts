import { setTimeout as wait } from 'node:timers/promises';
import type { CampaignOptions } from './kit/campaign.ts';
import { idOf } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import { inLanes, upTo } from './kit/lanes.ts';
import { Stage } from './kit/stage.ts';
import { isSum } from './kit/verdict.ts';
import { killAfterDeath, killFrozen, killOne, type UserKill } from './user-kills/kill.ts';

const KILLS = 100;
const AT_A_TIME = 4;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '100' };
const LATENCY = [{ do: { latencyMs: 250 } }];
/** Of the three seconds that a lease lasts, as many as have to pass at the least after the last heartbeat. */
const LEASE_LEFT = 2000;

/** G9. A person kills at random moments: after the answer no call begins, and every record is accounted for. */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const kills = Math.max(4, Math.round(KILLS * scale));
  const frozen = Math.max(1, Math.round(5 * scale));
  const stage = await Stage.open({ folder, port, settings: SETTINGS, script: LATENCY, console: 'lib/start.ts' });
  try {
    const sceneOf = (index: number) => ({ stage, folder, random: random.for(`kill ${index}`) });
    const alive = await inLanes(AT_A_TIME, upTo(kills), (index) => killOne(sceneOf(index), index));
    // The worker is one for all: it stands still for one kill at a time.
    const still = await inLanes(1, upTo(frozen), (index) => killFrozen(sceneOf(kills + index), kills + index));
    const dead = await killAfterDeath(sceneOf(kills + frozen), kills + frozen);
    await wait(1000); // for a call that would come late
    await stage.sandbox.received.update();
    return await report(stage, alive, still, dead, kills);
  } finally {
    await stage.close();
  }
}

async function report(
  stage: Stage,
  alive: readonly UserKill[],
  still: readonly UserKill[],
  dead: UserKill,
  wanted: number,
): Promise<Row[]> {
  const all = [...alive, ...still, dead];
  const slowest = Math.max(...alive.map(({ took = 0 }) => took));
  const refused = still.filter(({ took }) => took === undefined).length;
  const faults = await inLanes(AT_A_TIME, all, (kill) => faultsOf(stage, kill));
  const findings = new Findings('user-kills');
  findings.atLeast('kills by pintd and by the job page, in turn', alive.length, wanted);
  findings.note('slowest answer of a worker that lives', `${(slowest / 1000).toFixed(1)} s`);
  findings.note('kills while the worker stood still, and after it had died', still.length + 1);
  findings.note('of those, refused at first since the worker held the database', refused);
  findings.none(
    'calls that began after the answer',
    all.flatMap((kill) => lateCalls(stage, kill)),
  );
  findings.none('answers for a worker that stood still, before its lease was over', still.flatMap(tooSoon));
  findings.none('jobs with another state, or with counters that do not fit the journal', faults.flat());
  return findings.rows;
}

function lateCalls({ sandbox: { received } }: Stage, { job, account, answeredAt }: UserKill): string[] {
  const late = received.calls.filter((call) => call.account === account && call.at > answeredAt);
  return late.map(({ call, at }) => `job ${job}: call ${call}, ${at - answeredAt} ms after the answer`);
}

function tooSoon({ job, took }: UserKill): string[] {
  return took === undefined || took >= LEASE_LEFT ? [] : [`job ${job} after ${Math.round(took)} ms`];
}

/** Every accepted record was received, and every received one is accepted or, where no answer came, uncertain. */
async function faultsOf(stage: Stage, { job: id, file, account }: UserKill): Promise<string[]> {
  const { status, records, calls } = await stage.pintd.show(id);
  const { received } = stage.sandbox;
  let unique = 0;
  for (let record = 1; record <= file.records; record++) {
    if (received.times(account, idOf(file, record)) > 0) unique += 1;
  }
  const made = received.calls.filter((call) => call.account === account).length;
  const isRight = status === 'killed' && isSum(records) && made <= calls;
  const fits = records.accepted <= unique && unique <= records.accepted + records.uncertain;
  return isRight && fits
    ? []
    : [`job ${id}: ${status}, ${JSON.stringify(records)}, ${unique} received in ${made} calls`];
}
