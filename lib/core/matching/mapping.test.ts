import { expect, test } from 'vitest';
import { asWritten } from '../record/clean.ts';
import type { FieldSpec } from '../record/field.ts';
import { compilePlan } from '../record/plan.ts';
import {
  assignConstant,
  assignField,
  assignTargets,
  assignUnits,
  changeTarget,
  hasIdentifier,
  joinColumns,
  lostTargets,
  selectableNames,
} from './mapping.ts';

const plain = {
  group: 'g',
  type: 'string',
  isRequired: false,
  isHashed: false,
  clean: asWritten,
  example: '',
} as const;
const single: FieldSpec = { ...plain, name: 'when', shape: 'single', path: ['when'] };
const list: FieldSpec = { ...plain, name: 'mail', shape: 'list', path: ['mail'] };
const id: FieldSpec = { ...plain, name: 'item_id', shape: 'item', path: ['items', 'id'] };
const price: FieldSpec = { ...plain, name: 'item_price', shape: 'item', path: ['items', 'price'] };
const fields = [single, list, id, price];

test.each([
  [single, ['when'], ['when']],
  [list, [], ['mail']],
  [list, ['mail', 'mail_1'], ['mail_2']],
  [list, ['mail_2'], ['mail', 'mail_1', 'mail_3']],
  [list, ['mail_100'], Array.from({ length: 12 }, (_, n) => (n === 0 ? 'mail' : `mail_${n}`))],
  [price, ['item_id', 'item_id_1', 'item_price'], ['item_price_1', 'item_price_2']],
])('offers the free names of %o in a file with the columns %j', (field, header, expected) => {
  expect(selectableNames(field, compilePlan(fields, header).columns)).toEqual(expected);
});

test('assigning another column to a field releases the previous column or constant', () => {
  const mapping = { a: 'when', b: null, c: 'mail' };
  const matchingWith = (changed: object, constants = {}) => ({ mapping: { ...mapping, ...changed }, constants });
  const matching = matchingWith({}, { when: '1', item_id: 'x' });
  expect(assignField(matching, 'b', 'when')).toEqual({
    matching: matchingWith({ a: null, b: 'when' }, { item_id: 'x' }),
    released: 'a',
  });
  expect(assignField(matchingWith({}), 'a', 'when')).toEqual({ matching: matchingWith({}), released: null });
  expect(assignField(matching, 'c', null)).toEqual({
    matching: matchingWith({ c: null }, matching.constants),
    released: null,
  });
});

test('assigning a constant to a field releases its column', () => {
  const matching = { mapping: { a: 'when', b: 'mail' }, constants: {} };
  const changed = { mapping: { a: null, b: 'mail' }, constants: { when: 'now' } };
  expect(assignConstant(matching, 'when', 'now')).toEqual(changed);
  expect(assignConstant(changed, 'when', null)).toEqual({ mapping: { a: null, b: 'mail' }, constants: {} });
});

test('a field that an API spelled in capitals is released, kept and lost like any other', () => {
  const matching = { mapping: { a: 'WHEN', b: null }, constants: { ITEM_ID: 'x', Mail: 'm' } };
  const { matching: moved, released } = assignField(matching, 'b', 'when');
  expect([moved.mapping, released]).toEqual([{ a: null, b: 'when' }, 'a']);
  expect(assignConstant(matching, 'when', 'now').mapping).toEqual({ a: null, b: null });
  expect(assignConstant(matching, 'item_id', 'y').constants).toEqual({ item_id: 'y', Mail: 'm' });
  expect(assignConstant(matching, 'mail', null).constants).toEqual({ ITEM_ID: 'x' });
  expect(assignTargets(matching, 'b', [{ field: 'when' }]).mapping).toEqual({ a: null, b: 'when' });
  expect(lostTargets(matching.mapping, { a: 'when' })).toEqual([]);
});

test('an identifier is a set of fields that all have a column', () => {
  const sets = [['when', 'mail'], ['item_id']];
  expect(hasIdentifier(sets, compilePlan(fields, ['when']))).toBe(false);
  expect(hasIdentifier(sets, compilePlan(fields, ['when', 'mail_2']))).toBe(true);
  expect(hasIdentifier(sets, compilePlan(fields, ['item_id']))).toBe(true);
});

