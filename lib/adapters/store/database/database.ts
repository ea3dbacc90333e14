export type NamedParams = Readonly<Record<string, unknown>>;

/** Values of a statement's parameters: in the order of its `?`, or by name. */
export type Params = readonly unknown[] | NamedParams;

/**
 * How many prepared statements a connection keeps. The number of different statements is unbounded, because some
 * contain filters and ids.
 */
export const MAX_STATEMENTS = 500;

/**
 * The port through which stores use the database. `T` is the type that the caller expects, unchecked; NULL becomes
 * null. Outside a transaction, each statement is its own transaction. While the database is busy, such a statement or
 * the start of a transaction is retried for up to a minute. Throws a MachineError: `database_busy` after that minute or
 * for a statement in a transaction, `disk_full`, or `database_lost` if the connection broke and it is unknown whether
 * the statement took effect.
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
   * Runs `work` in a transaction. Commits the transaction, or rolls it back if `work` throws. All statements that
   * `work` executes, directly or through functions it calls, belong to the transaction. Writes of other callers wait
   * for its end; on SQLite, so do their reads in the same process. If `work` awaits anything but the database, the
   * transaction is rolled back. Inside a transaction, the new one is nested: if it fails, only its own changes are
   * rolled back.
   *
   * Transactions do not overlap, unless they have different subjects, such as the jobs of two accounts. With a
   * `subject`, `work` must change only what belongs to the subject, and base decisions only on that.
   */
  transaction<T>(work: () => Promise<T>, subject?: string): Promise<T>;
  /**
   * Runs `work`, whose statements see one state of the database; inside a transaction, the state of that transaction.
   * `work` must not write.
   */
  snapshot<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` as if the caller were in no transaction, for example to set a timer that outlives it. */
  withoutTransaction<T>(work: () => T): T;
  /**
   * Whether transactions of different subjects can overlap. If not, splitting work into more transactions only makes it
   * slower.
   */
  readonly canOverlap: boolean;
  /** Whether the caller is inside a transaction. */
  readonly isInTransaction: boolean;
}
