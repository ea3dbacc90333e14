import { expect, test } from 'vitest';
import { exampleOf, joinChange, NOTHING_JOINED } from '../components/export/match/target/target-dialog.ts';
import { changeTarget } from '../lib/core/matching/mapping.ts';
import { type Mapping, targetsOf } from '../lib/core/record/field-target.ts';

/** Joining columns to one of the fields that a column feeds. */

const MAPPING: Mapping = {
  Datum: [
    { field: 'event_time', join: ['Uhrzeit'] },
    { field: 'order_id', join: ['Kasse', 'Bon'], separator: '-' },
  ],
  Name: [{ field: 'ln', part: -1 }, 'fn'],
};

type JoinCase = [
  what: string,
  column: string,
  fieldIndex: number,
  others: string[],
  separator: string,
  expected: Mapping[string],
];

test.each<JoinCase>([
  [
    'joins a column',
    'Name',
    1,
    ['Zusatz'],
    ' ',
    [
      { field: 'ln', part: -1 },
      { field: 'fn', join: ['Zusatz'], separator: ' ' },
    ],
  ],
  ['joins instead of splitting', 'Name', 0, ['B'], '/', [{ field: 'ln', join: ['B'], separator: '/' }, 'fn']],
  ['keeps the part if no column is joined', 'Name', 0, [NOTHING_JOINED], ' ', MAPPING['Name'] ?? null],
  [
    'changes the last of several columns',
    'Datum',
    1,
    ['Kasse', 'Beleg'],
    '-',
    [
      { field: 'event_time', join: ['Uhrzeit'] },
      { field: 'order_id', join: ['Kasse', 'Beleg'], separator: '-' },
    ],
  ],
  [
    'removes one of several columns',
    'Datum',
    1,
    [NOTHING_JOINED, 'Bon'],
    '-',
    [
      { field: 'event_time', join: ['Uhrzeit'] },
      { field: 'order_id', join: ['Bon'], separator: '-' },
    ],
  ],
  [
    'removes all columns',
    'Datum',
    1,
    [NOTHING_JOINED, NOTHING_JOINED],
    '-',
    [{ field: 'event_time', join: ['Uhrzeit'] }, 'order_id'],
  ],
])('a choice of columns %s', (_, column, fieldIndex, others, separator, expected) => {
  const change = joinChange(targetsOf(MAPPING[column])[fieldIndex], others, separator) ?? {};
  const { mapping } = changeTarget({ mapping: MAPPING, constants: {} }, column, fieldIndex, change);
  expect(mapping).toEqual({ ...MAPPING, [column]: expected });
});

test('the example is joined from the first values of all columns', () => {
  const samples = Object.entries({ A: ['090', '080'], B: ['1234'], C: ['5678'], D: [] });
  const shown = samples.map(([column, values]) => ({ column, values, isMasked: false }));
  expect(exampleOf(shown, ['A', 'B', 'C', 'D'], { separator: '-' })).toBe('090-1234-5678');
});
