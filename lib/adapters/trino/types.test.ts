import { expect, test } from 'vitest';
import { parseType, partsOf, type TypeSignature } from './types.ts';

/** A type's name, followed by its parts by name, if it has any. */
function outline(type: TypeSignature): unknown {
  const parts = partsOf(type).map((part) => [part.name, outline(part.type)]);
  return parts.length === 0 ? type.rawType : [type.rawType, Object.fromEntries(parts)];
}

test.each([
  ['bigint', 'bigint'],
  ['decimal(38, 10)', 'decimal'],
  ['timestamp(3) with time zone', 'timestamp with time zone'],
  ['array(varchar(5))', ['array', { field0: 'varchar' }]],
  ['map(varchar, array(date))', ['map', { field0: 'varchar', field1: ['array', { field0: 'date' }] }]],
  ['row("a,(b" time(0), c double)', ['row', { 'a,(b': 'time', c: 'double' }]],
  [
    'row("say ""hi""" row(x timestamp(6) with time zone))',
    ['row', { 'say "hi"': ['row', { x: 'timestamp with time zone' }] }],
  ],
  ['row(bigint, varchar)', ['row', { field0: 'bigint', field1: 'varchar' }]],
])('parses the printed type %s', (text, expected) => {
  expect(outline(parseType(text))).toEqual(expected);
});
