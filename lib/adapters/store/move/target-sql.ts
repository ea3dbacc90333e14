import { INCOMPLETE_COPY } from '../migrations/move-record.ts';

/** The tables of the product, without those of migrations and moves, whose names begin with an underscore. */
const PRODUCT_TABLES = String.raw`(SELECT oid, relname AS name FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname NOT LIKE '\_%')`;

/** The statements of `PostgresqlTarget`. */
export const SQL = {
  columns: `SELECT product_table.name AS table, product_column.attname AS column,
      format_type(product_column.atttypid, NULL) AS type,
      pg_get_serial_sequence(quote_ident(product_table.name), product_column.attname) AS sequence,
      (SELECT array_position(primary_key.indkey::int2[], product_column.attnum) FROM pg_index primary_key
       WHERE primary_key.indrelid = product_table.oid AND primary_key.indisprimary) AS key_position,
      EXISTS (SELECT FROM pg_trigger own_trigger
        WHERE own_trigger.tgrelid = product_table.oid AND NOT own_trigger.tgisinternal) AS is_protected
    FROM ${PRODUCT_TABLES} AS product_table
      JOIN pg_attribute product_column ON product_column.attrelid = product_table.oid
        AND product_column.attnum > 0 AND NOT product_column.attisdropped
    ORDER BY product_table.name COLLATE "C", product_column.attnum`,
  otherTable: `SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') LIMIT 1`,
  users: `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1`,
  record: `SELECT id, logs, rolled_back_at IS NULL AS is_incomplete
    FROM _prisma_migrations WHERE migration_name = '${INCOMPLETE_COPY}'`,
  insertRecord: `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
    VALUES ($1, '', '${INCOMPLETE_COPY}', now())`,
  updateRecord: `UPDATE _prisma_migrations SET id = $1 WHERE migration_name = '${INCOMPLETE_COPY}'`,
  /**
   * The record is kept, so that a move is recognized if its process ended right after this statement. As a rolled-back
   * migration, it does not count as applied.
   */
  endRecord: `UPDATE _prisma_migrations SET rolled_back_at = now(), logs = $1 WHERE migration_name = '${INCOMPLETE_COPY}'`,
  /**
   * Creates two tables that exist until the move is complete: one with the position reached in each table, one with the
   * foreign keys to add at the end.
   */
  createProgress: `CREATE TABLE _move_table (name TEXT PRIMARY KEY, position TEXT);
    CREATE TABLE _move_foreign_key (in_table TEXT, name TEXT, definition TEXT);
    INSERT INTO _move_foreign_key
      SELECT product_table.name, foreign_key.conname, pg_get_constraintdef(foreign_key.oid)
      FROM pg_constraint foreign_key
        JOIN ${PRODUCT_TABLES} AS product_table
          ON product_table.oid = foreign_key.conrelid
      WHERE foreign_key.contype = 'f'`,
  foreignKeys: 'SELECT in_table, name, definition FROM _move_foreign_key',
  insertPosition: 'INSERT INTO _move_table (name) VALUES ($1)',
  position: 'SELECT position FROM _move_table WHERE name = $1',
  clearPosition: 'UPDATE _move_table SET position = NULL WHERE name = $1',
  setNumber: 'SELECT setval($1, $2)',
  setMovedBy: 'INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)',
};
