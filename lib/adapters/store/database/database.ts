export type NamedParams = Readonly<Record<string, unknown>>;

/** Values of a statement's parameters: in the order of its `?`, or by name. */
export type Params = readonly unknown[] | NamedParams;

/** Prepared statements that a connection keeps. The number of texts is unbounded: some contain filters and ids. */
export const MAX_STATEMENTS = 500;

/**
 * The port through which stores use the database. `T` is the caller's claim about the result; it is not checked, and a NULL is
 * null. Outside a transaction, each statement is its own transaction. If another process holds the lock, a statement or the start
 * of a transaction is retried for up to a minute; then MachineError `database_busy`. `database_lost`: the connection broke, and it is
 * unknown whether the statement took effect.
 */
export interface Database {
  /** All rows. */
  all<T = unknown>(sql: string, params?: Params): Promise<T[]>;
  /** The first row; undefined if there is none. */
  get<T = unknown>(sql: string, params?: Params): Promise<T | undefined>;
  /** The first column of the first row; undefined if there is no row. */
  value<T = unknown>(sql: string, params?: Params): Promise<T | undefined>;
  /** The first column of all rows. */
  values<T = unknown>(sql: string, params?: Params): Promise<T[]>;
  /** Executes a statement; `changes` is the number of rows it changed. */
  run(sql: string, params?: Params): Promise<{ readonly changes: number }>;
  /** Executes one statement for each item of `rows`. Throws outside a transaction. */
  runEach(sql: string, rows: readonly Params[]): Promise<void>;
  /**
   * Runs `work` in a transaction and commits it; rolls back if it throws. All statements that `work` executes, directly or through
   * what it calls, belong to it; other callers wait for its end. `work` may await only the database, or it is rolled back. Inside
   * a transaction, this one is nested: if it fails, only its own changes are rolled back.
   *
   * No transaction overlaps with another one, except that those of different subjects may: with a `subject`, `work` must change only
   * what belongs to it, and decide only by that.
   */
  transaction<T>(work: () => Promise<T>, subject?: string): Promise<T>;
  /** Runs `work`, whose statements see one state of the database; inside a transaction, the state of that. `work` must not write. */
  snapshot<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` as if the caller were in no transaction, for example to set a timer that outlives it. */
  withoutTransaction<T>(work: () => T): T;
  /** Whether transactions of different subjects overlap; if not, more of them are only slower. */
  readonly canOverlap: boolean;
  /** Whether the caller is inside a transaction. */
  readonly isInTransaction: boolean;
}
