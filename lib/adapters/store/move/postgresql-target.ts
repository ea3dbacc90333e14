import type { Client, CustomTypesConfig } from 'pg';
import { UserError } from '../../../core/errors.ts';
import { pendingAfter, postgresqlMigrationsFolder } from '../migrations/migration-status.ts';
import { INCOMPLETE_COPY } from '../migrations/move-record.ts';
import {
  appliedIn,
  applyPostgresqlMigrations,
  checkReplication,
  connect,
} from '../migrations/postgresql-migrations.ts';
import { MOVE_LOCK, WRITE_LOCK } from '../postgresql/locks.ts';
import { APPLICATION_NAME } from '../postgresql/postgresql-database.ts';
import { toMachineError } from '../postgresql/postgresql-fault.ts';
import { MOVED_BY } from './moved-by.ts';
import { type Column, charactersIn, columnList, type Kind, quoted, type Row, type Table } from './table.ts';
import { SQL } from './target-sql.ts';

/**
 * How many rows one statement fetches for the comparison: first FIRST_ROWS, then, judged by the length of the previous
 * rows, as many as fit into MAX_CHARACTERS, up to MAX_ROWS.
 */
const FIRST_ROWS = 20;
const MAX_ROWS = 2000;
const MAX_CHARACTERS = 1_000_000;

/**
 * Settings of the connection. A crash of the server may lose the newest rows together with their position; only the
 * last commit waits for the disk. The connection may be idle while SQLite's rows are checked and read. Keepalives make
 * the server notice soon if this machine is gone, and release the lock.
 */
const SETTINGS = `SET synchronous_commit = off; SET bytea_output = hex; SET extra_float_digits = 1;
  SET idle_in_transaction_session_timeout = 0; SET idle_session_timeout = 0; SET lock_timeout = 10000;
  SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2`;

/** PostgreSQL's error code for a lock that did not become free within `lock_timeout`. */
const LOCK_TIMEOUT = '55P03';

/** Returns values as PostgreSQL prints them, because they are only compared. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => String };

const KINDS: Readonly<Record<string, Kind>> = {
  bigint: 'integer',
  integer: 'integer',
  boolean: 'boolean',
  'double precision': 'real',
  text: 'text',
  bytea: 'bytes',
};

type ForeignKey = Readonly<Record<'in_table' | 'name' | 'definition', string>>;
interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly sequence: string | null;
  /** The position of the column in the primary key. */
  readonly key_position: number | null;
  readonly is_protected: boolean;
}

/** The record of a move in its target. */
export interface TargetMove {
  readonly id: string;
  readonly isIncomplete: boolean;
  /** The outcome, as stored by `complete`. */
  readonly outcome: string | undefined;
}

/** The PostgreSQL database that receives the rows. */
export class PostgresqlTarget {
  readonly #client: Client;
  /** Server and name, without user and password. */
  readonly name: string;

  private constructor(client: Client) {
    this.#client = client;
    this.name = `${client.host}:${client.port}/${client.database}`;
  }

  /**
   * Connects. Throws UserError `postgresql_…` if the database cannot be used, `move_target_in_use` if another process
   * moves rows to it or uses it, and a MachineError if the connection is lost.
   */
  static async connect(url: string): Promise<PostgresqlTarget> {
    const client = await connect(url, { keepAlive: true, application_name: `${APPLICATION_NAME}-move` });
    try {
      const target = new PostgresqlTarget(client);
      const fault = await checkReplication(client);
      if (fault) throw new UserError(fault.code, fault.params); // commits would wait
      await client.query(SETTINGS);
      await target.#lock();
      await target.#refuseIfInUse();
      return target;
    } catch (error) {
      await client.end();
      throw toMachineError(error);
    }
  }

