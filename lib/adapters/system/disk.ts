import { statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Bytes that may still be written on the disk of this folder. */
export function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** Returns when a file's bytes have reached the disk. */
export async function syncFile(path: string): Promise<void> {
  // Windows syncs only what may be written.
  await using file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  await file.sync();
}

/** Returns when the names in a folder have reached the disk. Windows neither needs nor knows it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(path, 'r');
  await folder.sync();
}
