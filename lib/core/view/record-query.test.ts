import { expect, test } from 'vitest';
import { MAX_COLUMN_NAME } from '../upload/file-format.ts';
import { readRecordQuery, recordQueryString } from './record-query.ts';

test('keeps a column name of the maximum length in the query string, and ignores a longer one', () => {
  const column = 'c'.repeat(MAX_COLUMN_NAME);
  const query = { status: 'invalid', after: 0, code: 'missing', column } as const;
  const pairs = new URLSearchParams(recordQueryString(query));
  expect(readRecordQuery(Object.fromEntries(pairs))).toEqual(query);
  expect(readRecordQuery({ column: `${column}c` })).toEqual({ status: 'open', after: 0 });
});
