import { expect, test } from 'vitest';
import { asWritten } from '../record/clean.ts';
import type { FieldSpec } from '../record/field.ts';
import { compilePlan } from '../record/plan.ts';
import { assignConstant, assignField, hasIdentifier, selectableNames } from './mapping.ts';

const plain = { group: 'g', type: 'string', required: false, hashed: false, clean: asWritten, example: '' } as const;
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
])('offers names of %o beside the columns %j', (field, header, expected) => {
  expect(selectableNames(field, compilePlan(fields, header).columns)).toEqual(expected);
});

test('assigning another column to a field releases the previous column or constant', () => {
  const mapping = { a: 'when', b: null, c: 'mail' };
  const of = (changed: object, constants = {}) => ({ mapping: { ...mapping, ...changed }, constants });
  const matching = of({}, { when: '1', item_id: 'x' });
  expect(assignField(matching, 'b', 'when')).toEqual({
    matching: of({ a: null, b: 'when' }, { item_id: 'x' }),
    released: 'a',
  });
  expect(assignField(of({}), 'a', 'when')).toEqual({ matching: of({}), released: null });
  expect(assignField(matching, 'c', null)).toEqual({ matching: of({ c: null }, matching.constants), released: null });
});

test('assigning a constant to a field releases its column', () => {
  const matching = { mapping: { a: 'when', b: 'mail' }, constants: {} };
  const changed = { mapping: { a: null, b: 'mail' }, constants: { when: 'now' } };
  expect(assignConstant(matching, 'when', 'now')).toEqual(changed);
  expect(assignConstant(changed, 'when', null)).toEqual({ mapping: { a: null, b: 'mail' }, constants: {} });
});

test('an identifier is a complete set of fields with a column each', () => {
  const sets = [['when', 'mail'], ['item_id']];
  expect(hasIdentifier(sets, compilePlan(fields, ['when']))).toBe(false);
  expect(hasIdentifier(sets, compilePlan(fields, ['when', 'mail_2']))).toBe(true);
  expect(hasIdentifier(sets, compilePlan(fields, ['item_id']))).toBe(true);
});
