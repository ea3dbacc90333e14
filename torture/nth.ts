import { join } from 'node:path';
import type { CampaignOptions } from './kit/campaign.ts';
import { mapConcurrently } from './kit/concurrency.ts';
import { Findings, type Row } from './kit/findings.ts';
import { FaultPlan, KINDS, type Kind } from './nth/fault-plan.ts';
import { createTemplate, type Phase, runWithCrash, runWithFault } from './nth/fault-run.ts';

const PHASES: readonly Phase[] = ['create', 'execute'];
const CRASHES_AT_A_TIME = 3;

interface FaultRun {
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
  const all = await allRuns(folder, template);
  const runs = random.shuffle(all).slice(0, Math.ceil(all.length * scale));
  const failures = await runFailures(
    runs.filter(({ mode }) => mode !== 'crash'),
    folder,
    template,
  );
  const crashes = await runCrashes(
    runs.filter(({ mode }) => mode === 'crash'),
    folder,
    template,
  );

  const findings = new Findings('nth');
  findings.none(
    `runs with loss, duplicates or a stuck job, of ${failures.runCount} with failed operations`,
    failures.violations,
  );
  findings.note('of those, runs that reached the failing operation', failures.reachedCount);
  findings.none('unhandled errors', failures.unhandledErrors);
  findings.none(
    `runs with loss, duplicates or a stuck job, of ${crashes.runCount} killed during one operation`,
    crashes.violations,
  );
  findings.note('of those, runs that reached the operation', crashes.reachedCount);
  return findings.rows;
}

interface RunResults {
  readonly runCount: number;
  /** Runs that reached the operation. */
  readonly reachedCount: number;
  readonly violations: readonly string[];
}

/** Makes one run after the other, because a fault in this process must affect only one product. */
async function runFailures(
  runs: readonly FaultRun[],
  folder: string,
  template: string,
): Promise<RunResults & { readonly unhandledErrors: readonly string[] }> {
  const unhandledErrors: string[] = [];
  const onUnhandledError = (error: unknown) => unhandledErrors.push(String(error));
  process.on('unhandledRejection', onUnhandledError);
  let reachedCount = 0;
  const violations = await mapConcurrently(1, runs, async (faultRun) => {
    const plan = new FaultPlan(faultRun.kind, faultRun.at, faultRun.mode !== 'once');
    const runViolations = await withName(faultRun, () =>
      runWithFault(folderOf(faultRun, folder), template, faultRun.phase, plan),
    );
    if (plan.hasFailed) reachedCount += 1;
    return runViolations;
  });
  process.off('unhandledRejection', onUnhandledError);
  return { runCount: runs.length, reachedCount, violations: violations.flat(), unhandledErrors };
}

async function runCrashes(runs: readonly FaultRun[], folder: string, template: string): Promise<RunResults> {
  let reachedCount = 0;
  const violations = await mapConcurrently(CRASHES_AT_A_TIME, runs, (faultRun) =>
    withName(faultRun, async () => {
      const result = await runWithCrash(folderOf(faultRun, folder), template, faultRun.kind, faultRun.at);
      if (result.hasCrashed) reachedCount += 1;
      return result.violations;
    }),
  );
  return { runCount: runs.length, reachedCount, violations: violations.flat() };
}

async function withName(faultRun: FaultRun, work: () => Promise<string[]>): Promise<string[]> {
  const violations = await work().catch((error: unknown) => [String(error)]);
  return violations.map((violation) => `${nameOf(faultRun)}: ${violation}`);
}

/** One run for each fault at each operation. Crashes during an upload are covered by the campaign `kills`. */
async function allRuns(folder: string, template: string): Promise<FaultRun[]> {
  const runs: FaultRun[] = [];
  for (const phase of PHASES) {
    const counting = new FaultPlan();
    const violations = await runWithFault(join(folder, `counting-${phase}`), template, phase, counting);
    if (violations.length > 0) throw new Error(`without any fault: ${violations.join(', ')}`);
    const modes = phase === 'create' ? (['once', 'permanently'] as const) : (['once', 'permanently', 'crash'] as const);
    for (const kind of KINDS) {
      for (let at = 1; at <= (counting.hits.get(kind) ?? 0); at++) {
        runs.push(...modes.map((mode) => ({ phase, kind, at, mode })));
      }
    }
  }
  return runs;
}

function nameOf({ phase, kind, at, mode }: FaultRun): string {
  return `${phase}, ${kind} ${at}, ${mode}`;
}

function folderOf(faultRun: FaultRun, folder: string): string {
  return join(folder, nameOf(faultRun).replaceAll(/\W+/g, '-'));
}
