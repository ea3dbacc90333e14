import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { freeBytes } from './disk.ts';

/** Why jobs cannot write to a data folder. */
export interface FolderProblem {
  readonly check: 'data_folder' | 'disk';
  readonly reason: string;
}

/** Checks that the data folder can be written to, and that its disk has at least the reserve free. */
export function findFolderProblems(dataDir: string, reserveBytes: number): readonly FolderProblem[] {
  return [...findWriteProblems(dataDir), ...findDiskProblems(dataDir, reserveBytes)];
}

/** Writes a file, which also detects a full disk and a read-only mount. */
function findWriteProblems(dataDir: string): readonly FolderProblem[] {
  // Named after the host, too, because processes on other machines and in other containers may have the same pid.
  const probe = join(dataDir, `.writable-${hostname()}-${process.pid}`);
  try {
    writeAndRemove(probe);
    return [];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return [{ check: 'data_folder', reason: `the data folder cannot be written to (${code})` }];
  }
}

function writeAndRemove(path: string): void {
  try {
    writeFileSync(path, 'x');
  } finally {
    rmSync(path, { force: true }); // on a full disk, the file exists but is empty
  }
}

function findDiskProblems(dataDir: string, reserveBytes: number): readonly FolderProblem[] {
  try {
    const free = freeBytes(dataDir);
    if (free >= reserveBytes) return [];
    const reason = `the disk of the data folder has ${free} bytes free, less than the reserve of ${reserveBytes}`;
    return [{ check: 'disk', reason }];
  } catch {
    return []; // the missing folder is already reported
  }
}
