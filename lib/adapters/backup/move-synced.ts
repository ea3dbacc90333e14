import { randomUUID } from 'node:crypto';
import { cp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFile, syncFolder } from '../system/disk.ts';

/**
 * Moves a synced file or folder, even to another disk. It appears complete or not at all. The caller syncs the folder
 * that contains it.
 */
export async function moveSynced(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copySynced(from, to);
  }
}

async function copySynced(from: string, to: string): Promise<void> {
  const draft = join(dirname(to), `.${basename(to)}.${randomUUID()}`);
  try {
    await cp(from, draft, { recursive: true });
    await syncAll(draft);
    await rename(draft, to);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Flushes a file, or a folder with everything in it, to disk. */
export async function syncAll(path: string): Promise<void> {
  if (!(await stat(path)).isDirectory()) return syncFile(path);
  for (const name of await readdir(path)) await syncAll(join(path, name));
  await syncFolder(path);
}