test('a column feeds further fields, and gives one of them to another column', () => {
  const matching = { mapping: { a: 'when', b: null }, constants: {} };
  const two = assignField(matching, 'a', 'mail', 1).matching;
  expect(two.mapping).toEqual({ a: ['when', 'mail'], b: null });
  expect(assignField(two, 'b', 'when')).toEqual({
    matching: { mapping: { a: 'mail', b: 'when' }, constants: {} },
    released: 'a',
  });
  expect(assignField(two, 'a', null, 0).matching.mapping).toEqual({ a: 'mail', b: null });
});

test('a change of the field keeps how the text is made, and drops values and units', () => {
  const target = { field: 'when', join: ['b'], separator: '-', values: { x: 'y' }, timezone: 'UTC' };
  const { matching } = assignField({ mapping: { a: target }, constants: {} }, 'a', 'mail');
  expect(matching.mapping).toEqual({ a: { field: 'mail', join: ['b'], separator: '-' } });
  expect(changeTarget(matching, 'a', 0, { join: undefined, separator: undefined }).mapping).toEqual({ a: 'mail' });
});

test('a joined column no longer feeds the same field under a number, but still feeds other fields', () => {
  const mapping = { a: 'ph', b: 'ph_1', c: ['ph_2', 'mail'], d: 'ph_3' };
  const { mapping: joined } = joinColumns({ mapping, constants: {} }, 'a', 0, { join: ['b', 'c'], separator: '-' });
  expect(joined).toEqual({ a: { field: 'ph', join: ['b', 'c'], separator: '-' }, b: null, c: 'mail', d: 'ph_3' });
});

test('a column that the mapping does not name feeds the field of its own name, also when that is changed', () => {
  const change = { values: { x: 'y' } };
  expect(changeTarget({ mapping: {}, constants: {} }, 'mail', 0, change).mapping).toEqual({
    mail: { field: 'mail', ...change },
  });
  const join = { join: ['mail', 'note', 'mail_1'], separator: '-' };
  expect(joinColumns({ mapping: { a: 'when' }, constants: {} }, 'a', 0, join).mapping).toEqual({
    a: { field: 'when', ...join },
  });
  expect(joinColumns({ mapping: { a: 'mail' }, constants: {} }, 'a', 0, { join: ['a', 'mail_1'] }).mapping).toEqual({
    a: { field: 'mail', join: ['a', 'mail_1'] },
    mail_1: null,
  });
});

test('units are set only on the fields that have them, and can be removed', () => {
  const timed = { ...single, units: { names: ['timezone'], reader: () => undefined } } as const;
  const matching = { mapping: { a: ['when', 'mail'], b: 'mail_1' }, constants: {} };
  const given = assignUnits([timed, list], matching, { timezone: 'UTC', dates: 'day_first' });
  expect(given.mapping).toEqual({ a: [{ field: 'when', timezone: 'UTC' }, 'mail'], b: 'mail_1' });
  expect(assignUnits([timed, list], given, { timezone: undefined })).toEqual(matching);
});

test('lists the fields and matched values that a change takes away', () => {
  const named = { field: 'when', values: { Kauf: 'x', Storno: null } };
  const before = { a: [named, 'mail'], b: null, c: 'mail_1' };
  const change = (column: string, name: string | null) =>
    lostTargets(before, assignField({ mapping: before, constants: {} }, column, name).matching.mapping);
  expect(change('b', 'when')).toEqual([{ column: 'a', field: 'when', valueCount: 2 }]);
  expect(change('a', 'item_id')).toEqual([{ column: 'a', field: 'when', valueCount: 2 }]);
  expect(change('c', null)).toEqual([{ column: 'c', field: 'mail_1', valueCount: 0 }]);
  expect(change('b', 'item_id')).toEqual([]);
});

test('a split column takes its fields from other columns and constants', () => {
  const parts = [
    { field: 'when', part: 1 },
    { field: 'mail', part: 2 },
    { field: 'mail', part: 3 },
  ] as const;
  const before = {
    mapping: { a: 'item_id', b: ['when', 'mail_1'], c: null },
    constants: { mail: 'x', item_price: '1' },
  };
  expect(assignTargets(before, 'a', parts)).toEqual({
    mapping: { a: parts.slice(0, 2), b: 'mail_1', c: null },
    constants: { item_price: '1' },
  });
});
