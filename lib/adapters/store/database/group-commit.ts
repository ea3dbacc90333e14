import { setImmediate as nextTurn } from 'node:timers/promises';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import type { Database } from './database.ts';
import { together } from './together.ts';

/**
 * A queued write. `run` and `runAlone` return a callback to be called after the commit, which resolves the caller's
 * promise.
 */
interface PendingWrite {
  /** Executes the write, at the same time as others if it has a subject. */
  readonly run: () => Promise<() => void>;
  /** Executes the write in a nested transaction, so that it can fail alone. */
  readonly runAlone: () => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/** The queue of writes without a subject, and of all writes if transactions never overlap. */
const SHARED = '';

/**
 * Runs the writes of one turn of the event loop in one transaction, since a durable commit costs a disk flush. A write
 * that throws is rolled back and rejected alone. Promises resolve after the commit, in the order of the writes. If
 * transactions of different subjects can overlap, each subject has its own queue.
 */
export class GroupCommit {
  readonly #database: Database;
  /** The writes that wait for the next transaction of their queue. A queue is removed after its last commit. */
  readonly #queues = new Map<string, PendingWrite[]>();

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Queues a write, which may be executed again after its transaction was rolled back. Inside a transaction, runs it
   * immediately, nested in that transaction. With a `subject`, the write's statements are mixed with those of other
   * writes, so none may depend on what an earlier statement of the same write has read.
   */
  async add<T>(write: () => Promise<T>, subject?: string): Promise<T> {
    const writeNested = () => this.#database.transaction(write, subject);
    if (this.#database.isInTransaction) return writeNested();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const callbackAfter = async (execute: () => Promise<T>) => {
      const result = await execute();
      return () => resolve(result);
    };
    const runAlone = () => callbackAfter(writeNested);
    const run = subject === undefined ? runAlone : () => callbackAfter(write);
    this.#enqueue({ run, runAlone, reject }, subject);
    return promise;
  }

  #enqueue(write: PendingWrite, subject: string | undefined): void {
    const name = this.#database.canOverlap ? (subject ?? SHARED) : SHARED;
    const queue = this.#queues.get(name);
    if (queue) queue.push(write);
    else {
      this.#queues.set(name, [write]);
      void this.#commitAll(name);
    }
  }

  async #commitAll(name: string): Promise<void> {
    for (;;) {
      await nextTurn();
      const writes = this.#queues.get(name) ?? [];
      if (writes.length === 0) break;
      this.#queues.set(name, []);
      await this.#commit(writes, name === SHARED ? undefined : name);
    }
    this.#queues.delete(name);
  }

  async #commit(writes: readonly PendingWrite[], subject: string | undefined): Promise<void> {
    try {
      for (const notify of await this.#runAll(writes, subject)) notify();
    } catch (error) {
      for (const { reject } of writes) reject(error);
    }
  }

  /**
   * Runs writes at the same time. If one fails, all are rolled back and run again one after the other, so that only
   * this one fails.
   */
  async #runAll(writes: readonly PendingWrite[], subject: string | undefined): Promise<readonly (() => void)[]> {
    let hasFailed = false;
    const runTogether = () =>
      together(...writes.map(({ run }) => run())).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    try {
      return await this.#database.transaction(runTogether, subject);
    } catch (error) {
      // After a machine fault, no write can succeed. If the commit failed, the writes may have been committed.
      if (!hasFailed || machineFaultOf(error)) throw error;
      return this.#database.transaction(() => runEachAlone(writes), subject);
    }
  }
}

async function runEachAlone(writes: readonly PendingWrite[]): Promise<(() => void)[]> {
  const notifications: (() => void)[] = [];
  for (const write of writes) notifications.push(await runOrReject(write));
  return notifications;
}

/** Runs a write alone. A machine fault fails the whole group, because the database may have rolled back all writes. */
async function runOrReject({ runAlone, reject }: PendingWrite): Promise<() => void> {
  try {
    return await runAlone();
  } catch (error) {
    if (machineFaultOf(error)) throw error;
    return () => reject(error);
  }
}
