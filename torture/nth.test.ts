import { expect, test } from 'vitest';
import { sliceOf } from './kit/slice.test-kit.ts';
import { run } from './nth.ts';

/** A slice of npm run torture: one run in forty. */
test('no failing operation causes loss, duplicates or a stuck job', async () => {
  const rows = await run(await sliceOf('nth', 0.025));
  expect(rows.flatMap(({ faults = [] }) => faults)).toEqual([]);
});
