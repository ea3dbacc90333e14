import { describe, expect, test } from 'vitest';
import { entryOf, nodeValue } from './config-node.ts';
import { readConfig } from './read-config.ts';

/** The value of a file; undefined if there are findings. */
function contentOf(text: string) {
  const { root } = readConfig(text, 'w.dig');
  return root ? nodeValue(root) : undefined;
}

/** Each finding as `line:column code`. */
function findingsOf(text: string): readonly string[] {
  return readConfig(text, 'w.dig').findings.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

describe('lines that are indented less than their key, which digdag reads', () => {
  test.each<[string, string, unknown]>([
    ['lists', '+a:\n  x: [a,\n  b,\nc\n]\n  y: d', { '+a': { x: ['a', 'b', 'c'], y: 'd' } }],
    ['maps', '+a:\n  - {b: 1,\n c: [2,\n3]}\n+d: e', { '+a': [{ b: 1, c: [2, 3] }], '+d': 'e' }],
    [
      'texts in quotation marks',
      `+a:\n  x: "b\nc \\" d"\n  y: 'it''s\n\n  e'`,
      { '+a': { x: 'b c " d', y: "it's\ne" } },
    ],
    [
      'brackets and # within texts and comments',
      `+a:\n  x: ["]",\n  it's, ${"'#]'"}, # ]\n  b#c]\n  y: 1`,
      { '+a': { x: [']', "it's", '#]', 'b#c'], y: 1 } },
    ],
    ['Windows line ends', '+a:\r\n  x: [a,\r\n  b]\r\n  y: c\r\n', { '+a': { x: ['a', 'b'], y: 'c' } }],
    [
      'several values',
      '+a:\n  x: [a,\n  b]\n  y: {c:\n  d}\n  z: "e\nf"',
      { '+a': { x: ['a', 'b'], y: { c: 'd' }, z: 'e f' } },
    ],
  ])('in %s', (_, text, value) => {
    expect(contentOf(text)).toEqual(value);
  });

  test('keep the places of their values, and of what follows them', () => {
    const { root } = readConfig('+a:\n  x: [a,\n  b]\n  y: c', 'w.dig');
    const task = entryOf(root ?? undefined, '+a')?.value;
    const list = entryOf(task, 'x')?.value;
    const place = (line: number, column: number) => ({ file: 'w.dig', line, column });
    expect(list?.kind === 'list' && list.items.map(({ at }) => at)).toEqual([place(2, 7), place(3, 3)]);
    expect(entryOf(task, 'y')?.at).toEqual(place(4, 3));
    expect(findingsOf('+a:\n  x: [a,\n  *b]')).toEqual(['3:3 workflow_alias_unknown']);
  });

  test.each([
    ['a list', '+a:\n  x: [a,\n  b\n  y: c'],
    ['a text', '+a:\n  x: "a\nb\n'],
  ])('are refused with %s that never ends', (_, text) => {
    expect(findingsOf(text)).toMatchObject([expect.stringContaining('workflow_yaml_invalid')]);
  });

  test('are read in thousands of values', () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `x${index}: [a,\nb]`);
    expect(Object.keys(contentOf(lines.join('\n')) ?? {})).toHaveLength(2000);
  });
});

test.each([
  ['of an anchor that the file lacks', 'a: *x'],
  ['of a later anchor', 'a: *x\nb: &x y'],
  ['of asterisks that were meant as text', 'password: ******'],
])('an alias %s is refused', (_, text) => {
  expect(findingsOf(text)).toEqual([expect.stringMatching(/^1:\d+ workflow_alias_unknown$/)]);
});
