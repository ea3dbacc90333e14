import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { compilePattern } from './pattern.ts';

/** Parts of patterns that mean in JavaScript, with the flags g and u, what they mean to the engine. */
const atom = fc.constantFrom(
  'a',
  'b',
  '\\d',
  '[ab]',
  '[^a]',
  '.',
  '\\s',
  '(a|b)',
  '(?:ab)',
  '^',
  '$',
  '\\b',
  '😀',
  'é',
);
const repeated = fc
  .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?', '+?'))
  .filter(([part, times]) => times === '' || !['^', '$', '\\b'].includes(part))
  .map((parts) => parts.join(''));
const pattern = fc
  .array(
    fc.array(repeated, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 3 },
  )
  .map((alternatives) => alternatives.join('|'));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', ' ', '1', '2', '-', '\n'), maxLength: 16 });

test('finds what the pattern finds in JavaScript', () => {
  fc.assert(
    fc.property(pattern, text, (source, searched) => {
      const expected = [...searched.matchAll(new RegExp(source, 'gu'))].map(({ index, ...groups }) => [
        index,
        groups[0],
      ]);
      const found = compilePattern(source).matchesIn(searched) ?? [];
      expect(found.map(({ index, groups }) => [index, groups[0]])).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['a(', 2],
  ['[z-a]', 2],
  ['(?<=a)b', 1],
  ['(a)\\1', 4],
  ['ab\\C', 3],
  ['a**', 3],
])('refuses %s and names the place', (source, position) => {
  expect(() => compilePattern(source)).toThrow(
    expect.objectContaining({ code: 'find_pattern_malformed', params: { position } }),
  );
});

test.each(['a'.repeat(501), '[^a]{1000}', '(?:a{10}b{10}){60}'])(
  'refuses patterns that are too large: %#',
  (source) => {
    expect(() => compilePattern(source)).toThrow(expect.objectContaining({ code: 'find_pattern_too_large' }));
  },
);

/** Each of these takes a backtracking engine exponential time, or even a linear one quadratic time. */
test.each([
  '(a+)+$',
  '(a|aa)+$',
  '(a|a?)+$',
  '(.*)*x',
  '([a-z]+)*1',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  'a.*b|a',
  '(a.*)*b|a',
])('searches a long text for %s in bounded time', (source) => {
  const found = compilePattern(source).matchesIn(`${'a'.repeat(90_000)}!`);
  expect(found === undefined || found.length <= 1).toBe(true);
});

test('any text is a pattern or is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab(|)[]{}\\^$*+?.:<P>i1,-dpLCQ'), maxLength: 12 }), (source) => {
      try {
        compilePattern(source).matchesIn('abab 1');
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 2000 },
  );
});
