import { expect, test } from 'vitest';
import { RecentValues } from './recent-values.ts';

const texts = (count: number) => Array.from({ length: count }, (_, index) => `city ${index}`);

test('finds only added texts', () => {
  const recent = new RecentValues();
  recent.add('Berlin', 'h1');
  recent.add('Bern', 'h2');
  expect(['Berlin', 'Bern', 'berlin', ''].map((text) => recent.find(text))).toEqual(['h1', 'h2', undefined, undefined]);
});

test('gives up if texts rarely repeat, and continues if they do', () => {
  const [useless, useful] = [new RecentValues(), new RecentValues()];
  const lookUp = (recent: RecentValues, text: string) => recent.find(text) ?? recent.add(text, `hash of ${text}`);
  for (const text of texts(8200)) {
    lookUp(useless, text);
    for (let time = 0; time < 3; time++) lookUp(useful, text);
  }
  expect(useless.find('city 8199')).toBeUndefined();
  expect(useful.find('city 8199')).toBe('hash of city 8199');
});

test('of two texts in one slot the later replaces the earlier, and neither is mistaken for the other', () => {
  const recent = new RecentValues();
  const texts = ['Rue de la Paix 1', 'Rue du parc ix 1'];
  expect(texts.map((text) => [text.length, text.slice(0, 4), text.slice(-4)])).toEqual([
    [16, 'Rue ', 'ix 1'],
    [16, 'Rue ', 'ix 1'],
  ]);
  for (const text of texts) recent.add(text, text);
  expect(texts.map((text) => recent.find(text))).toEqual([undefined, texts[1]]);
});

test('does not keep long texts', () => {
  const recent = new RecentValues();
  recent.add('x'.repeat(10_000), 'hash');
  expect(recent.find('x'.repeat(10_000))).toBeUndefined();
});
