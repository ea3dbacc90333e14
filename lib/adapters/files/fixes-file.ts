import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Fix, fixShape } from '../../core/review/fix.ts';
import { syncFolder, writeAll } from '../system/disk.ts';

/**
 * The fixes of an upload, one JSON object per line, next to its spool. Append-only: a job that froze the first n bytes
 * always finds the same fixes.
 */

/**
 * The fixes in the first `bytes` bytes. Throws if the file is shorter, because records would otherwise be sent without
 * their fixes.
 */
export async function readFixes(path: string, bytes: number): Promise<readonly Fix[]> {
  if (bytes === 0) return [];
  const content = (await readFile(path)).subarray(0, bytes);
  if (content.length < bytes) throw new Error(`${path} has ${content.length} bytes instead of ${bytes}`);
  const text = content.toString();
  return z.array(fixShape).parse(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

/**
 * Writes a fix after the first `bytes` bytes, synced, and returns the new size. Overwrites any bytes after these, which
 * were never acknowledged.
 */
export async function appendFix(path: string, bytes: number, fix: Fix): Promise<number> {
  const line = Buffer.from(`${JSON.stringify(fix)}\n`);
  {
    await using file = await open(path, bytes === 0 ? 'w' : 'r+', 0o600);
    await file.truncate(bytes);
    await writeAll(file, line, bytes);
    await file.datasync();
  }
  if (bytes === 0) await syncFolder(dirname(path));
  return bytes + line.length;
}
