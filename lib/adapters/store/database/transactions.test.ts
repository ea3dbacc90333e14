import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const STORE = join(import.meta.dirname, '..');

/**
 * A transaction that begins by reading cannot write once another process has written meanwhile: it fails at once, without waiting for
 * the lock. So each says whether it writes, and then takes the lock before it reads.
 */
test('every transaction says whether it takes the write lock when it begins', () => {
  const files = readdirSync(STORE, { recursive: true, encoding: 'utf8' });
  const undecided = files.filter((file) => {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) return false;
    const text = readFileSync(join(STORE, file), 'utf8');
    const begun = text.match(/\.transaction\(/g)?.length ?? 0;
    return begun !== (text.match(/\.(?:immediate|deferred)\(/g)?.length ?? 0);
  });
  expect(undecided).toEqual([]);
});
