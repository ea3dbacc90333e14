import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNames, kebabCase, parentSegmentFolder, sharedFolders } from './file-names.ts';

test.each([
  ['Customer 360', 'customer-360'],
  ['  VIP / Japan (2026) ', 'vip-japan-2026'],
  ['snake_case and HighValue', 'snake-case-and-highvalue'],
  ['購入者　２０代', '購入者-20代'],
  ['Café Été', 'café-été'],
  ['../../etc/passwd', 'etc-passwd'],
  ['con', 'con_'],
  ['!!!', '_'],
])('%j is %s in kebab case', (name, kebab) => {
  expect(kebabCase(name)).toBe(kebab);
});

test('finds the parent segments that share a folder', () => {
  expect(parentSegmentFolder('Customer 360')).toBe('segments/customer-360');
  expect(sharedFolders(['Customer 360', 'Other', 'customer-360'])).toEqual(
    new Map([['segments/customer-360', ['Customer 360', 'customer-360']]]),
  );
});

test('gives each segment a file name that is free, whatever the order of the segments', () => {
  const names = ['A b', 'a-b', 'c'];
  const expected = new Map([
    ['A b', 'a-b-2.yml'],
    ['a-b', 'a-b-3.yml'],
    ['c', 'c.yml'],
  ]);
  expect(fileNames(names, ['A-B.yml'])).toEqual(expected);
  expect(fileNames(names.toReversed(), ['A-B.yml'])).toEqual(expected);
});

test('names of files are unique and short enough, whatever the names of the segments', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 100 })), (names) => {
      const files = [...fileNames(names).values()];
      expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
      for (const file of files) expect(Buffer.byteLength(file)).toBeLessThan(255);
    }),
    { numRuns: 300 },
  );
});
