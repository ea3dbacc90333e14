import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database as Connection, Statement } from 'better-sqlite3';
import type { Database, Params } from './database.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** Where statements belong: to a transaction, to a part of it, or to none. */
class Scope {
  readonly depth: number;
  readonly #parent: Scope | undefined;
  readonly #end = Promise.withResolvers<void>();
  #part: Scope | undefined;
  #isOpen = true;
  #isUndone = false;

  constructor(parent?: Scope) {
    this.#parent = parent;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /**
   * Itself, or what it was a part of if it has ended: a timer may outlive the transaction in which it was set. Throws if it was
   * rolled back: what its work has not done by then must not happen alone.
   */
  get open(): Scope {
    if (this.#isUndone) throw new Error('the transaction was rolled back');
    return this.#isOpen || !this.#parent ? this : this.#parent.open;
  }

  /** The part that is open now. */
  get part(): Scope | undefined {
    return this.#part;
  }

  get ended(): Promise<void> {
    return this.#end.promise;
  }

  enter(): Scope {
    this.#part = new Scope(this);
    return this.#part;
  }

  end(isUndone: boolean): void {
    this.#isOpen = false;
    this.#isUndone = isUndone;
    if (this.#parent) this.#parent.#part = undefined;
    this.#end.resolve();
  }
}

/**
 * SQLite as a database of the stores, on one connection. A statement is executed as soon as it is called, and blocks the process
 * for as long as it takes. While another process writes, it is tried again for up to a minute without blocking this one.
 */
export class SqliteDatabase implements Database {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();
  readonly #columns = new Map<string, Statement>();
  readonly #none = new Scope();
  readonly #current = new AsyncLocalStorage<Scope>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get isInTransaction(): boolean {
    return this.#scope !== this.#none;
  }

  all<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return this.#execute(() => this.#statement(sql).all(params) as T[]);
  }

  get<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return this.#execute(() => this.#statement(sql).get(params) as T | undefined);
  }

  value<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return this.#execute(() => this.#column(sql).get(params) as T | undefined);
  }

  values<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return this.#execute(() => this.#column(sql).all(params) as T[]);
  }

  run(sql: string, params: Params = []): Promise<{ readonly changes: number }> {
    return this.#execute(() => this.#statement(sql).run(params));
  }

  runEach(sql: string, rows: Iterable<Params>): Promise<void> {
    return this.#execute(() => {
      const statement = this.#statement(sql);
      for (const params of rows) statement.run(params);
    });
  }

  transaction<T>(work: () => Promise<T>): Promise<T> {
    // A transaction that began by reading could not write once another process has written.
    return this.#perform('BEGIN IMMEDIATE', work);
  }

  snapshot<T>(work: () => Promise<T>): Promise<T> {
    return this.#perform('BEGIN', work);
  }

  get #scope(): Scope {
    return this.#current.getStore()?.open ?? this.#none;
  }

  async #perform<T>(begin: string, work: () => Promise<T>): Promise<T> {
    const outer = this.#scope;
    const part = `part_${outer.depth}`;
    const isWhole = outer === this.#none;
    const scope = await this.#execute(() => {
      this.#statement(isWhole ? begin : `SAVEPOINT ${part}`).run();
      return outer.enter();
    });
    let isHeld = false;
    const turn = isWhole ? setImmediate(() => (isHeld = true)) : undefined;
    let isUndone = true;
    try {
      const result = await this.#current.run(scope, work);
      if (isHeld) throw new Error('a transaction waited for something other than the database');
      this.#statement(isWhole ? 'COMMIT' : `RELEASE ${part}`).run();
      isUndone = false;
      return result;
    } catch (error) {
      this.#undo(isWhole ? ['ROLLBACK'] : [`ROLLBACK TO ${part}`, `RELEASE ${part}`]);
      throw error;
    } finally {
      clearImmediate(turn);
      scope.end(isUndone);
    }
  }

  /** After some faults, SQLite has rolled back the whole transaction itself. */
  #undo(statements: readonly string[]): void {
    for (const sql of statements) if (this.#connection.inTransaction) this.#statement(sql).run();
  }

  async #execute<T>(statement: () => T): Promise<T> {
    const scope = this.#scope;
    const execute = async () => {
      while (scope.part) await scope.part.ended;
      if (scope !== this.#none && !this.#connection.inTransaction) throw new Error('the transaction was rolled back');
      return statement();
    };
    return scope === this.#none ? retryWhileBusy(execute) : execute();
  }

  #statement(sql: string): Statement {
    return this.#known(this.#statements, sql, () => this.#connection.prepare(sql));
  }

  /** A statement that returns the first column of its rows. */
  #column(sql: string): Statement {
    return this.#known(this.#columns, sql, () => this.#connection.prepare(sql).pluck());
  }

  #known(statements: Map<string, Statement>, sql: string, prepare: () => Statement): Statement {
    const known = statements.get(sql);
    if (known) return known;
    const statement = prepare();
    statements.set(sql, statement);
    return statement;
  }
}
