import { expect, test } from 'vitest';
import { asIs } from './clean.ts';
import type { FieldSpec } from './field.ts';
import { assignField, hasIdentifier, namesOnOffer } from './mapping.ts';
import { compilePlan } from './plan.ts';

const plain = { group: 'g', type: 'string', required: false, hashed: false, clean: asIs, example: '' } as const;
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
])('of %o beside the columns %j these names may be chosen', (field, header, expected) => {
  expect(namesOnOffer(field, compilePlan(fields, header).columns)).toEqual(expected);
});

test('a field that is given another column loses the one before', () => {
  const mapping = { a: 'when', b: null, c: 'mail' };
  expect(assignField(mapping, 'b', 'when')).toEqual({ mapping: { a: null, b: 'when', c: 'mail' }, released: 'a' });
  expect(assignField(mapping, 'a', 'when')).toEqual({ mapping, released: null });
  expect(assignField(mapping, 'c', null)).toEqual({ mapping: { ...mapping, c: null }, released: null });
});

test('an identifier is a whole set of fields, one column of each', () => {
  const sets = [['when', 'mail'], ['item_id']];
  expect(hasIdentifier(sets, compilePlan(fields, ['when']))).toBe(false);
  expect(hasIdentifier(sets, compilePlan(fields, ['when', 'mail_2']))).toBe(true);
  expect(hasIdentifier(sets, compilePlan(fields, ['item_id']))).toBe(true);
});
