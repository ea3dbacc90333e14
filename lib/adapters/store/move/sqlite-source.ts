import Database, { type Database as Connection } from 'better-sqlite3';
import { UserError } from '../../../core/errors.ts';
import { appliedMigrations, migrationsFolder, pendingAfter } from '../migrations/migration-status.ts';
import { applyMigrations } from '../migrations/migrations.ts';
import { endMove, findMove, MOVED, type MoveRecord, moveIds, saveMove } from '../migrations/move-record.ts';
import {
  type Column,
  charactersIn,
  columnList,
  keyValueOf,
  nameOfRow,
  quoted,
  type Row,
  type Table,
  textOf,
} from './table.ts';

/** The limits of one batch of rows. */
const MAX_ROWS = 1000;
const MAX_CHARACTERS = 1_000_000;

/** How many values of a column PostgreSQL cannot store unchanged: texts with NUL, integers with a fraction. */
export interface AdjustedColumn {
  readonly table: string;
  readonly column: string;
  readonly values: number;
}

export interface SourceCheck {
  /** The number of rows by table. */
  readonly rows: ReadonlyMap<string, number>;
  readonly adjusted: readonly AdjustedColumn[];
}

/** The SQLite database of a data folder. No other process can use it while it is open here. */
export class SqliteSource {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Opens an existing database. Throws UserError `data_folder_in_use` if any other process has it open. */
  static open(path: string): SqliteSource {
    const connection = new Database(path, { fileMustExist: true, timeout: 0 });
    try {
      // SQLite can leave WAL only if no other connection is open, not even an idle one. It then keeps the lock until
      // this connection is closed.
      connection.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL');
      connection.exec('BEGIN EXCLUSIVE; COMMIT');
      connection.defaultSafeIntegers(true);
      return new SqliteSource(connection);
    } catch (error) {
      connection.close();
      const isInUse = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      throw isInUse ? new UserError('data_folder_in_use', { path }, { cause: error }) : error;
    }
  }

