import { expect, test } from 'vitest';
import { typedValue } from './typed-value.ts';

/**
 * Types as Trino names them. The types of the built-in engine are tested with its tables
 * (tests/workflow-operators/td.test.ts).
 */
test.each([
  ['bigint', 'CAST(v AS bigint)'],
  ['decimal(38, 2)', 'CAST(v AS decimal(38, 2))'],
  ['timestamp(3)', 'CAST(v AS TIMESTAMP)'],
  ['timestamp(3) with time zone', String.raw`CAST(regexp_replace(v, ' ([+-]\d\d:\d\d)$', '\1') AS TIMESTAMPTZ)`],
  ['varchar(10)', 'v'],
  ['row(a bigint)', 'v'],
  ['varbinary', 'v'],
])('a value of type %s is converted by %s', (type, sql) => expect(typedValue('v', type)).toBe(sql));

test('list elements are converted to their type, unless they are missing', () => {
  expect(typedValue('v', 'array(array(bigint))')).toBe(
    `list_transform(from_json(v, '["VARCHAR"]'), lambda e0: CASE WHEN e0 <> '\\N' THEN ` +
      `list_transform(from_json(e0, '["VARCHAR"]'), lambda e1: CASE WHEN e1 <> '\\N' THEN CAST(e1 AS bigint) END) END)`,
  );
});
