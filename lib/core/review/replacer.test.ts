import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReplacer, TOO_LONG } from './replacer.ts';
import type { Find } from './replacing.ts';

const find = (how: Find['how'], sought: string, to: string): Find => ({
  kind: 'find',
  column: 'ph',
  how,
  find: sought,
  to,
});

test.each<[how: Find['how'], sought: string, to: string, text: string, after: string | undefined]>([
  ['whole', 'Kauf', 'checkout', ' Kauf\u00a0', 'checkout'],
  ['whole', ' Kauf ', 'checkout', 'Kauf', 'checkout'],
  ['whole', 'Kauf', 'checkout', 'kauf', undefined],
  ['whole', 'Kauf', '', 'Kauf', ''],
  ['whole', 'Kauf', '$&', 'Kauf', '$&'],
  ['part', '.', ',', '1.2.3', '1,2,3'],
  ['part', 'aa', 'b', 'aaaaa', 'bba'],
  ['part', ' ', '', '+49 30 9018', '+49309018'],
  ['part', '€', '$1', '5 €', '5 $1'],
  ['part', 'x', 'y', 'abc', undefined],
  ['pattern', '^0049 ?\\(0\\)', '+49 ', '0049(0)40 55120', '+49 40 55120'],
  ['pattern', '^', '+', '49 30', '+49 30'],
  ['pattern', '(\\d+)\\.(\\d+)', '$2.$1', '12.31 1.2', '31.12 2.1'],
  ['pattern', '(a)(b)?', '[$1$2]', 'aab', '[a][ab]'],
  ['pattern', '(a)', '$12', 'a', 'a2'],
  ['pattern', 'a', '$$ $& $x $', 'a', '$ a $x $'],
  ['pattern', '(?i)kauf', 'checkout', 'KAUF', 'checkout'],
  ['pattern', 'x', 'y', 'abc', undefined],
])('finds by %s %j, and replaces it with %j in %j', (how, sought, to, text, after) => {
  expect(createReplacer(find(how, sought, to))(text)).toBe(after);
});

test.each([
  ['', '1'],
  [' \u00a0', '1'],
  ['\\N', '1'],
  ['0', undefined],
  ['N/A', undefined],
])('filling %j gives %j', (text, after) => {
  expect(createReplacer({ kind: 'fill', column: 'ph', value: '1' })(text)).toBe(after);
});

test.each<[Find, string, object]>([
  [find('whole', '  ', 'a'), 'find_empty', {}],
  [find('part', '', 'a'), 'find_empty', {}],
  [find('pattern', '', 'a'), 'find_empty', {}],
  [find('pattern', '(a', 'a'), 'find_pattern_malformed', { position: 1 }],
  [find('pattern', '(a)', '$2'), 'find_group_unknown', { group: 2, groups: 1 }],
  [find('pattern', 'a', '$1'), 'find_group_unknown', { group: 1, groups: 0 }],
  [find('pattern', 'a', 'b'.repeat(1001)), 'find_pattern_too_large', {}],
])('refuses %o', (replacing, code, params) => {
  expect(() => createReplacer(replacing)).toThrow(expect.objectContaining({ code, params }));
});

test('reports texts that would become too long', () => {
  const text = 'a'.repeat(50_000);
  expect(createReplacer(find('part', 'a', 'bbb'))(text)).toBe(TOO_LONG);
  expect(createReplacer(find('pattern', 'a+', '$&$&$&'))(text)).toBe(TOO_LONG);
  expect(createReplacer(find('part', 'a', 'bb'))(text)).toBe('b'.repeat(100_000));
});

const shortText = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '$', '1', '\\', 'é', '😀'), maxLength: 8 });

test('replaces as a simple model does', () => {
  const model = ({ how, find: sought, to }: Find, text: string) => {
    if (how === 'whole') return text.trim() === sought.trim() ? to : text;
    return text.split(sought).join(to);
  };
  fc.assert(
    fc.property(fc.constantFrom('whole', 'part'), shortText, shortText, shortText, (how, sought, to, text) => {
      fc.pre(sought.trim() !== '');
      const replacing = find(how as Find['how'], sought, to);
      expect(createReplacer(replacing)(text) ?? text).toBe(model(replacing, text));
      // A pattern that quotes `sought`, with a replacement that refers to no groups, does the same.
      const quoted = `\\Q${sought}\\E`;
      if (how === 'part' && !sought.includes('\\')) {
        const byPattern = createReplacer(find('pattern', quoted, to.replaceAll('$', '$$$$')))(text);
        expect(byPattern ?? text).toBe(model(replacing, text));
      }
    }),
    { numRuns: 1000 },
  );
});

test('inserts groups as JavaScript does', () => {
  const replacement = fc.array(fc.constantFrom('$1', '$2', '$&', '$$', 'x', '-', '$ ')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(replacement, shortText, (to, text) => {
      const expected = text.replace(/(a|b)(1?)/gu, to);
      expect(createReplacer(find('pattern', '(a|b)(1?)', to))(text) ?? text).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
