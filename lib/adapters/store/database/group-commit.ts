import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { retryWhileBusy } from './retry-while-busy.ts';

/** A queued write: `run` executes it and returns a callback that resolves the caller's promise after the commit. */
interface Pending {
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Groups the writes of one turn of the event loop into one transaction, since a durable commit costs a disk flush. Each
 * write has its own savepoint: one that throws is rolled back and rejected alone. Nothing resolves before the commit, and
 * commits are in the order of the writes.
 */
export class GroupCommit {
  readonly #database: Database;
  #pending: Pending[] = [];
  #isCommitting = false;

  constructor(database: Database) {
    this.#database = database;
  }

  add<T>(write: () => T): Promise<T> {
    if (!this.#isCommitting) void this.#commitAll();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const inSavepoint = this.#database.transaction(write);
    const run = () => {
      const result = inSavepoint.immediate();
      return () => resolve(result);
    };
    this.#pending.push({ run, reject });
    return promise;
  }

  async #commitAll(): Promise<void> {
    this.#isCommitting = true;
    for (;;) {
      await nextTurn();
      if (this.#pending.length === 0) break;
      const writes = this.#pending;
      this.#pending = [];
      await this.#commit(writes);
    }
    this.#isCommitting = false;
  }

  async #commit(writes: readonly Pending[]): Promise<void> {
    try {
      const inOneTransaction = this.#database.transaction(() => writes.map(runOrReject));
      for (const notify of await retryWhileBusy(() => inOneTransaction.immediate())) notify();
    } catch (error) {
      for (const { reject } of writes) reject(error);
    }
  }
}

function runOrReject({ run, reject }: Pending): () => void {
  try {
    return run();
  } catch (error) {
    return () => reject(error);
  }
}
