import { open, statfs } from 'node:fs/promises';

/** How many bytes this user may still write on the disk that holds a folder. */
export async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/** Whether a write failed because there is no room: on the disk, or within what this user may use of it. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT';
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