  /** The recorded move; undefined if there was none. */
  async move(): Promise<TargetMove | undefined> {
    if ((await appliedIn(this.#client)).length === 0) return undefined;
    const [row] = await this.#all<{ id: string; logs: string | null; is_incomplete: boolean }>(SQL.record);
    return row && { id: row.id, isIncomplete: row.is_incomplete, outcome: row.logs ?? undefined };
  }

  /** Whether the database has tables of an earlier version. */
  async isOutdated(): Promise<boolean> {
    const applied = (await appliedIn(this.#client)).filter((name) => name !== INCOMPLETE_COPY);
    return pendingAfter(applied, postgresqlMigrationsFolder, this.name).length > 0;
  }

  /** Creates or migrates the tables. Throws UserError `move_target_not_empty` if there are only another product's. */
  async migrate(url: string): Promise<void> {
    if ((await appliedIn(this.#client)).length === 0) {
      const [other] = await this.#all<{ name: string }>(SQL.otherTable);
      if (other) throw this.#notEmpty(other.name);
    }
    await applyPostgresqlMigrations(url);
  }

  async tables(): Promise<readonly Table[]> {
    const rows = await this.#all<ColumnRow>(SQL.columns);
    const rowsByTable = Map.groupBy(rows, ({ table }) => table);
    return Array.from(rowsByTable, ([name, columns]) => tableOf(name, columns));
  }

  /**
   * Marks the database, so that no process can start using it. Removes foreign keys and disables triggers, so that rows
   * may be inserted in any order. Throws UserError `move_target_in_use`, or `move_target_not_empty` if a table has
   * rows.
   */
  begin(id: string, tables: readonly Table[]): Promise<void> {
    return this.#transaction(async () => {
      await this.#refuseIfInUse();
      for (const { name } of tables) {
        const rows = await this.#all(`SELECT FROM ${quoted(name)} LIMIT 1`);
        if (rows.length > 0) throw this.#notEmpty(name);
      }
      await this.#client.query(SQL.insertRecord, [id]);
      await this.#client.query(SQL.createProgress);
      for (const { in_table, name } of await this.#all<ForeignKey>(SQL.foreignKeys))
        await this.#client.query(`ALTER TABLE ${quoted(in_table)} DROP CONSTRAINT ${quoted(name)}`);
      for (const { name } of tables) {
        await this.#client.query(SQL.insertPosition, [name]);
        await this.#client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
      }
    });
  }

  /** Deletes the rows that an earlier move of the same data folder has copied. */
  beginAgain(id: string, tables: readonly Table[]): Promise<void> {
    return this.#transaction(async () => {
      for (const table of tables) await this.#empty(table);
      await this.#client.query(SQL.updateRecord, [id]);
    });
  }

  /** Deletes the rows of a table, so that it is copied again. */
  empty(table: Table): Promise<void> {
    return this.#transaction(() => this.#empty(table));
  }

  /** The key of the last row that was copied; undefined if none was. */
  async position({ name }: Table): Promise<readonly string[] | undefined> {
    const [row] = await this.#all<{ position: string | null }>(SQL.position, [name]);
    return row?.position ? (JSON.parse(row.position) as string[]) : undefined;
  }

  /** Inserts rows, and stores the key of the last one as position, in one statement. */
  async insert(table: Table, rows: readonly Row[]): Promise<void> {
    const { name, columns, key } = table;
    const lastRow = rows.at(-1) as Row;
    const position = JSON.stringify(key.map((column) => lastRow[columns.indexOf(column)]));
    const arrays = columns.map(({ type }, index) => `$${index + 3}::${type}[]`);
    const text = `WITH inserted AS (
        INSERT INTO ${quoted(name)} (${columnList(columns)}) SELECT * FROM unnest(${arrays.join()}))
      UPDATE _move_table SET position = $1 WHERE name = $2`;
    const values = columns.map((_, index) => rows.map((row) => row[index]));
    await this.#client.query({ name: `move ${name}`, text, values: [position, name, ...values] });
  }

  /** All rows in the order of the key. */
  async *rows({ name, columns, key }: Table): AsyncGenerator<readonly Row[]> {
    const order = key.map((column) => quoted(column.name) + (column.kind === 'text' ? ' COLLATE "C"' : ''));
    await this.#client.query(`BEGIN; DECLARE compared NO SCROLL CURSOR FOR
      SELECT ${columnList(columns)} FROM ${quoted(name)} ORDER BY ${order.join()}`);
    try {
      let count = FIRST_ROWS;
      for (;;) {
        const text = `FETCH ${count} FROM compared`;
        const { rows } = await this.#client.query<(string | null)[]>({ text, rowMode: 'array', types: AS_TEXT });
        if (rows.length === 0) return;
        yield rows.map((row) => row.map((value, index) => comparableText(columns[index] as Column, value)));
        const fitting = Math.floor((MAX_CHARACTERS * rows.length) / charactersIn(rows));
        count = Math.max(1, Math.min(MAX_ROWS, fitting));
      }
    } finally {
      await this.#client.query('ROLLBACK');
    }
  }

  /**
   * Makes the database ready for use in one transaction: foreign keys, triggers, the numbers of new rows, and an entry
   * of the audit log that the next process appends.
   */
  async complete({ tables, lastNumbers, by, at, outcome }: Completion): Promise<void> {
    await this.#client.query('ANALYZE');
    await this.#transaction(async () => {
      await this.#refuseIfInUse();
      await this.#client.query('SET LOCAL synchronous_commit = on');
      for (const { in_table, name, definition } of await this.#all<ForeignKey>(SQL.foreignKeys))
        await this.#client.query(`ALTER TABLE ${quoted(in_table)} ADD CONSTRAINT ${quoted(name)} ${definition}`);
      for (const { name } of tables) await this.#client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
      for (const [sequence, number] of lastNumbers) await this.#client.query(SQL.setNumber, [sequence, number]);
      await this.#client.query(SQL.setMovedBy, [MOVED_BY, JSON.stringify(by), at]);
      await this.#client.query('DROP TABLE _move_table, _move_foreign_key');
      await this.#client.query(SQL.endRecord, [outcome]);
    });
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  async #empty(table: Table): Promise<void> {
    await this.#client.query(`TRUNCATE ${quoted(table.name)}`);
    await this.#client.query(SQL.clearPosition, [table.name]);
  }

  /**
   * Takes the lock of moves. Waits a moment, because the connection of a process that was just killed may still hold
   * it.
   */
  async #lock(): Promise<void> {
    try {
      await this.#client.query(MOVE_LOCK);
    } catch (cause) {
      if ((cause as { code?: string }).code !== LOCK_TIMEOUT) throw cause; // the connection was lost
      throw new UserError('move_target_in_use', { database: this.name }, { cause });
    }
  }

  /**
   * Throws if a process uses the database. A process that has just started may have looked for the record of the move
   * before `begin` inserted it.
   */
  async #refuseIfInUse(): Promise<void> {
    const users = await this.#all(SQL.users, [APPLICATION_NAME]);
    if (users.length > 0) throw new UserError('move_target_in_use', { database: this.name });
  }

  #notEmpty(table: string): UserError {
    return new UserError('move_target_not_empty', { database: this.name, table });
  }

  async #transaction(work: () => Promise<void>): Promise<void> {
    await this.#client.query(`BEGIN; ${WRITE_LOCK}`);
    try {
      await work();
      await this.#client.query('COMMIT');
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  async #all<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.#client.query<R>(text, [...values])).rows;
  }
}

export interface Completion {
  readonly tables: readonly Table[];
  /** The last number of each sequence, by its name. */
  readonly lastNumbers: ReadonlyMap<string, bigint>;
  /** Who moved the database, as the id of a shell. */
  readonly by: string;
  readonly at: number;
  readonly outcome: string;
}

function tableOf(name: string, rows: readonly ColumnRow[]): Table {
  const columns = rows.map(({ column, type }): Column => {
    const kind = KINDS[type];
    if (!kind) throw new Error(`${name}.${column} has the type ${type}, which a move does not know`);
    return { name: column, type, kind };
  });
  const keyRows = rows.filter((row) => row.key_position !== null);
  keyRows.sort((a, b) => Number(a.key_position) - Number(b.key_position));
  const serial = rows.find(({ sequence }) => sequence !== null);
  return {
    name,
    columns,
    key: keyRows.map((row) => columns[rows.indexOf(row)] as Column),
    isProtected: rows[0]?.is_protected === true,
    sequence: serial?.sequence ? { name: serial.sequence, column: serial.column } : undefined,
  };
}

/**
 * A value for comparison. Fractions are normalized, because JavaScript and PostgreSQL print some of them differently.
 */
function comparableText({ kind }: Column, text: string | null): string | null {
  return kind === 'real' && text !== null ? String(Number(text)) : text;
}
