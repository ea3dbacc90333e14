import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { WORDS_BY_HASH } from './placeholder-hashes.ts';

test('each hash is that of its word', () => {
  const hashes = [...WORDS_BY_HASH.values()].map((word) => createHash('sha256').update(word).digest('hex'));
  expect(hashes).toEqual([...WORDS_BY_HASH.keys()]);
});
