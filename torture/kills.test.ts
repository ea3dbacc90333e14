import { describe, test } from 'vitest';
import { run as runControl } from './control.ts';
import { Arena } from './kills/arena.ts';
import { CliExecutor } from './kills/executors.ts';
import { killWhileSending } from './kills/rounds.ts';
import { sliceOf } from './kit/slice.test-kit.ts';

/** Slices of npm run torture; side by side, for most of their time goes by in waiting for the leases of the dead. */
describe.concurrent('a killed pintd', () => {
  test('loses nothing, and repeats no more than it has to', async (context) => {
    const { expect } = context;
    const { folder, port, random } = await sliceOf('kills', 1, context);
    const arena = await Arena.open({ name: 'cli', folder, port, random });
    const executor = new CliExecutor(arena.pintd);
    context.onTestFinished(async () => {
      await executor.stop();
      await arena.close();
    });
    await killWhileSending(arena, executor, 2, 6000);
    for (const { repeats: _, ...faults } of arena.verdicts) expect(Object.values(faults).flat()).toEqual([]);
    expect(arena.kills.filter(({ integrity }) => integrity !== 'ok')).toEqual([]);
    expect(arena.badSums).toEqual([]);
    expect(arena.tooManyResent).toEqual([]);
  });

  test('on a ledger with a fault is found out', async (context) => {
    const rows = await runControl(await sliceOf('control', 0.1, context));
    context.expect(rows.filter(({ passed }) => !passed)).toEqual([]);
  });
});
