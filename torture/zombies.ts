import { join } from 'node:path';
import type { CampaignOptions } from './kit/campaign.ts';
import { mapConcurrently, range } from './kit/concurrency.ts';
import { type Deployment, withDeployment } from './kit/deployment.ts';
import { Findings, type Row } from './kit/findings.ts';
import type { Random } from './kit/random.ts';
import { faultsIn } from './kit/verdict.ts';
import { claimConcurrently } from './zombies/claims.ts';
import { killWhileSuspended, type SuspendedRun, suspendAndResume } from './zombies/suspended-owners.ts';

const JOBS = 500;
const SUSPENSIONS = 12;
const CALLS_IN_FLIGHT = 8;
const BATCH = 100;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: String(BATCH), PINTD_CALLS_IN_FLIGHT: String(CALLS_IN_FLIGHT) };
const LATENCY = [{ do: { latencyMs: 200 } }];

/**
 * Many processes claim the same jobs. An owner is suspended, and continues after another process has taken over and
 * ended the job, or after a person has killed it.
 */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('zombies');
  await claimConcurrently(findings, Math.max(10, Math.round(JOBS * scale)), random, join(folder, 'claims'), port);
  // Each in its own data folder: a process suspended during a commit blocks all other writers.
  const inOwnFolder = <T>(name: string, work: (deployment: Deployment, random: Random) => Promise<T>) =>
    withDeployment({ folder: join(folder, name), port, settings: SETTINGS, script: LATENCY }, (deployment) =>
      work(deployment, random.for(name)),
    );
  const indexes = range(Math.max(2, Math.round(SUSPENSIONS * scale)));
  const runs = await mapConcurrently(4, indexes, (index) => inOwnFolder(`sleeper ${index}`, suspendAndResume));
  const killed = await mapConcurrently(2, [1, 5], (intent) =>
    inOwnFolder(`killed ${intent}`, (deployment, ownRandom) => killWhileSuspended(deployment, ownRandom, intent)),
  );
  report(findings, runs, killed.flat());
  return findings.rows;
}

function report(findings: Findings, runs: readonly SuspendedRun[], lateAfterKill: readonly string[]): void {
  const verdicts = runs.map(({ verdict }) => verdict);
  findings.note('owners suspended beyond their lease, while another took over', runs.length);
  findings.none('records lost', faultsIn(verdicts, 'lost'));
  findings.none('counters that differ from the file', faultsIn(verdicts, 'miscounted', 'misreported'));
  findings.none(
    'events repeated with different bytes, or not counted in resent_after_unknown',
    faultsIn(verdicts, 'changed', 'unreported'),
  );
  findings.atMost(
    'maximum of records sent again',
    Math.max(...runs.map(({ verdict }) => verdict.repeats)),
    CALLS_IN_FLIGHT * BATCH,
  );
  findings.none(
    'calls started by the former owner after it continued',
    runs.flatMap(({ lateCalls }) => lateCalls),
  );
  findings.none(
    'statuses changed after it continued',
    runs.flatMap(({ changedJobs }) => changedJobs),
  );
  findings.none('calls after the response to a kill, by an owner suspended between intent and call', lateAfterKill);
}
