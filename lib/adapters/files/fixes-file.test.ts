import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runWithSmallFiles } from '../../../tests/kit/file-size-limit.ts';
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

test('fixes that are missing at the end of the file are an error', async () => {
  const file = newFile();
  const fixes: Fix[] = [0, 1].map((of) => ({ kind: 'undo', of }));
  const first = await appendFix(file, 0, fixes[0] as Fix);
  const all = await appendFix(file, first, fixes[1] as Fix);
  truncateSync(file, first);
  await expect(readFixes(file, all)).rejects.toThrow(`${first} bytes instead of ${all}`);
});

test.skipIf(process.platform === 'win32')('a fix of which only a part can be written is refused', () => {
  const file = newFile();
  const printed = runWithSmallFiles(`
    const { appendFix } = await import(${JSON.stringify(new URL('./fixes-file.ts', import.meta.url).href)});
    const fix = { kind: 'cell', record: 1, column: 'name', value: 'x'.repeat(10_000) };
    console.log(await appendFix(${JSON.stringify(file)}, 0, fix).catch(({ code }) => code));
  `);
  expect(statSync(file).size).toBeGreaterThan(0);
  expect(printed).toBe('EFBIG\n');
});
