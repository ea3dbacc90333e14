import { expect, test } from 'vitest';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { checkColumns } from './compatibility.ts';

test.each([
  ['event_time', 'TIMESTAMP WITH TIME ZONE', 'converted'],
  ['event_time', 'timestamp(3) with time zone', 'converted'],
  ['event_time', 'timestamp(3)', 'taken_as_utc'],
  ['event_time', 'DATE', 'taken_as_utc'],
  ['db', 'DATE', null],
  ['event_id', 'TIMESTAMP WITH TIME ZONE', null],
  ['em', 'VARCHAR[]', 'list'],
  ['em', 'VARCHAR[2]', 'list'],
  ['em', 'array(varchar)', 'list'],
  ['num_items', 'INTEGER[2]', 'nested'],
  ['num_items', 'DOUBLE', 'fraction'],
  ['num_items', 'DECIMAL(10,2)', 'fraction'],
  ['num_items', 'decimal(10,2)', 'fraction'],
  ['num_items', 'DECIMAL(10,0)', null],
  ['value', 'DECIMAL(10,2)', null],
])('the column %s of type %s gets the hint %s', (name, type, hint) => {
  expect(checkColumns(getFileConnector(), [{ name, type }]).columns).toMatchObject([{ field: name, hint }]);
});
