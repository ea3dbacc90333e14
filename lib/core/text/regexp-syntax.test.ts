import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { malformedAt } from './regexp-syntax.ts';

const VALID = [
  '',
  'a',
  '^$',
  'a|',
  '()',
  '(?i)abc',
  '(?P<year>\\d{4})',
  '[]a]',
  '[^]]',
  '[[:alpha:]_-]',
  'a{,3}',
  'a{2,}?',
  'a\\Q\\E*',
];

test.each(VALID)('accepts %j', (pattern) => {
  expect(malformedAt(pattern)).toBeUndefined();
});

const MALFORMED: readonly (readonly [pattern: string, position: number])[] = [
  ['*a', 1],
  ['\\Q\\E*a', 5],
  ['a**', 3],
  ['ab(c', 3],
  ['a)', 2],
  ['a[b', 2],
  ['[z-a]', 2],
  ['a{3,2}', 2],
  ['a{1001}', 2],
  ['(a{500}){3}', 9],
  ['(?=a)', 1],
  ['(?<!a)b', 1],
  ['(a)\\1', 4],
  ['a\\', 2],
  ['\\p{Nope}', 1],
  ['(?P<a>b)(?P<a>c)', 9],
];

test.each(MALFORMED)('refuses %j at its character %i', (pattern, position) => {
  expect(malformedAt(pattern)).toBe(position);
});

const PARTS = [
  'a',
  'é',
  '😀',
  '1',
  '2',
  '-',
  '_',
  ',',
  '<',
  ':',
  '.',
  '^',
  '$',
  '|',
  '*',
  '+',
  '?',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '{2}',
  '{2,}',
  '{,3}',
  '{3,2}',
  '{500}',
  '{1001}',
  '(?:',
  '(?i)',
  '(?i-s:',
  '(?-',
  '(?P<n>',
  '(?<n>',
  '(?=',
  '(?<=',
  '[^',
  '[:alpha:]',
  '[[:alpha:]]',
  '[:nope:]',
  'z-a',
  'a-',
  '\\',
  '\\d',
  '\\b',
  '\\z',
  '\\Z',
  '\\C',
  '\\Q',
  '\\E',
  '\\1',
  '\\07',
  '\\123',
  '\\x',
  '\\x41',
  '\\x{41}',
  '\\x{110000}',
  '\\pN',
  '\\p{Greek}',
  '\\p{^Lu}',
  '\\p{Nope}',
  '\\_',
  '\\é',
];

test('accepts exactly what the engine accepts', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const isAccepted = async (pattern: string) => {
    try {
      await connection.run(`SELECT regexp_matches('a', '${pattern}')`);
      return true;
    } catch {
      return false;
    }
  };
  const patterns = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));
  const property = fc.asyncProperty(patterns, async (pattern) => {
    expect([pattern, malformedAt(pattern) === undefined]).toEqual([pattern, await isAccepted(pattern)]);
  });
  await fc.assert(property, { numRuns: 500 });
  connection.closeSync();
});
