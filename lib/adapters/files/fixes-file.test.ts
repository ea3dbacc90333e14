import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Fix } from '../../core/review/fix.ts';
import { appendFix, readFixes } from './fixes-file.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-fixes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'fixes.jsonl');
}

test('fixes are read back up to a size, and a fix after that size is overwritten', async () => {
  const file = newFile();
  const [first, lost, second]: Fix[] = [0, 1, 2].map((of) => ({ kind: 'undo', of }));
  const bytes = await appendFix(file, 0, first as Fix);
  await appendFix(file, bytes, lost as Fix);
  expect(await readFixes(file, await appendFix(file, bytes, second as Fix))).toEqual([first, second]);
  expect(await readFixes(file, bytes)).toEqual([first]);
});

test.skipIf(process.platform === 'win32')('a fix of which only a part can be written is refused', () => {
  const file = newFile();
  const script = `
    const { appendFix } = await import('#lib/adapters/files/fixes-file.ts');
    const fix = { kind: 'cell', record: 1, column: 'name', value: 'x'.repeat(10_000) };
    console.log(await appendFix(${JSON.stringify(file)}, 0, fix).catch(({ code }) => code));
  `;
  // A limit on the size of files, at which a write ends after a part of its bytes, as on a full disk.
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const args = ['-c', 'ulimit -f 1; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', script];
  const ended = spawnSync('sh', args, { cwd: resolve('.'), env, encoding: 'utf8' });
  expect(statSync(file).size).toBeGreaterThan(0);
  expect(ended).toMatchObject({ stdout: 'EFBIG\n', status: 0 });
});
