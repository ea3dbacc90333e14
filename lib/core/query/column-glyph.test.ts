import { expect, test } from 'vitest';
import { columnGlyph } from './column-glyph.ts';

test.each([
  ['VARCHAR', 'Ab'],
  ['BIGINT', '#'],
  ['UINTEGER', '#'],
  ['DECIMAL(18,3)', '#'],
  ['DECIMAL(18,3)[]', '[]'],
  ['INTEGER[3]', '[]'],
  ['STRUCT(a INTEGER)', '{}'],
  ['JSON', '{}'],
  ['TIMESTAMP WITH TIME ZONE', '◷'],
  ['INTERVAL', '◷'],
  ['BOOLEAN', '◐'],
  ['BLOB', 'Ab'],
  ['varchar(9)', 'Ab'],
  ['real', '#'],
  ['array(bigint)', '[]'],
  ['row(a integer)', '{}'],
  ['timestamp(3) with time zone', '◷'],
])('%s is shown as %s', (type, glyph) => {
  expect(columnGlyph(type)).toBe(glyph);
});
