import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database as Connection, Statement } from 'better-sqlite3';
import type { Database, Params } from './database.ts';
import { retryWhileBusy } from './retry-while-busy.ts';
import { withFaults } from './sqlite-fault.ts';
import { StatementCache } from './statement-cache.ts';
import { Scope } from './transaction-scope.ts';

/**
 * SQLite as a database of the stores, on one connection. A statement is executed as soon as it is called, and blocks the process
 * for as long as it takes. While another process writes, it is tried again without blocking this one.
 */
export class SqliteDatabase implements Database {
  readonly #connection: Connection;
  readonly #maxBusyMs: number | undefined;
  readonly #statements: StatementCache;
  readonly #columns: StatementCache;
  readonly #outside = new Scope();
  readonly #current = new AsyncLocalStorage<Scope>();

  /** @param maxBusyMs how long a statement is tried again while another process writes; a minute by default */
  constructor(connection: Connection, { maxBusyMs }: { readonly maxBusyMs?: number } = {}) {
    this.#connection = connection;
    this.#maxBusyMs = maxBusyMs;
    this.#statements = new StatementCache((sql) => connection.prepare(sql));
    this.#columns = new StatementCache((sql) => connection.prepare(sql).pluck());
  }

  get isInTransaction(): boolean {
    return this.#scope !== this.#outside;
  }

  all<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return this.#execute(() => this.#statements.get(sql).all(params) as T[]);
  }

  get<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return this.#execute(() => this.#statements.get(sql).get(params) as T | undefined);
  }

  value<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return this.#execute(() => this.#columns.get(sql).get(params) as T | undefined);
  }

  values<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return this.#execute(() => this.#columns.get(sql).all(params) as T[]);
  }

  run(sql: string, params: Params = []): Promise<{ readonly changes: number }> {
    return this.#execute(() => this.#statements.get(sql).run(params));
  }

  async runEach(sql: string, rows: readonly Params[]): Promise<void> {
    if (!this.isInTransaction) throw new Error('rows are written within a transaction');
    await this.#execute(() => {
      const statement = this.#statements.get(sql);
      for (const params of rows) statement.run(params);
    });
  }

  transaction<T>(work: () => Promise<T>): Promise<T> {
    // A transaction that began by reading could not write once another process has written.
    return this.#perform('BEGIN IMMEDIATE', work);
  }

  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    // Within a transaction, everything sees its state.
    return this.isInTransaction ? work() : this.#perform('BEGIN', work);
  }

  outside<T>(work: () => T): T {
    return this.#current.run(this.#outside, work);
  }

  /** Closes the connection once the transaction that is open has ended. */
  async close(): Promise<void> {
    while (this.#outside.part) await this.#outside.part.ended;
    this.#connection.close();
  }

  get #scope(): Scope {
    return this.#current.getStore()?.current ?? this.#outside;
  }

  async #perform<T>(begin: string, work: () => Promise<T>): Promise<T> {
    const outer = this.#scope;
    const isWhole = outer === this.#outside;
    const name = `part_${outer.depth}`;
    const scope = await this.#execute(() => {
      this.#run(isWhole ? begin : `SAVEPOINT ${name}`);
      return outer.begin();
    });
    const undo = (fault: unknown) => {
      if (scope.isLive) this.#undo(isWhole ? ['ROLLBACK'] : [`ROLLBACK TO ${name}`, `RELEASE ${name}`]);
      scope.end(fault);
    };
    // What waits only for the database ends within this turn of the event loop.
    const turn = isWhole ? setImmediate(() => undo(new Error(WAITED))) : undefined;
    try {
      const result = await this.#current.run(scope, work);
      scope.assertLive();
      if (scope.part) throw new Error('a part of the transaction has not ended');
      withFaults(() => this.#run(isWhole ? 'COMMIT' : `RELEASE ${name}`));
      scope.end();
      return result;
    } catch (error) {
      undo(error);
      throw scope.fault;
    } finally {
      clearImmediate(turn);
    }
  }

  #undo(statements: readonly string[]): void {
    try {
      for (const sql of statements) if (this.#connection.inTransaction) this.#run(sql);
    } catch {
      // The connection is broken or closed; then nothing is committed either.
    }
  }

  async #execute<T>(statement: () => T): Promise<T> {
    const scope = this.#scope;
    const execute = async () => {
      while (scope.part) await scope.part.ended;
      this.#assertOpen(scope);
      try {
        return withFaults(statement);
      } catch (error) {
        this.#assertOpen(scope, error);
        throw error;
      }
    };
    return scope === this.#outside ? retryWhileBusy(execute, this.#maxBusyMs) : execute();
  }

  /** After some faults, SQLite has rolled back the whole transaction, which then ends for its work, too. */
  #assertOpen(scope: Scope, fault: unknown = new Error('the transaction was rolled back')): void {
    if (scope !== this.#outside && !this.#connection.inTransaction) scope.endWhole(fault);
    scope.assertLive();
  }

  #run(sql: string): void {
    (this.#statements.get(sql) as Statement<[]>).run();
  }
}

const WAITED = 'a transaction waited for something other than the database';
