import { expect, test } from 'vitest';
import { RecentHashes } from './recent-hashes.ts';

const texts = (count: number) => Array.from({ length: count }, (_, index) => `city ${index}`);

test('what was added is found, and nothing else', () => {
  const recent = new RecentHashes();
  recent.add('Berlin', 'h1');
  recent.add('Bern', 'h2');
  expect(['Berlin', 'Bern', 'berlin', ''].map((text) => recent.find(text))).toEqual(['h1', 'h2', undefined, undefined]);
});

test('texts that hardly ever come again are given up, those that do are kept up with', () => {
  const [useless, useful] = [new RecentHashes(), new RecentHashes()];
  for (const text of texts(5000)) {
    useless.add(text, `hash of ${text}`);
    useful.add(text, `hash of ${text}`);
    for (let time = 0; time < 2; time++) useful.find(text);
  }
  expect(useless.find('city 4999')).toBeUndefined();
  expect(useful.find('city 4999')).toBe('hash of city 4999');
});

test('a text as long as a letter is not kept', () => {
  const recent = new RecentHashes();
  recent.add('x'.repeat(10_000), 'hash');
  expect(recent.find('x'.repeat(10_000))).toBeUndefined();
});
