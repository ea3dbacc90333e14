import { statfsSync } from 'node:fs';

/** Bytes that may still be written on the disk of this folder. */
export function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}
