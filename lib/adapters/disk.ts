import { statfs } from 'node:fs/promises';

/** How many bytes this user may still write on the disk that holds a folder. */
export async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
