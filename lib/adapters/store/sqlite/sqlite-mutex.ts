import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { KeyedMutex } from '../../system/keyed-mutex.ts';
import { retryWhileBusy } from '../database/retry-while-busy.ts';
import { translateErrors } from './sqlite-fault.ts';

/** Keys share these files, so that their number does not grow with that of the uploads. */
const LOCK_FILES = 64;

/**
 * Serializes work of all processes of a data folder by key, by SQLite's locks on separate files. The system releases
 * them when their holder dies. Work that holds a key must not wait for another one, since they may share a file.
 */
export class SqliteMutex {
  readonly #folder: string;
  readonly #own = new KeyedMutex();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'locks');
  }

  /**
   * Runs `work` once no process runs other work with the same key. Work of one process takes turns in the order of its
   * calls.
   */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const file = lockFileOf(key);
    return this.#own.run(file, async () => {
      const lock = await this.#lock(file);
      try {
        return await work();
      } finally {
        lock.close();
      }
    });
  }

  async #lock(file: string): Promise<Connection> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const lock = new Database(join(this.#folder, file), { timeout: 0 });
    try {
      // The work may take as long as reading a large file.
      await retryWhileBusy(() => translateErrors(() => lock.exec('BEGIN EXCLUSIVE')), Number.POSITIVE_INFINITY);
      return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
  }
}

function lockFileOf(key: string): string {
  const digest = createHash('sha256').update(key).digest();
  return `${digest.readUInt32BE() % LOCK_FILES}.db`;
}
