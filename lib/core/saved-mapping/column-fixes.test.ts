import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectorOf } from '../../connectors/registry.ts';
import { compilePlan } from '../record/plan.ts';
import { type Fix, fixToUndo } from '../review/fix.ts';
import { createFixer } from '../review/fixer.ts';
import { columnFixes, countFixes, rememberedFixes, savedFix } from './column-fixes.ts';

const connector = connectorOf('pinterest_conversion');
const HEADER = ['event_name', 'event_time', 'country', 'em', 'value'];
const plan = compilePlan(connector.fields, HEADER);
const NOW = 1_795_000_000;

const SECONDS = { kind: 'repair', column: 'event_time', repair: 'to_seconds' } as const;
const COUNTRY = { kind: 'find', column: 'country', find: 'Germany', to: 'DE', how: 'whole' } as const;
const CELL = { kind: 'cell', record: 1, column: 'em', value: 'a@b.test' } as const;
const LEAVE_OUT: Fix = { kind: 'leave_out', records: [[1, 1]] };

test('only active fixes of whole columns are kept, in their order', () => {
  const fixes: Fix[] = [SECONDS, CELL, LEAVE_OUT, { kind: 'undo', of: 0 }, { ...SECONDS, column: 'value' }];
  expect(columnFixes(fixes)).toEqual([{ ...SECONDS, column: 'value' }]);
  expect(columnFixes([...fixes, { kind: 'undo', of: 3 }])).toEqual([SECONDS, { ...SECONDS, column: 'value' }]);
});

test('fixes of a saved mapping are kept with those that a person added, unless they were undone', () => {
  const saved: Fix = { kind: 'saved', fixes: [SECONDS] };
  const own = { ...SECONDS, column: 'value' };
  expect(columnFixes([saved, own])).toEqual([SECONDS, own]);
  expect(columnFixes([saved, own, { kind: 'undo', of: 0 }])).toEqual([own]);
  expect(fixToUndo([saved])).toBe(0);
});

test('fixes with values of columns that identify a person are not kept, but repairs of such columns are', () => {
  const email = { kind: 'repair', column: 'em', repair: 'trim' } as const;
  const fixes: Fix[] = [email, COUNTRY, { ...COUNTRY, column: 'em' }];
  expect(rememberedFixes(fixes, plan)).toEqual([email, COUNTRY]);
  expect(
    rememberedFixes(fixes, compilePlan(connector.fields, HEADER, { mapping: { country: null }, constants: {} })),
  ).toEqual([email]);
});

test('fixes of columns that a file lacks are not made, and the case of column names does not matter', () => {
  const several: Fix = {
    kind: 'repairs',
    repairs: [
      { column: 'em', repair: 'trim' },
      { column: 'ph', repair: 'trim' },
    ],
  };
  expect(savedFix(columnFixes([several, SECONDS]), ['EM', 'value'])).toEqual([
    { kind: 'saved', fixes: [{ kind: 'repairs', repairs: [{ column: 'EM', repair: 'trim' }] }] },
  ]);
  expect(savedFix([SECONDS], ['value'])).toEqual([]);
  expect(countFixes(columnFixes([several, SECONDS]))).toBe(3);
});

test('saved fixes have the effect of the same fixes made one after another', async () => {
  const repairs = await connector.loadRepairs();
  const options = { plan, repairs, now: NOW, isIp: () => false };
  const names = repairs.filter(({ neededAnswer }) => !neededAnswer).map(({ name }) => name);
  const repair = fc.record({ column: fc.constantFrom(...HEADER), repair: fc.constantFrom(...names) });
  const fix = fc.oneof(
    repair.map((each): Fix => ({ kind: 'repair', ...each })),
    fc.array(repair, { minLength: 1, maxLength: 3 }).map((each): Fix => ({ kind: 'repairs', repairs: each })),
  );
  const cell = fc.constantFrom(
    '',
    ' Checkout',
    '1795000000000',
    'Germany',
    'deutschland',
    ' A@B.test',
    '1,5',
    '12.50 €',
    'x',
  );
  const cells = fc.array(cell, { minLength: HEADER.length, maxLength: HEADER.length });
  fc.assert(
    fc.property(fc.array(fix, { minLength: 1, maxLength: 4 }), cells, (fixes, values) => {
      const row = { record: 1, line: 2, start: 0, end: 1, endLine: 2, cells: values, missingCells: 0 };
      const byHand = createFixer({ ...options, fixes })(row);
      const bySaved = createFixer({ ...options, fixes: savedFix(columnFixes(fixes), HEADER) })(row);
      expect(bySaved.row.cells).toEqual(byHand.row.cells);
      expect(bySaved.fixNumbers.length > 0).toBe(byHand.fixNumbers.length > 0);
    }),
    { numRuns: 300, seed: 17 },
  );
});
