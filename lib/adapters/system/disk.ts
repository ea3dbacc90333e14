import { statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Free bytes on the disk of this folder. */
export function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** Flushes a file to disk. */
export async function syncFile(path: string): Promise<void> {
  // Windows can sync only writable handles.
  await using file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  await file.sync();
}

/** Flushes a folder's entries to disk. Windows neither needs nor supports it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(path, 'r');
  await folder.sync();
}
