import { join } from 'node:path';
import type { CampaignOptions } from '../kit/campaign.ts';
import { Findings, type Row } from '../kit/findings.ts';
import { runControl } from './control.ts';
import { measureCost } from './cost.ts';
import { type KillRun, killAttempts } from './kill-run.ts';
import { ConsoleRunner, DyingRunner, ShellRunner } from './kills.ts';
import { checkModels } from './models.ts';

const KILLS = { console: 60, shell: 30, dying: 10 };
const ATTEMPTS = { console: 16, shell: 4, dying: 4 };

/**
 * SIGKILL to the worker, the web process, the whole console, and shells, while up to 19 attempts run parallel
 * groups, queries into a table, and exports; and shells that die whenever a job has stored its result but not ended. No
 * task that succeeded may run again, none may be lost or stuck, and none may submit a second job.
 */
export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const kills = (count: number) => Math.max(3, Math.round(count * scale));
  const attempts = (count: number) => Math.max(2, Math.round(count * scale));
  const byConsole = await killAttempts({
    folder: join(folder, 'console'),
    port,
    random: random.for('console'),
    console: 'lib/start.ts',
    runner: (deployment) => new ConsoleRunner(deployment),
    attempts: attempts(ATTEMPTS.console),
    kills: kills(KILLS.console),
  });
  const byShells = await killAttempts({
    folder: join(folder, 'shells'),
    port: port + 1,
    random: random.for('shells'),
    runner: (deployment) => new ShellRunner(deployment),
    attempts: attempts(ATTEMPTS.shell),
    kills: kills(KILLS.shell),
  });
  const atResults = await killAttempts({
    folder: join(folder, 'results'),
    port: port + 2,
    random: random.for('results'),
    runner: (deployment) => new DyingRunner(deployment),
    attempts: attempts(ATTEMPTS.dying),
    kills: kills(KILLS.dying),
  });
  const findings = new Findings('workflows');
  const required = Object.values(KILLS).reduce((sum, count) => sum + kills(count), 0);
  report(findings, [byConsole, byShells, atResults], required);
  await measureCost(findings, folder);
  await checkModels(findings, { folder, scale });
  await runControl(findings, { random, port: port + 3, folder, scale });
  return findings.rows;
}

function report(findings: Findings, killRuns: readonly KillRun[], requiredKills: number): void {
  const sum = (countIn: (killRun: KillRun) => number) =>
    killRuns.reduce((total, killRun) => total + countIn(killRun), 0);
  const all = (kind: keyof KillRun['verdict']) => killRuns.flatMap(({ verdict }) => verdict[kind]);
  const victims = killRuns.flatMap((killRun) => killRun.victims);
  const tally = (['worker', 'web', 'console', 'shell'] as const).map(
    (name) => `${victims.filter((victim) => victim === name).length} ${name}`,
  );
  findings.atLeast(`kills while attempts ran (${tally.join(', ')})`, victims.length, requiredKills);
  const running = killRuns.flatMap((killRun) => killRun.running);
  findings.note(
    'attempts that ran at a kill, on average and at most',
    `${average(running)}, ${Math.max(0, ...running)}`,
  );
  findings.note(
    'attempts, their tasks and jobs',
    `${sum((killRun) => killRun.attempts)}, ${sum((killRun) => killRun.tasks)}, ${sum((killRun) => killRun.jobs)}`,
  );
  findings.none('attempts that were stuck', all('stuck'));
  findings.none('tasks, rows or events lost, or attempts that ended otherwise', all('lost'));
  findings.none('tasks that ran again after their success, and rows or events twice', all('twice'));
  findings.none('jobs that were submitted twice', all('jobsTwice'));
  findings.note(
    'jobs that paused after three deaths of their process, and were resumed',
    sum((killRun) => killRun.pausedJobs),
  );
  const checks = killRuns.flatMap(({ integrity }) => integrity ?? []);
  if (checks.length > 0)
    findings.none(
      `failed integrity checks, of ${checks.length}`,
      checks.filter((integrity) => integrity !== 'ok'),
    );
}

function average(numbers: readonly number[]): string {
  return (numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)).toFixed(1);
}
