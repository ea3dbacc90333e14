import { expect, test } from 'vitest';
import { choiceOf } from '../components/audience/wizard/draft/choice-of-draft.ts';
import { draftOf } from '../components/audience/wizard/draft/draft-of-parent-segment.ts';
import type { ParentSegment } from '../lib/core/audience/parent-segment.ts';

/** The form of a parent segment: what a person does not change stays as it is stored. */

test('a column that is used under two names keeps both', () => {
  const profiles = {
    name: 'Profiles',
    source: { database: 'shop', table: 'profiles' },
    join: { parentKey: 'id', childKey: 'customer' },
    columns: [
      { column: 'email', name: 'email' },
      { column: 'email', name: 'login' },
      { column: 'city', name: 'town', group: 'Address' },
    ],
  };
  const stored = {
    ...{ id: 1, name: 'Customers', description: '', engine: 'duckdb', schedule: null, createdAt: 1, updatedAt: 1 },
    master: { database: 'shop', table: 'customers', key: 'id', filters: [], columns: [] },
    ...{ attributes: [profiles], behaviors: [] },
  } as unknown as ParentSegment;
  const columnsOf = (...names: string[]) => names.map((name) => ({ name, type: 'VARCHAR' }));
  const sources = [
    { database: 'shop', table: 'customers', columns: columnsOf('id') },
    { database: 'shop', table: 'profiles', columns: columnsOf('customer', 'email', 'city', 'age') },
  ];
  expect(choiceOf(draftOf(stored, sources as never)).attributes).toEqual([profiles]);
});
