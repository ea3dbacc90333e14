import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mapConcurrently, range } from '../kit/concurrency.ts';
import type { ConsoleKind } from '../kit/console.ts';
import { Deployment } from '../kit/deployment.ts';
import type { Random } from '../kit/random.ts';
import { type Runner, resumePaused, type Victim } from './kills.ts';
import { type Observed, Observer } from './observed.ts';
import { PROJECT, type WorkflowName, writeProject } from './project.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** Slow responses, so that kills happen during exports. */
const LATENCY = [{ do: { latencyMs: 300 } }];
/** If nothing happens in any attempt for this long, those that are still running are stuck. */
const STUCK_MS = 60_000;
const DAY_MS = 86_400_000;
const FIRST_SESSION = Date.UTC(2026, 0, 1);

export interface KillRunOptions {
  readonly folder: string;
  readonly port: number;
  readonly random: Random;
  readonly console?: ConsoleKind;
  readonly runner: (deployment: Deployment) => Runner;
  readonly attempts: number;
  readonly kills: number;
}

export interface KillRun {
  readonly verdict: Verdict;
  readonly attempts: number;
  readonly tasks: number;
  readonly jobs: number;
  readonly victims: readonly Victim[];
  /** The number of attempts that were running at each kill. */
  readonly running: readonly number[];
  readonly pausedJobs: number;
  /** Undefined on PostgreSQL. */
  readonly integrity: string | undefined;
}

/**
 * Attempts run on one data folder while their processes are killed; when all have ended, they are compared with their
 * workflows.
 */
export async function killAttempts(options: KillRunOptions): Promise<KillRun> {
  const { folder, port } = options;
  const deployment = await Deployment.open({ folder, port, script: LATENCY, ...consoleOf(options) });
  const runner = options.runner(deployment);
  try {
    await prepare(deployment, folder);
    const observer = await Observer.open(deployment.settings);
    try {
      return await killAndObserve(options, deployment, runner, observer);
    } finally {
      await observer.close();
    }
  } finally {
    await runner.stop();
    await deployment.close();
  }
}

const consoleOf = ({ console }: KillRunOptions) => (console === undefined ? {} : { console });

async function prepare({ pintd }: Deployment, folder: string): Promise<void> {
  await runOrThrow(pintd, ['workflow:push', PROJECT, await writeProject(join(folder, 'project'))]);
  await runOrThrow(pintd, ['workflow:start', PROJECT, 'setup', '--wait']);
}

async function killAndObserve(
  { attempts, kills, random }: KillRunOptions,
  deployment: Deployment,
  runner: Runner,
  observer: Observer,
): Promise<KillRun> {
  const before: Observed[] = [];
  const victims: Victim[] = [];
  let pausedJobs = 0;
  while (victims.length < kills) {
    const running = runningIn(await observer.observe());
    if (running < attempts / 4) await startAttempts(attempts, runner, observer);
    await wait(random.between(100, 2500));
    const seen = await observer.observe();
    if (runningIn(seen) === 0) continue;
    before.push(seen);
    victims.push(await runner.kill(random));
    await runner.ensureRunning(observer);
    pausedJobs += await resumePaused(deployment, observer);
  }
  pausedJobs += await finish(deployment, runner, observer);
  const end = await observer.observe();
  const jobs = await observer.jobs();
  const rows = await rowsOf(deployment);
  const { received } = deployment.sandbox;
  await received.update();
  return {
    verdict: verdictOf({ before, end, jobs, rows, received, resent: await observer.resent() }),
    attempts: end.attempts.length,
    tasks: end.tasks.length,
    jobs: jobs.length,
    victims,
    running: before.map(runningIn),
    pausedJobs,
    integrity: await observer.integrity(),
  };
}

function runningIn({ attempts }: Observed): number {
  return attempts.filter(({ state }) => state === 'running').length;
}

/** Starts this many attempts. Of all attempts, every fifth is one of the failing workflow. */
async function startAttempts(count: number, runner: Runner, observer: Observer): Promise<void> {
  const { length: existing } = await observer.attempts();
  await mapConcurrently(3, range(count), (index) => {
    const number = existing + index;
    const workflow: WorkflowName = number % 5 === 4 ? 'failing' : 'run';
    return runner.start(workflow, new Date(FIRST_SESSION + number * DAY_MS).toISOString().slice(0, 10));
  });
}

/** Waits until all attempts have ended, or nothing happens anymore. Returns how many jobs had to be resumed. */
async function finish(deployment: Deployment, runner: Runner, observer: Observer): Promise<number> {
  let pausedJobs = 0;
  let progress = await observer.progress();
  let changedAt = performance.now();
  while ((await observer.attempts()).some(({ state }) => state === 'running')) {
    await runner.ensureRunning(observer);
    pausedJobs += await resumePaused(deployment, observer);
    await wait(500);
    const newProgress = await observer.progress();
    if (newProgress !== progress) changedAt = performance.now();
    else if (performance.now() - changedAt > STUCK_MS) break;
    progress = newProgress;
  }
  return pausedJobs;
}

async function rowsOf({ pintd }: Deployment): Promise<string[]> {
  const args = ['query', '-d', 'shop', '--wait', '-f', 'csv', 'SELECT attempt, task FROM runs'];
  const out = await runOrThrow(pintd, args);
  return out
    .trim()
    .split('\n')
    .map((line) => line.replace(',', ' '));
}

async function runOrThrow(pintd: Deployment['pintd'], args: readonly string[]): Promise<string> {
  const { status, out, err } = await pintd.run(args);
  if (status === 0) return out;
  throw new Error(`pintd ${args[0]} ended with ${status}: ${err}`);
}
