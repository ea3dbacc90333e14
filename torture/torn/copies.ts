import { copyFile, cp, mkdir, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { copyDatabase } from '../database/database-copy.ts';
import type { Program } from '../kit/process.ts';
import type { Random } from '../kit/random.ts';

/**
 * A data folder copied during a job: database and WAL at one moment, with acknowledged commits only, and the WAL a
 * little later, with commits that were not yet acknowledged at that moment.
 */
export interface TornCopy {
  readonly folder: string;
  /** When the first copy was taken, in ms since 1970. */
  readonly at: number;
  readonly walBytes: number;
  readonly laterWalBytes: number;
}

const WAL = 'console.db-wal';
const LATER = 'later-wal';

/** Undefined if the WAL was empty at the first copy, or SQLite restarted it between the two copies. */
export async function copyTwice(
  writer: Program,
  dataDir: string,
  folder: string,
  random: Random,
): Promise<TornCopy | undefined> {
  writer.signal('SIGSTOP');
  await wait(20); // for the signal to arrive
  const at = Date.now();
  await copyDatabase(dataDir, folder);
  await cp(join(dataDir, 'uploads'), join(folder, 'uploads'), { recursive: true });
  await cp(join(dataDir, 'keys'), join(folder, 'keys'), { recursive: true });
  writer.signal('SIGCONT');
  await wait(random.between(50, 200));
  writer.signal('SIGSTOP');
  await wait(20);
  await copyFile(join(dataDir, WAL), join(folder, LATER));
  writer.signal('SIGCONT');
  const walBytes = await sizeOf(join(folder, WAL));
  const laterWalBytes = await sizeOf(join(folder, LATER));
  const isContinued = walBytes > 0 && (await beginsWith(join(folder, LATER), join(folder, WAL)));
  return isContinued ? { folder, at, walBytes, laterWalBytes } : undefined;
}

/** Makes another copy, with the later WAL truncated at this byte. */
export async function cutAt({ folder }: TornCopy, bytes: number, to: string): Promise<void> {
  await mkdir(to);
  await cp(folder, to, { recursive: true });
  await rm(join(to, WAL), { force: true });
  await rename(join(to, LATER), join(to, WAL));
  await truncate(join(to, WAL), bytes);
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}

async function beginsWith(path: string, beginning: string): Promise<boolean> {
  const whole = await readFile(path);
  const start = await readFile(beginning);
  return whole.subarray(0, start.length).equals(start);
}
