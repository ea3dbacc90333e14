import { expect, test } from 'vitest';
import { LruCache } from './lru-cache.ts';

test('keeps the most recently used values', () => {
  const cache = new LruCache<string, number>(2);
  expect(cache.set('a', 1)).toBe(1);
  cache.set('b', 2);
  expect(cache.get('a')).toBe(1);
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  cache.set('a', 4);
  cache.set('d', 5);
  expect([cache.get('a'), cache.get('c'), cache.get('d')]).toEqual([4, undefined, 5]);
  cache.delete('a');
  expect(cache.get('a')).toBeUndefined();
});
