import { expect, test } from 'vitest';
import { sliceOf } from './kit/slice.test-kit.ts';
import { run } from './nth.ts';

test('a slice of npm run torture: one operation in forty fails', async () => {
  const rows = await run(await sliceOf('nth', 0.025));
  expect(rows.flatMap(({ faults = [] }) => faults)).toEqual([]);
});
