import { setImmediate as nextTurn } from 'node:timers/promises';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import type { Database } from './database.ts';

/** A queued write: `run` executes it and returns a callback that resolves the caller's promise after the commit. */
interface Pending {
  readonly run: () => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs the writes of one turn of the event loop in one transaction, since a durable commit costs a disk flush. Each write is a nested
 * transaction: one that throws is rolled back and rejected alone. Promises resolve after the commit, in the order of the writes.
 */
export class GroupCommit {
  readonly #database: Database;
  #pending: Pending[] = [];
  #isCommitting = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Queues a write. Inside a transaction, runs it at once, nested in that. */
  async add<T>(write: () => Promise<T>): Promise<T> {
    if (this.#database.isInTransaction) return this.#database.transaction(write);
    if (!this.#isCommitting) void this.#commitAll();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const run = async () => {
      const result = await this.#database.transaction(write);
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
      for (const notify of await this.#database.transaction(() => runAll(writes))) notify();
    } catch (error) {
      for (const { reject } of writes) reject(error);
    }
  }
}

async function runAll(writes: readonly Pending[]): Promise<(() => void)[]> {
  const notifications: (() => void)[] = [];
  for (const write of writes) notifications.push(await runOrReject(write));
  return notifications;
}

/** A machine fault fails the whole group: the database may have rolled back all writes. */
async function runOrReject({ run, reject }: Pending): Promise<() => void> {
  try {
    return await run();
  } catch (error) {
    if (machineFaultOf(error)) throw error;
    return () => reject(error);
  }
}
