import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database as Connection, Statement } from 'better-sqlite3';
import { LruCache } from '../../../core/lru-cache.ts';
import { type Database, MAX_STATEMENTS, type Params } from '../database/database.ts';
import { retryWhileBusy } from '../database/retry-while-busy.ts';
import { AWAITED_MORE, TransactionScope } from '../database/transaction-scope.ts';
import { translateErrors } from './sqlite-fault.ts';

/** The port on one SQLite connection. The driver is synchronous, so a statement blocks the process while it runs. */
export class SqliteDatabase implements Database {
  readonly canOverlap = false;
  readonly #connection: Connection;
  readonly #maxBusyMs: number | undefined;
  readonly #statements = new LruCache<string, Statement>(MAX_STATEMENTS);
  /** Statements for which the driver returns only the first column. */
  readonly #columnStatements = new LruCache<string, Statement>(MAX_STATEMENTS);
  readonly #root = new TransactionScope();
  readonly #current = new AsyncLocalStorage<TransactionScope>();

  /** @param maxBusyMs how long a busy database is retried; a minute by default */
  constructor(connection: Connection, { maxBusyMs }: { readonly maxBusyMs?: number } = {}) {
    this.#connection = connection;
    this.#maxBusyMs = maxBusyMs;
  }

  get isInTransaction(): boolean {
    return this.#scope !== this.#root;
  }

  all<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return this.#execute(() => this.#prepare(sql).all(params) as T[]);
  }

  get<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return this.#execute(() => this.#prepare(sql).get(params) as T | undefined);
  }

  value<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return this.#execute(() => this.#prepareColumn(sql).get(params) as T | undefined);
  }

  values<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return this.#execute(() => this.#prepareColumn(sql).all(params) as T[]);
  }

  run(sql: string, params: Params = []): Promise<{ readonly changes: number }> {
    return this.#execute(() => this.#prepare(sql).run(params));
  }

  async runEach(sql: string, rows: readonly Params[]): Promise<void> {
    if (!this.isInTransaction) throw new Error('runEach needs a transaction');
    await this.#execute(() => {
      const statement = this.#prepare(sql);
      for (const params of rows) statement.run(params);
    });
  }

  transaction<T>(work: () => Promise<T>, subject?: string): Promise<T> {
    // IMMEDIATE, because a deferred transaction that has read cannot write once another process has written.
    return this.#runTransaction('BEGIN IMMEDIATE', work, subject);
  }

  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    // A transaction already reads one state of the database.
    return this.isInTransaction ? work() : this.#runTransaction('BEGIN', work);
  }

  withoutTransaction<T>(work: () => T): T {
    return this.#current.run(this.#root, work);
  }

  /** Closes the connection after the open transaction has ended. */
  async close(): Promise<void> {
    while (this.#root.nested) await this.#root.nested.whenEnded;
    this.#connection.close();
  }

  get #scope(): TransactionScope {
    return this.#current.getStore()?.current ?? this.#root;
  }

  async #runTransaction<T>(begin: string, work: () => Promise<T>, subject?: string): Promise<T> {
    const parent = this.#scope;
    const isOutermost = parent === this.#root;
    const savepoint = `nested_${parent.depth}`;
    const scope = await this.#execute(() => {
      parent.assertCovers(subject);
      this.#run(isOutermost ? begin : `SAVEPOINT ${savepoint}`);
      return parent.beginNested(subject);
    });
    const rollBack = (cause: unknown) => {
      if (scope.isLive)
        this.#rollBack(isOutermost ? ['ROLLBACK'] : [`ROLLBACK TO ${savepoint}`, `RELEASE ${savepoint}`]);
      scope.end(cause);
    };
    // Work that awaits only this database settles before the event loop's next setImmediate.
    const watchdog = isOutermost ? setImmediate(() => rollBack(new Error(AWAITED_MORE))) : undefined;
    try {
      const result = await this.#current.run(scope, work);
      scope.assertCommittable();
      translateErrors(() => this.#run(isOutermost ? 'COMMIT' : `RELEASE ${savepoint}`));
      scope.end();
      return result;
    } catch (error) {
      rollBack(error);
      throw scope.rollbackCause;
    } finally {
      clearImmediate(watchdog);
    }
  }

  #rollBack(statements: readonly string[]): void {
    try {
      for (const sql of statements) if (this.#connection.inTransaction) this.#run(sql);
    } catch {
      // The connection is broken or closed, so nothing will be committed.
    }
  }

  async #execute<T>(statement: () => T): Promise<T> {
    const scope = this.#scope;
    const execute = async () => {
      while (scope.nested) await scope.nested.whenEnded;
      this.#assertOpen(scope);
      try {
        return translateErrors(statement);
      } catch (error) {
        this.#assertOpen(scope, error);
        throw error;
      }
    };
    return scope === this.#root ? retryWhileBusy(execute, this.#maxBusyMs) : execute();
  }

  /**
   * Ends a scope if SQLite has rolled back the whole transaction on its own, as after a full disk or an I/O error.
   * Throws if the scope has ended.
   */
  #assertOpen(scope: TransactionScope, cause?: unknown): void {
    if (scope !== this.#root && !this.#connection.inTransaction)
      scope.endOutermost(cause ?? new Error('SQLite rolled back the transaction'));
    scope.assertLive();
  }

  #run(sql: string): void {
    (this.#prepare(sql) as Statement<[]>).run();
  }

  #prepare(sql: string): Statement {
    return this.#statements.get(sql) ?? this.#statements.set(sql, this.#connection.prepare(sql));
  }

  #prepareColumn(sql: string): Statement {
    const cached = this.#columnStatements.get(sql);
    return cached ?? this.#columnStatements.set(sql, this.#connection.prepare(sql).pluck());
  }
}
