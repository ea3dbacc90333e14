/** What a statement is given: values in the order of its question marks, or by the names of its parameters. */
export type Params = readonly unknown[] | Readonly<Record<string, unknown>>;

/**
 * The database as the stores use it: texts of SQL, with parameters. The types of rows are the caller's claim. Outside of a
 * transaction each statement is one of its own, and waits while another process has the database locked.
 */
export interface Database {
  /** All rows. */
  all<T = unknown>(sql: string, params?: Params): Promise<T[]>;
  /** The first row. */
  get<T = unknown>(sql: string, params?: Params): Promise<T | undefined>;
  /** The first column of the first row. */
  value<T = unknown>(sql: string, params?: Params): Promise<T | undefined>;
  /** The first column of all rows. */
  values<T = unknown>(sql: string, params?: Params): Promise<T[]>;
  /** Returns how many rows were changed. */
  run(sql: string, params?: Params): Promise<{ readonly changes: number }>;
  /** The same statement for each of many rows, within a transaction. */
  runEach(sql: string, rows: readonly Params[]): Promise<void>;
  /**
   * Does work that writes: all of it happens, or nothing. Statements of the work, and of what it calls, belong to the transaction;
   * other calls wait until it has ended. The work may wait for nothing but the database. Within a transaction, this one is a part
   * of it that fails alone.
   */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Does work that only reads, and sees one state of the database. */
  snapshot<T>(work: () => Promise<T>): Promise<T>;
  /** Does work that does not belong to the transaction of its caller, such as setting a timer. */
  outside<T>(work: () => T): T;
  /** Whether the caller is within a transaction. */
  readonly isInTransaction: boolean;
}
