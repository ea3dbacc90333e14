import { join } from 'node:path';
import type { CampaignOptions } from './kit/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';
import { inLanes } from './kit/lanes.ts';
import { FaultPlan, KINDS, type Kind } from './nth/fault-plan.ts';
import { crashOnce, makeTemplate, type Stage, tryOnce } from './nth/trial.ts';

const STAGES: readonly Stage[] = ['create', 'execute'];
const DYING_AT_A_TIME = 3;

interface Trial {
  readonly stage: Stage;
  readonly kind: Kind;
  readonly at: number;
  readonly how: 'once' | 'from then on' | 'crash';
}

/**
 * G3. A small export in which the Nth write, commit, call, read or sync fails, for every N there is: once, from then on, or
 * with the death of the process. The fault lies before the deed, or after it, where nobody hears that it was done.
 */
export async function run({ scale, random, folder }: CampaignOptions): Promise<Row[]> {
  const template = join(folder, 'template');
  await makeTemplate(template);
  const all = await allTrials(folder, template);
  const trials = random.shuffle(all).slice(0, Math.ceil(all.length * scale));
  const crashes = trials.filter(({ how }) => how === 'crash');
  const failures = trials.filter(({ how }) => how !== 'crash');
  const surprises: string[] = [];
  const surprise = (error: unknown) => surprises.push(String(error));
  process.on('unhandledRejection', surprise);
  // One after the other: what fails in this process must fail for one product alone.
  const struck: Trial[] = [];
  const failed = await inLanes(1, failures, async (trial) => {
    const plan = new FaultPlan(trial.kind, trial.at, trial.how !== 'once');
    const faults = await named(trial, () => tryOnce(folderOf(trial, folder), template, trial.stage, plan));
    if (plan.hasStruck) struck.push(trial);
    return faults;
  });
  process.off('unhandledRejection', surprise);
  const crashed = (await inLanes(DYING_AT_A_TIME, crashes, (trial) => crash(trial, folder, template))).flat();

  const findings = new Findings('nth');
  findings.none(
    `of ${failures.length} runs in which one deed failed, those that lost, doubled or wedged`,
    failed.flat(),
  );
  findings.note('of those, runs in which it came to the deed that failed', struck.length);
  findings.none('faults that would have ended the process', surprises);
  findings.none(`of ${crashes.length} runs killed at one deed, those that lost, doubled or wedged`, crashed);
  return findings.rows;
}

function crash(trial: Trial, folder: string, template: string): Promise<string[]> {
  return named(trial, () => crashOnce(folderOf(trial, folder), template, trial.kind, trial.at));
}

async function named(trial: Trial, work: () => Promise<string[]>): Promise<string[]> {
  const faults = await work().catch((error: unknown) => [String(error)]);
  return faults.map((fault) => `${nameOf(trial)}: ${fault}`);
}

/** Each deed that a run without a fault does. What dies while a file is taken in, the kill loop looks at. */
async function allTrials(folder: string, template: string): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const stage of STAGES) {
    const counting = new FaultPlan();
    const faults = await tryOnce(join(folder, `counting-${stage}`), template, stage, counting);
    if (faults.length > 0) throw new Error(`without any fault: ${faults.join(', ')}`);
    const ways =
      stage === 'create' ? (['once', 'from then on'] as const) : (['once', 'from then on', 'crash'] as const);
    for (const kind of KINDS) {
      for (let at = 1; at <= (counting.hits.get(kind) ?? 0); at++) {
        trials.push(...ways.map((how) => ({ stage, kind, at, how })));
      }
    }
  }
  return trials;
}

function nameOf({ stage, kind, at, how }: Trial): string {
  return `${stage}, ${kind} ${at}, ${how}`;
}

function folderOf(trial: Trial, folder: string): string {
  return join(folder, nameOf(trial).replaceAll(/\W+/g, '-'));
}
