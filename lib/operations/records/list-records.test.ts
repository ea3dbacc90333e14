import { expect, test } from 'vitest';
import { connectorOf } from '../../connectors/registry.ts';
import { listRecords } from './list-records.ts';

const EMPTY = { page: async () => [], pageBefore: async () => 0, count: async () => 0 };

test('a column that feeds several fields is listed once with all of them, after the column of the filter', async () => {
  const { columns } = await listRecords({
    job: { id: 1, mapping: { 'Order no': [{ field: 'event_id' }, { field: 'order_id' }] }, constants: {} },
    connector: connectorOf('pinterest_conversion'),
    header: ['Order no', 'em'],
    query: { status: 'open', column: 'em', after: 0 },
    limit: 10,
    records: EMPTY,
  });
  expect(columns.map(({ column, fields }) => [column, fields])).toEqual([
    ['em', ['em']],
    ['Order no', ['event_id', 'order_id']],
  ]);
});

test('a constant is listed as such, like a column', async () => {
  const { columns } = await listRecords({
    job: { id: 1, mapping: {}, constants: { currency: 'EUR' } },
    connector: connectorOf('pinterest_conversion'),
    header: ['em'],
    query: { status: 'open', after: 0 },
    limit: 10,
    records: EMPTY,
  });
  expect(columns.map(({ column, isConstant }) => [column, isConstant])).toEqual([
    ['em', false],
    ['currency', true],
  ]);
});

test('a constant with the name of a column that feeds another field is listed beside it', async () => {
  const { columns } = await listRecords({
    job: { id: 1, mapping: { currency: [{ field: 'order_id' }] }, constants: { currency: 'EUR' } },
    connector: connectorOf('pinterest_conversion'),
    header: ['currency'],
    query: { status: 'open', after: 0 },
    limit: 10,
    records: EMPTY,
  });
  expect(columns.map(({ column, fields, isConstant }) => [column, fields, isConstant])).toEqual([
    ['currency', ['order_id'], false],
    ['currency', ['currency'], true],
  ]);
});
