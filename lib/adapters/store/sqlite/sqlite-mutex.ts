import { createHash } from 'node:crypto';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { UserError } from '../../../core/errors.ts';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import { createFolders } from '../../system/create-folders.ts';
import { KeyedMutex } from '../../system/keyed-mutex.ts';
import { MAX_BUSY_MS, retryWhileBusy } from '../database/retry-while-busy.ts';
import type { AssertHeld, SharedMutex } from '../database/shared-mutex.ts';
import { translateErrors } from './sqlite-fault.ts';

/** Keys share this many files, so that the number of files does not grow with the number of uploads. */
const LOCK_FILES = 64;

export interface SqliteMutexOptions {
  /** How long work waits for a holder that gives no sign of life. */
  readonly maxSilentMs?: number;
}

/**
 * Serializes work of all processes that share a folder, usually the data folder, by key, with SQLite's locks on
 * separate files. If a holder dies, the operating system releases its locks; a suspended holder keeps them. Work that
 * holds a key must not wait for another key, because both may share a file.
 */
export class SqliteMutex implements SharedMutex {
  readonly #folder: string;
  readonly #maxSilentMs: number;
  readonly #inProcess = new KeyedMutex();

  constructor(dataDir: string, { maxSilentMs = MAX_BUSY_MS }: SqliteMutexOptions = {}) {
    this.#folder = join(dataDir, 'locks');
    this.#maxSilentMs = maxSilentMs;
  }

  /**
   * Work of one process runs in the order of its calls. Work of another process may take as long as reading a large
   * file; throws UserError `lock_holder_silent` if that process is suspended.
   */
  run<T>(key: string, work: (assertHeld: AssertHeld) => Promise<T>): Promise<T> {
    const name = lockNameOf(key);
    return this.#inProcess.run(name, async () => {
      const lock = await this.#lock(name);
      const holder = new HolderFile(this.#holderPath(name));
      // Often enough that the holder does not look suspended if some heartbeats are late.
      const heartbeat = setInterval(() => holder.touch(), this.#maxSilentMs / 6).unref();
      try {
        holder.write();
        return await work(async () => {});
      } finally {
        clearInterval(heartbeat);
        lock.close();
      }
    });
  }

  async #lock(name: string): Promise<Connection> {
    createFolders(this.#folder);
    const lock = new Database(join(this.#folder, `${name}.db`), { timeout: 0 });
    try {
      await this.#waitForLock(lock, new HolderFile(this.#holderPath(name)));
      return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  async #waitForLock(lock: Connection, holder: HolderFile): Promise<void> {
    for (;;) {
      const lastSign = holder.signOfLife;
      try {
        await retryWhileBusy(() => translateErrors(() => lock.exec('BEGIN EXCLUSIVE')), this.#maxSilentMs);
        return;
      } catch (error) {
        if (machineFaultOf(error) !== 'database_busy') throw error;
        if (holder.signOfLife === lastSign) throw new UserError('lock_holder_silent', { pid: holder.pid });
      }
    }
  }

  #holderPath(name: string): string {
    return join(this.#folder, `${name}.holder`);
  }
}

/** The file that names the process that holds a lock. Its modification time is a sign of life. */
class HolderFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  write(): void {
    writeFileSync(this.#path, String(process.pid), { mode: 0o600 });
  }

  touch(): void {
    const now = new Date();
    try {
      utimesSync(this.#path, now, now);
    } catch {
      // A person may have cleared the folder. The next sign of life may succeed.
    }
  }

  /** Differs after each sign of life of a holder. */
  get signOfLife(): string {
    return `${this.pid} ${statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs}`;
  }

  /** The process ID of the last holder. */
  get pid(): string {
    try {
      return readFileSync(this.#path, 'utf8');
    } catch {
      return '?'; // the holder is of an older version, which wrote no such file
    }
  }
}

function lockNameOf(key: string): string {
  const digest = createHash('sha256').update(key).digest();
  return String(digest.readUInt32BE() % LOCK_FILES);
}
