import { expect, test } from 'vitest';
import { previewQuery, sqlName } from './sql-name.ts';

test.each([
  ['event_name', 'event_name'],
  ['order', '"order"'],
  ['1st', '"1st"'],
  ['Item ID', '"Item ID"'],
  ['say "so"', '"say ""so"""'],
  ['メール', '"メール"'],
])('%s is written as %s', (name, written) => {
  expect(sqlName(name)).toBe(written);
});

test('previewQuery quotes the table name', () => {
  expect(previewQuery('order')).toBe('SELECT *\nFROM "order"\nLIMIT 100');
});
