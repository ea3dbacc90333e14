import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mayLive } from '../adapters/process/process-name.ts';

const longestWorkMs = 10 * 60_000;

/**
 * Runs `work` while holding `folder`, a lock between processes. It only saves double work: what `work` writes must be
 * swapped in by a rename, because a lock whose holder died is taken over, and two may take it over at once.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  while (!take(folder)) {
    if (isAbandoned(folder)) remove(folder);
    else await sleep(50);
  }
  try {
    return await work();
  } finally {
    remove(folder);
  }
}

/** Made complete under another name first, so that a lock always says who holds it. */
function take(folder: string): boolean {
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

/** Held by a process that is gone, or for so long that the number must belong to another process by now. */
function isAbandoned(folder: string): boolean {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    if (pid === process.pid || Date.now() - statSync(folder).mtimeMs > longestWorkMs) return true;
    return !mayLive(pid);
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
