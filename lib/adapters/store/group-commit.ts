import type { Database } from 'better-sqlite3';

/** A write that waits for its turn: `run` does it and gives what to tell the caller once it is committed. */
interface Pending {
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction, since a durable commit costs a disk flush.
 * Each write is a savepoint of its own: one that throws is undone and rejected alone. Nothing resolves before the commit.
 */
export class GroupCommit {
  readonly #database: Database;
  #pending: Pending[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  add<T>(write: () => T): Promise<T> {
    if (this.#pending.length === 0) setImmediate(() => this.#commit());
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const inSavepoint = this.#database.transaction(write);
    const run = () => {
      const result = inSavepoint();
      return () => resolve(result);
    };
    this.#pending.push({ run, reject });
    return promise;
  }

  #commit(): void {
    const writes = this.#pending;
    this.#pending = [];
    try {
      const committed = this.#database.transaction(() => writes.map(runOrReject)).immediate();
      for (const tell of committed) tell();
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
