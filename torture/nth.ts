import { join } from 'node:path';
import type { CampaignOptions } from './kit/campaign.ts';
import { mapConcurrently } from './kit/concurrency.ts';
import { Findings, type Row } from './kit/findings.ts';
import { FaultPlan, KINDS, type Kind } from './nth/fault-plan.ts';
import { createTemplate, type Phase, runWithCrash, runWithFault } from './nth/trial.ts';

const PHASES: readonly Phase[] = ['create', 'execute'];
const CRASHES_AT_A_TIME = 3;

interface Trial {
  readonly phase: Phase;
  readonly kind: Kind;
  readonly at: number;
  readonly mode: 'once' | 'permanently' | 'crash';
}

/**
 * A small export in which the Nth write, commit, call, read or sync fails, for every N: once, permanently from then
 * on, or with a crash of the process. The failure comes before the operation, or after it, so that its success is not
 * reported.
 */
export async function run({ scale, random, folder }: CampaignOptions): Promise<Row[]> {
  const template = join(folder, 'template');
  await createTemplate(template);
  const all = await allTrials(folder, template);
  const trials = random.shuffle(all).slice(0, Math.ceil(all.length * scale));
  const failures = await runFailures(
    trials.filter(({ mode }) => mode !== 'crash'),
    folder,
    template,
  );
  const crashes = await runCrashes(
    trials.filter(({ mode }) => mode === 'crash'),
    folder,
    template,
  );

  const findings = new Findings('nth');
  findings.none(
    `runs with loss, duplicates or a stuck job, of ${failures.runs} with failed operations`,
    failures.violations,
  );
  findings.note('of those, runs that reached the failing operation', failures.reached);
  findings.none('unhandled errors', failures.unhandledErrors);
  findings.none(
    `runs with loss, duplicates or a stuck job, of ${crashes.runs} killed during one operation`,
    crashes.violations,
  );
  findings.note('of those, runs that reached the operation', crashes.reached);
  return findings.rows;
}

interface TrialResults {
  readonly runs: number;
  /** Runs that reached the operation. */
  readonly reached: number;
  readonly violations: readonly string[];
}

/** Runs one trial after the other, because a fault in this process must affect only one product. */
async function runFailures(
  trials: readonly Trial[],
  folder: string,
  template: string,
): Promise<TrialResults & { readonly unhandledErrors: readonly string[] }> {
  const unhandledErrors: string[] = [];
  const onUnhandledError = (error: unknown) => unhandledErrors.push(String(error));
  process.on('unhandledRejection', onUnhandledError);
  let reached = 0;
  const violations = await mapConcurrently(1, trials, async (trial) => {
    const plan = new FaultPlan(trial.kind, trial.at, trial.mode !== 'once');
    const trialViolations = await withName(trial, () =>
      runWithFault(folderOf(trial, folder), template, trial.phase, plan),
    );
    if (plan.hasFailed) reached += 1;
    return trialViolations;
  });
  process.off('unhandledRejection', onUnhandledError);
  return { runs: trials.length, reached, violations: violations.flat(), unhandledErrors };
}

async function runCrashes(trials: readonly Trial[], folder: string, template: string): Promise<TrialResults> {
  let reached = 0;
  const violations = await mapConcurrently(CRASHES_AT_A_TIME, trials, (trial) =>
    withName(trial, async () => {
      const result = await runWithCrash(folderOf(trial, folder), template, trial.kind, trial.at);
      if (result.hasCrashed) reached += 1;
      return result.violations;
    }),
  );
  return { runs: trials.length, reached, violations: violations.flat() };
}

async function withName(trial: Trial, work: () => Promise<string[]>): Promise<string[]> {
  const violations = await work().catch((error: unknown) => [String(error)]);
  return violations.map((violation) => `${nameOf(trial)}: ${violation}`);
}

/** Trials for each operation of a run without a fault. Crashes during an upload are covered by the campaign `kills`. */
async function allTrials(folder: string, template: string): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const phase of PHASES) {
    const counting = new FaultPlan();
    const violations = await runWithFault(join(folder, `counting-${phase}`), template, phase, counting);
    if (violations.length > 0) throw new Error(`without any fault: ${violations.join(', ')}`);
    const modes = phase === 'create' ? (['once', 'permanently'] as const) : (['once', 'permanently', 'crash'] as const);
    for (const kind of KINDS) {
      for (let at = 1; at <= (counting.hits.get(kind) ?? 0); at++) {
        trials.push(...modes.map((mode) => ({ phase, kind, at, mode })));
      }
    }
  }
  return trials;
}

function nameOf({ phase, kind, at, mode }: Trial): string {
  return `${phase}, ${kind} ${at}, ${mode}`;
}

function folderOf(trial: Trial, folder: string): string {
  return join(folder, nameOf(trial).replaceAll(/\W+/g, '-'));
}
