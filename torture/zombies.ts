import { join } from 'node:path';
import type { CampaignOptions } from './kit/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';
import { inLanes, upTo } from './kit/lanes.ts';
import type { Random } from './kit/random.ts';
import { onStage, type Stage } from './kit/stage.ts';
import { claimTogether } from './zombies/claims.ts';
import { killTheSleeper, type Slept, sleepAndWake } from './zombies/sleepers.ts';

const JOBS = 500;
const SLEEPERS = 12;
const LANES = 8;
const BATCH = 100;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: String(BATCH), PINTD_CALLS_IN_FLIGHT: String(LANES) };
const LATENCY = [{ do: { latencyMs: 200 } }];

/** Many processes want the same jobs; one that owned a job sleeps beyond its lease and wakes up when another has it. */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('zombies');
  await claimTogether(findings, Math.max(10, Math.round(JOBS * scale)), random, join(folder, 'claims'), port);
  // Each in a data folder of its own: who sleeps in the middle of a commit keeps everybody else from writing.
  const apart = <T>(name: string, work: (stage: Stage, random: Random) => Promise<T>) =>
    onStage({ folder: join(folder, name), port, settings: SETTINGS, script: LATENCY }, (stage) =>
      work(stage, random.for(name)),
    );
  const sleepers = upTo(Math.max(2, Math.round(SLEEPERS * scale)));
  const slept = await inLanes(4, sleepers, (index) => apart(`sleeper ${index}`, sleepAndWake));
  const killed = await inLanes(2, [1, 5], (intent) =>
    apart(`killed ${intent}`, (stage, own) => killTheSleeper(stage, own, intent)),
  );
  report(findings, slept, killed.flat());
  return findings.rows;
}

function report(findings: Findings, slept: readonly Slept[], lateAfterKill: readonly string[]): void {
  const all = (...names: readonly ('lost' | 'miscounted' | 'misreported' | 'changed' | 'unreported')[]) =>
    slept.flatMap(({ verdict }) => names.flatMap((name) => verdict[name]));
  findings.note('owners stopped beyond their lease, while another took over', slept.length);
  findings.none('records lost', all('lost'));
  findings.none('counters that differ from the file', all('miscounted', 'misreported'));
  findings.none('repeats in other bytes, or not counted in resent_after_unknown', all('changed', 'unreported'));
  findings.atMost('most records sent again', Math.max(...slept.map(({ verdict }) => verdict.repeats)), LANES * BATCH);
  findings.none(
    'calls that the sleeper began when it woke up',
    slept.flatMap(({ late }) => late),
  );
  findings.none(
    'statuses that changed when it woke up',
    slept.flatMap(({ changed }) => changed),
  );
  findings.none('calls after the answer to kill, by an owner that slept between intent and call', lateAfterKill);
}
