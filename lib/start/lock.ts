import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mayBeAlive } from '../adapters/system/process-name.ts';

const MAX_WORK_MS = 10 * 60_000;
const RETRY_MS = 50;

/**
 * Runs `work` while holding `folder`, a lock between processes. It only avoids duplicate work: `work` must publish its
 * output by a rename, because the lock of a dead process is taken over, possibly by two processes at the same time.
 * `pause` waits before the next attempt.
 */
export async function withLock<T>(
  folder: string,
  work: () => Promise<T>,
  pause = (): Promise<unknown> => sleep(RETRY_MS),
): Promise<T> {
  while (!acquire(folder)) {
    if (isAbandoned(folder)) remove(folder);
    else await pause();
  }
  try {
    return await work();
  } finally {
    remove(folder);
  }
}

/** Creates the folder under another name first, so that a lock always contains the process id of its holder. */
function acquire(folder: string): boolean {
  const mine = `${folder}-${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'pid'), String(process.pid));
  try {
    renameSync(mine, folder);
    return true;
  } catch (error) {
    remove(mine);
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error))) return false;
    throw error;
  }
}

/**
 * Whether the holder is dead: its process id belongs to no process or to this one, or the lock is so old that the id is
 * assumed to belong to another process now.
 */
function isAbandoned(folder: string): boolean {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    if (pid === process.pid || Date.now() - statSync(folder).mtimeMs > MAX_WORK_MS) return true;
    return !mayBeAlive(pid);
  } catch {
    return false; // just released
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
