import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Fix, fixShape } from '../../core/review/fix.ts';
import { syncFolder } from '../system/disk.ts';

/**
 * What is repaired of an upload, one line of JSON a fix, beside its spool. It only ever grows: a job that was made of its
 * first so many bytes finds them as they were.
 */

/** The fixes among the first so many bytes. */
export async function readFixes(path: string, bytes: number): Promise<readonly Fix[]> {
  if (bytes === 0) return [];
  const text = (await readFile(path)).subarray(0, bytes).toString();
  return z.array(fixShape).parse(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

/**
 * Writes a fix behind the first `bytes` ones, safely on disk, and returns how many there are then. What stands behind them
 * was never acknowledged, and goes.
 */
export async function appendFix(path: string, bytes: number, fix: Fix): Promise<number> {
  const line = Buffer.from(`${JSON.stringify(fix)}\n`);
  {
    await using file = await open(path, bytes === 0 ? 'w' : 'r+', 0o600);
    await file.truncate(bytes);
    await file.write(line, 0, line.length, bytes);
    await file.datasync();
  }
  if (bytes === 0) await syncFolder(dirname(path));
  return bytes + line.length;
}
