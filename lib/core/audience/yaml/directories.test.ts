import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directoriesFor, foldersOf } from './directories.ts';

const choose = (folders: readonly string[], existing: readonly string[] = []) => {
  const paths = folders.map((folder) => folder.split('/'));
  const directoriesOf = directoriesFor(
    paths,
    existing.map((directory) => directory.split('/')),
  );
  return paths.map((path) => directoriesOf(path).join('/'));
};

test.each([
  ['Marketing', 'Marketing'],
  ['Q1: new?', 'Q1%3A new%3F'],
  ['100%', '100%25'],
  ['..', '%2E%2E'],
  ['.hidden ', '%2Ehidden%20'],
  ['NUL', '%4EUL'],
  ['vip.yml', 'vip%2Eyml'],
])('the folder %j becomes the directory %s', (folder, directory) => {
  expect(choose([folder])).toEqual([directory]);
});

test.each<[string, folders: readonly string[], existing: readonly string[], directories: readonly string[]]>([
  ['they differ only in case', ['vip', 'VIP'], [], ['%76%69%70', 'VIP']],
  ['they differ only in how accents are composed', ['caf\u00e9', 'cafe\u0301'], [], ['%63%61%66%E9', 'cafe\u0301']],
  ['one of them has a directory', ['Vip', 'VIP', 'vip'], ['vip/more'], ['%56%69%70', '%56%49%50', 'vip']],
  ['one has a directory with an encoded name', ['Ж', 'ж'], ['%u0416'], ['%u0416', 'ж']],
  ['the folders around them differ only in case', ['vip/a', 'VIP/a', 'VIP/A'], [], ['%76%69%70/a', 'VIP/%61', 'VIP/A']],
])('folders get different directories if %s, in any order', (_, folders, existing, directories) => {
  expect(choose(folders, existing)).toEqual(directories);
  expect(choose(folders.toReversed(), existing)).toEqual(directories.toReversed());
});

test('a long name takes several directories', () => {
  const folders = ['あ'.repeat(100), `${'あ'.repeat(84)}.`, '%'.repeat(100)];
  const [first = '', second] = choose(folders);
  expect([first, second]).toEqual([`${'あ'.repeat(84)}%~/${'あ'.repeat(16)}`, `${'あ'.repeat(84)}%~/%2E`]);
  expect(choose(folders, [first])).toEqual(choose(folders));
});

test('directories differ even if case is ignored, are short enough, and preserve the names of their folders', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }),
    fc.string({ unit: fc.constantFrom('v', 'V', 'é', 'É', 'あ', '%', '~', '.'), minLength: 1, maxLength: 100 }),
    fc.string({ unit: fc.constantFrom('v', 'V', 'ß'), minLength: 1, maxLength: 3 }),
  );
  const folders = fc.array(fc.array(name.map((each) => each.replaceAll('/', '')).filter(Boolean), { maxLength: 3 }));
  fc.assert(
    fc.property(folders, folders, (wanted, before) => {
      const first = directoriesFor(before, []);
      const existing = before.map(first);
      const directoriesOf = directoriesFor(wanted, existing);
      const names = new Map<string, string>();
      for (const folder of wanted) {
        const directories = directoriesOf(folder);
        expect(foldersOf(directories).map((each) => each.name)).toEqual(folder);
        for (const [index, directory] of directories.entries()) {
          expect(Buffer.byteLength(directory)).toBeLessThanOrEqual(255);
          expect(directory).not.toMatch(/[/\\:*?"<>|]|^[. ]|[. ]$/);
          const path = directories.slice(0, index + 1).join('/');
          const other = names.get(path.toUpperCase().toLowerCase());
          expect(other ?? path).toBe(path);
          names.set(path.toUpperCase().toLowerCase(), path);
        }
      }
      for (const folder of before) expect(directoriesFor(before, existing)(folder)).toEqual(first(folder));
    }),
    { numRuns: 200 },
  );
});
