import { describe, test } from 'vitest';
import { run as runControl } from './control.ts';
import { CliExecutor } from './kills/executors.ts';
import { KillTest } from './kills/kill-test.ts';
import { killWhileSending } from './kills/rounds.ts';
import { sliceOf } from './kit/slice.test-kit.ts';

/** Slices of npm run torture; concurrent, because they mostly wait for the leases of dead processes to expire. */
describe.concurrent('killing pintd', () => {
  test('loses no record, and repeats only calls in flight', async (context) => {
    const { expect } = context;
    const { folder, port, random } = await sliceOf('kills', 1, context);
    const killTest = await KillTest.open({ name: 'pintd', folder, port, random });
    const executor = new CliExecutor(killTest.pintd);
    context.onTestFinished(async () => {
      await executor.stop();
      await killTest.close();
    });
    await killWhileSending(killTest, executor, 2, 6000);
    for (const { repeats: _, ...faults } of killTest.verdicts) expect(Object.values(faults).flat()).toEqual([]);
    expect(killTest.kills.filter(({ integrity }) => integrity !== 'ok')).toEqual([]);
    expect(killTest.badSums).toEqual([]);
    expect(killTest.tooManyResent).toEqual([]);
  });

  test('reveals the faults of faulty ledgers', async (context) => {
    const rows = await runControl(await sliceOf('control', 0.1, context));
    context.expect(rows.filter(({ passed }) => !passed)).toEqual([]);
  });
});