  /**
   * Opens a database like `open`, and applies its pending migrations. A move that an earlier version began is replaced
   * by a new one.
   */
  static async openMigrated(path: string, now: number): Promise<SqliteSource> {
    const source = SqliteSource.open(path);
    if (!source.#isOutdated() || (source.move && source.move.state !== 'copying')) return source;
    if (source.move) source.endMove(now);
    source.close();
    await applyMigrations(path);
    return SqliteSource.open(path);
  }

  get move(): MoveRecord | undefined {
    return findMove(this.#connection);
  }

  get moveIds(): readonly string[] {
    return moveIds(this.#connection);
  }

  saveMove(move: MoveRecord): void {
    saveMove(this.#connection, move);
  }

  endMove(now: number): void {
    endMove(this.#connection, now);
  }

  /**
   * Looks for damage, and for values that PostgreSQL would refuse, or would change in a protected table, before
   * anything is copied. Throws UserError `database_damaged`, `move_tables` or `move_value`.
   */
  check(tables: readonly Table[], onTable: (table: string) => void): SourceCheck {
    this.#checkFile();
    this.#checkTables(tables);
    const checked = tables.map((table) => {
      onTable(table.name);
      return this.#checkRows(table);
    });
    return {
      rows: new Map(checked.map(({ table, rows }) => [table, rows])),
      adjusted: checked.flatMap(({ adjusted }) => adjusted),
    };
  }

  /** Yields the rows after the one with this key in batches, in the order of the key. */
  *batches(table: Table, after: readonly string[] | undefined): Generator<readonly Row[]> {
    let batch: Row[] = [];
    let characters = 0;
    for (const row of this.#rows(table, after)) {
      batch.push(row);
      characters += charactersIn([row]);
      if (batch.length < MAX_ROWS && characters < MAX_CHARACTERS) continue;
      yield batch;
      batch = [];
      characters = 0;
    }
    if (batch.length > 0) yield batch;
  }

  /** The number of rows up to and including the one with this key. */
  countUpTo(table: Table, last: readonly string[]): number {
    const sql = `SELECT COUNT(*) FROM ${quoted(table.name)} WHERE ${keyCondition(table, '<=')}`;
    const statement = this.#connection.prepare<unknown[], number>(sql).safeIntegers(false).pluck();
    return statement.get(...keyValues(table, last)) as number;
  }

  /** The highest number that the table has ever given to a row, including rows that have been deleted. */
  lastNumber(table: string, column: string): bigint | undefined {
    const sql = `SELECT MAX(number) FROM (
      SELECT MAX(${quoted(column)}) AS number FROM ${quoted(table)}
      UNION ALL SELECT seq FROM sqlite_sequence WHERE name = ?) WHERE number > 0`;
    return this.#connection.prepare<[string], bigint | null>(sql).pluck().get(table) ?? undefined;
  }

  close(): void {
    this.#connection.close();
  }

  #isOutdated(): boolean {
    const applied = appliedMigrations(this.#connection).filter((name) => name !== MOVED);
    return pendingAfter(applied, migrationsFolder, this.#connection.name).length > 0;
  }

  *#rows(table: Table, after: readonly string[] | undefined): Generator<Row> {
    const { name, columns, key } = table;
    const where = after ? `WHERE ${keyCondition(table, '>')}` : '';
    const values = after ? keyValues(table, after) : [];
    const sql = `SELECT ${columnList(columns)} FROM ${quoted(name)} ${where} ORDER BY ${columnList(key)}`;
    const statement = this.#connection.prepare<unknown[], unknown[]>(sql).raw();
    for (const row of statement.iterate(...values))
      yield row.map((value, index) => textOf(columns[index] as Column, value));
  }

  /** Throws if only one database has a table or column, because its values would be lost or missing. */
  #checkTables(tables: readonly Table[]): void {
    const sql = `SELECT own.name || '.' || info.name FROM sqlite_master own, pragma_table_info(own.name) info
      WHERE own.type = 'table' AND own.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND own.name NOT LIKE '!_%' ESCAPE '!'`;
    const sourceColumns = new Set(this.#connection.prepare<[], string>(sql).pluck().all());
    const targetColumns = new Set(
      tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`)),
    );
    const different = [...sourceColumns.symmetricDifference(targetColumns)];
    if (different.length > 0) throw new UserError('move_tables', { columns: different });
  }

  #checkRows(table: Table) {
    const { name, columns, isProtected } = table;
    const [rows = 0, ...counts] = this.#count(table, [
      ...columns.map((column) => invalidCondition(column)),
      ...columns.map((column) => adjustedCondition(column)),
    ]);
    const invalidCounts = counts.slice(0, columns.length);
    const adjustedCounts = counts.slice(columns.length);
    const adjusted: AdjustedColumn[] = [];
    for (const [index, column] of columns.entries()) {
      if (invalidCounts[index]) throw this.#valueError(table, column, invalidCondition(column));
      const valueCount = adjustedCounts[index] ?? 0;
      if (valueCount === 0) continue;
      if (isProtected) throw this.#valueError(table, column, adjustedCondition(column));
      adjusted.push({ table: name, column: column.name, values: valueCount });
    }
    return { table: name, rows, adjusted };
  }

  /** The number of rows of a table, and of the rows that meet each of these conditions. */
  #count({ name }: Table, conditions: readonly string[]): number[] {
    const counts = conditions.map((condition) => `COUNT(*) FILTER (WHERE ${condition})`);
    const sql = `SELECT COUNT(*), ${counts.join()} FROM ${quoted(name)}`;
    return this.#connection.prepare<[], number[]>(sql).safeIntegers(false).raw().get() as number[];
  }

  #valueError(table: Table, column: Column, condition: string): UserError {
    const sql = `SELECT ${columnList(table.key)} FROM ${quoted(table.name)} WHERE ${condition} LIMIT 1`;
    const key = this.#connection.prepare<[], unknown[]>(sql).raw().get() ?? [];
    return new UserError('move_value', { table: table.name, column: column.name, row: nameOfRow(table, key) });
  }

  #checkFile(): void {
    const damage = this.#connection.pragma('integrity_check(1)', { simple: true });
    if (damage !== 'ok') throw this.#damageError(String(damage));
    const [broken] = this.#connection.pragma('foreign_key_check') as { table: string; parent: string }[];
    if (broken) throw this.#damageError(`${broken.table} → ${broken.parent}`);
  }

  #damageError(problem: string): UserError {
    return new UserError('database_damaged', { path: this.#connection.name, problem });
  }
}

/** A condition: a row's key is up to, or after, the one whose values (see `keyValues`) are bound. */
function keyCondition({ key }: Table, comparison: '<=' | '>'): string {
  return `(${columnList(key)}) ${comparison} (${key.map(() => '?').join()})`;
}

function keyValues({ key }: Table, texts: readonly string[]): unknown[] {
  return texts.map((text, index) => keyValueOf(key[index] as Column, text));
}

/** A condition: the value is one that the column cannot have. */
function invalidCondition({ name, kind }: Column): string {
  const types = {
    integer: `'integer', 'real'`,
    boolean: `'integer'`,
    real: `'real', 'integer'`,
    text: `'text'`,
    bytes: `'blob'`,
  }[kind];
  const isOther = `typeof(${quoted(name)}) NOT IN ('null', ${types})`;
  return kind === 'boolean' ? `(${isOther} OR ${quoted(name)} NOT IN (0, 1))` : isOther;
}

/** A condition: PostgreSQL stores another value in its place. */
function adjustedCondition({ name, kind }: Column): string {
  if (kind === 'text') return `instr(${quoted(name)}, char(0)) > 0`;
  return kind === 'integer' ? `typeof(${quoted(name)}) = 'real'` : 'FALSE';
}
