import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EXIT_REFUSED } from './as-child.ts';
import { checkDatabase } from './database-check.ts';

test('a check that could not be started is retried, and reports damage', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-check-'));
  const stopped = new AbortController();
  onTestFinished(() => {
    stopped.abort();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'check.mjs');
  writeFileSync(file, `process.exit(${EXIT_REFUSED})`);
  const onDamaged = vi.fn();
  const log = vi.fn();
  const node = process.execPath;
  process.execPath = join(folder, 'missing');
  try {
    checkDatabase(file, { signal: stopped.signal, onDamaged, log, retryMs: 1 });
    await expect.poll(() => log.mock.calls.length).toBeGreaterThan(0);
  } finally {
    process.execPath = node;
  }
  await expect.poll(() => onDamaged.mock.calls.length).toBe(1);
});
