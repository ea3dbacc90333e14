import { expect, test } from 'vitest';
import { countAttributeTables, type JoinResult } from './build-result.ts';

const join = (table: string): JoinResult => ({ table, matched: 1, unmatched: 0, duplicateKeys: 0, customers: 1 });

test('counts the attribute tables of a build without its behaviors', () => {
  const joins = ['Loyalty', 'Consent', 'Orders'].map(join);
  expect(countAttributeTables({ joins, behaviors: { orders: 1 } })).toBe(2);
  expect(countAttributeTables({ joins: [], behaviors: {} })).toBe(0);
});
