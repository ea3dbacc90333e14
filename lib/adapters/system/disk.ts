import { statfsSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Free bytes on the disk of this folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Up to `maxBytes` bytes of a file, from its start or from `position`. */
export async function readBytes(path: string, maxBytes: number, position = 0): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, position);
  return buffer.subarray(0, bytesRead);
}

/** Writes all bytes. A single write may write fewer, for example on a disk that is almost full. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
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
