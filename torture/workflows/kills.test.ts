import { join } from 'node:path';
import { describe, test } from 'vitest';
import { Findings } from '../kit/findings.ts';
import { sliceOf } from '../kit/slice.test-kit.ts';
import { runControl } from './control.ts';
import { killAttempts } from './kill-run.ts';
import { DyingRunner, ShellRunner } from './kills.ts';

/** Slices of npm run torture. */
describe.concurrent('killing shells that run attempts', { timeout: 600_000 }, () => {
  test('loses no task, repeats none that succeeded, and submits no job twice', async (context) => {
    const { folder, port, random } = await sliceOf('workflows', 1, context);
    const { verdict, integrity } = await killAttempts({
      folder: join(folder, 'shells'),
      port,
      random,
      attempts: 2,
      kills: 4,
      runner: (deployment) => new ShellRunner(deployment),
    });
    context.expect([Object.values(verdict).flat(), integrity]).toEqual([[], 'ok']);
  });

  test('continues after deaths between the result and the end of a job', async (context) => {
    const { folder, port, random } = await sliceOf('workflows-results', 1, context);
    const { verdict, integrity } = await killAttempts({
      folder: join(folder, 'results'),
      port,
      random,
      attempts: 2,
      kills: 1,
      runner: (deployment) => new DyingRunner(deployment),
    });
    context.expect([Object.values(verdict).flat(), integrity]).toEqual([[], 'ok']);
  });

  test('reveals the faults of faulty stores', async (context) => {
    const findings = new Findings('workflows');
    await runControl(findings, await sliceOf('workflows-control', 1, context));
    context.expect(findings.rows.filter(({ passed }) => !passed)).toEqual([]);
  });
});
