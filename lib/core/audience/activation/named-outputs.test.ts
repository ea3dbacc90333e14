import { expect, test } from 'vitest';
import type { BuiltTables } from '../build.ts';
import type { ActivationBehavior } from './activation.ts';
import { groupByPath, namedOutputs } from './named-outputs.ts';

const BUILD: BuiltTables = [
  {
    table: 'customers',
    name: 'customers',
    timeColumn: null,
    columns: [
      { name: 'email', type: 'string', group: '' },
      { name: 'tier', type: 'string', group: '' },
    ],
  },
];

/** The column names, grouped by path, of an output with all attributes and a behavior as numbered columns. */
function groupsWith(changes: Pick<ActivationBehavior, 'joinStrategy' | 'joinRow'>): readonly (readonly string[])[] {
  const behavior: ActivationBehavior = {
    behaviorTableName: 'behavior_page_views',
    formatting: 'cols',
    orderBy: [{ key: 'viewed_at', order: 'descending' }],
    columns: [
      { column: 'url', source: { column: 'page_url' } },
      { column: 'time', source: { column: 'viewed_at' } },
    ],
    ...changes,
  };
  const outputs = namedOutputs({ allColumns: true, columns: [], behaviors: [behavior] }, BUILD);
  return groupByPath(outputs).map((group) => group.map(({ name }) => name));
}

test('groups the numbered columns of several rows, and no others', () => {
  expect(groupsWith({ joinStrategy: 'Top-N', joinRow: 3 })).toEqual([
    ['email'],
    ['tier'],
    ['url_1', 'url_2', 'url_3'],
    ['time_1', 'time_2', 'time_3'],
  ]);
});

test.each(['First', 'Last'] as const)('%s gives the columns of one row, even if more rows are set', (joinStrategy) => {
  expect(groupsWith({ joinStrategy, joinRow: 3 })).toEqual([['email'], ['tier'], ['url_1'], ['time_1']]);
});
