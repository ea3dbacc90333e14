import { expect, test } from 'vitest';
import type { Repair } from '../../connector/repair.ts';
import type { FieldSpec } from '../../record/field.ts';
import { compilePlan } from '../../record/plan.ts';
import type { Row } from '../../record/row.ts';
import type { Fix } from '../fix.ts';
import { createFixer } from '../fixer.ts';
import { type CountedEffect, columnEffects, repairsToMake, repairTotals } from './safe-repairs.ts';

const PHONE = { index: 0, repairs: ['note', 'zero'], hasError: false };
const VALUE = { index: 1, repairs: ['sign'], hasError: true };
const TIME = { index: 2, repairs: ['seconds'], hasError: true };

/** The effects that safe repairs would have, with the number of records of each. */
const EFFECTS: readonly CountedEffect[] = [
  { effect: { cells: [VALUE], from: 'invalid', to: 'ready' }, records: 100 },
  { effect: { cells: [PHONE], from: 'warned', to: 'ready' }, records: 30 },
  { effect: { cells: [PHONE, VALUE, TIME], from: 'invalid', to: 'warned' }, records: 5 },
  { effect: { cells: [TIME], from: 'invalid', to: 'invalid' }, records: 3 },
  { effect: { cells: [VALUE], from: 'invalid', to: 'left_out' }, records: 2 },
  { effect: { cells: [{ ...TIME, hasError: false }], from: 'left_out', to: 'left_out' }, records: 4 },
];

test.each<[string, number[], object]>([
  ['all columns', [0, 1, 2], { records: 144, leftOut: 4, cells: 154, becomeReady: 105, becomeLeftOut: 2 }],
  [
    'one of several errors of a record',
    [1],
    { records: 107, leftOut: 0, cells: 107, becomeReady: 100, becomeLeftOut: 2 },
  ],
  ['all errors, but no warning', [1, 2], { records: 114, leftOut: 4, cells: 119, becomeReady: 105, becomeLeftOut: 2 }],
  ['only warnings', [0], { records: 35, leftOut: 0, cells: 35, becomeReady: 0, becomeLeftOut: 0 }],
  ['nothing', [], { records: 0, leftOut: 0, cells: 0, becomeReady: 0, becomeLeftOut: 0 }],
])('counts the effects of repairing %s', (_, columns, totals) => {
  expect(repairTotals(EFFECTS, new Set(columns))).toEqual(totals);
});

test('columns are listed with their repairs, most cells first', () => {
  const columns = columnEffects(EFFECTS, ['seconds', 'zero', 'sign', 'note']);
  expect(columns).toEqual([
    { index: 1, cells: 107, errors: 107, repairs: [{ repair: 'sign', cells: 107 }] },
    {
      index: 0,
      cells: 35,
      errors: 0,
      repairs: [
        { repair: 'zero', cells: 35 },
        { repair: 'note', cells: 35 },
      ],
    },
    { index: 2, cells: 12, errors: 8, repairs: [{ repair: 'seconds', cells: 12 }] },
  ]);
  expect(repairsToMake(columns.slice(0, 2), ['ph', 'value', 'time'])).toEqual([
    { column: 'value', repair: 'sign' },
    { column: 'ph', repair: 'zero' },
    { column: 'ph', repair: 'note' },
  ]);
});

function field(name: string): FieldSpec {
  return {
    ...{ name, group: 'test', shape: 'single', type: 'string', path: [name], isRequired: false, isHashed: false },
    ...{ example: '', clean: (text, cell) => (text.endsWith('?') ? cell.error(`${name}_unsure`) : text) },
  };
}

/** One repair removes the question mark from a place; the other puts the place in front of a phone number. */
const REPAIRS: readonly Repair[] = [
  {
    name: 'place',
    kind: 'safe',
    codes: new Set(['place_unsure']),
    isAnonymous: true,
    fix: (text) => text.slice(0, -1),
  },
  {
    name: 'phone',
    kind: 'safe',
    codes: new Set(['phone_unsure']),
    isAnonymous: false,
    fix: (text, { textOf }) => `${textOf('place')} ${text.slice(0, -1)}`,
  },
];

test.each<[string, readonly Fix[], readonly string[]]>([
  [
    'repairs made together read the record as it was before all of them',
    [
      {
        kind: 'repairs',
        repairs: [
          { column: 'place', repair: 'place' },
          { column: 'phone', repair: 'phone' },
        ],
      },
    ],
    ['Oslo', 'Oslo? 22'],
  ],
  [
    'repairs made one after the other read the results of those before',
    [
      { kind: 'repair', column: 'place', repair: 'place' },
      { kind: 'repair', column: 'phone', repair: 'phone' },
    ],
    ['Oslo', 'Oslo 22'],
  ],
])('%s', (_, fixes, cells) => {
  const plan = compilePlan([field('place'), field('phone')], ['place', 'phone']);
  const fixer = createFixer({ plan, fixes, repairs: REPAIRS, now: 0, isIp: () => false });
  const row: Row = {
    ...{ record: 1, line: 2, start: 0, end: 1, endLine: 2 },
    cells: ['Oslo?', '22?'],
    missingCells: 0,
  };
  const { row: fixed, fixNumbers } = fixer(row);
  expect(fixed.cells).toEqual(cells);
  expect(fixNumbers).toEqual(fixes.map((_, number) => number));
});
