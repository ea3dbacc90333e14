import { expect, test } from 'vitest';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import type { BuiltTable } from '../build.ts';
import { fittingColumn } from './fitting-column.ts';

const { fields } = getFileConnector();

test.each<[behavior: string, columns: readonly string[], id: string | null]>([
  ['payments', ['paid', 'payment_id'], 'payment_id'],
  ['payments', ['paid'], null],
  ['visits', ['android', 'visitid'], 'visitid'],
  ['visits', ['grid', 'basketId'], 'basketId'],
])('the events of the behavior %s with the columns %j have the id %j', (behavior, names, id) => {
  const table = `behavior_${behavior}`;
  const columns: readonly BuiltTable[] = [
    {
      ...{ table, name: behavior, timeColumn: null },
      columns: names.map((name) => ({ name, type: 'string', group: '' })),
    },
  ];
  const output = { allColumns: false, columns: [], behaviors: [] };
  const [eventId] = fields.filter(({ name }) => name === 'event_id');
  expect(eventId && fittingColumn(eventId, { fields, columns, output })).toEqual(
    id === null ? null : { table, column: id },
  );
});
