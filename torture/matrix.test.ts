import { expect, test } from 'vitest';
import { sliceOf } from './kit/slice.test-kit.ts';
import { POSITIONS } from './matrix/expected.ts';
import { FAULTS } from './matrix/faults.ts';
import { runCell } from './matrix/run-cell.ts';

const NAMES = [
  'no fault',
  '401',
  '403',
  'redirect 302',
  '400 for one event',
  '422 without details',
  '429 thirty times',
  '503 with code 4197',
  '500 permanently',
  'reset after the batch was accepted',
  'response cut in the middle',
  '204',
  'a body of 50 MB',
  'connection refused',
  'self-signed certificate',
];

/** A slice of npm run torture: each of these faults in one batch. */
test.each(NAMES.map((name, index) => [name, POSITIONS[index % 3] ?? 'first', index % 2 === 0] as const))(
  'reacts as expected to: %s, in the %s batch, skip invalid records: %s',
  async (name, position, skipInvalid) => {
    const { folder } = await sliceOf('matrix', 1);
    const fault = FAULTS.find((known) => known.name === name);
    if (!fault) throw new Error(`There is no fault ${name}.`);
    expect(await runCell({ fault, position, skipInvalid }, `${folder}/data`)).toEqual([]);
  },
);
