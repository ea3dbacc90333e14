import type Database from 'better-sqlite3';
import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';

// A move from SQLite to PostgreSQL is recorded among the migrations of both databases, under names that no version has
// a migration for: older versions then refuse these databases, too. The id of the record is that of the move.

/** The name in the SQLite database, from before the first row is copied. */
export const MOVED = 'moved_to_postgresql';

/** The name in the PostgreSQL database, until all rows have been copied and compared. */
export const INCOMPLETE_COPY = 'incomplete_copy_of_sqlite';

const contentShape = z.object({
  /** Server and name of the PostgreSQL database. */
  target: z.string(),
  /** `switching`: the PostgreSQL database is in use, or the next step makes it so. */
  state: z.enum(['copying', 'switching', 'moved']),
  /** When the move began or was last continued, milliseconds since 1970. */
  at: z.number(),
});

export interface MoveRecord extends z.output<typeof contentShape> {
  readonly id: string;
}

const SQL = {
  find: `SELECT id, logs FROM _prisma_migrations WHERE migration_name = '${MOVED}' AND rolled_back_at IS NULL`,
  ids: `SELECT id FROM _prisma_migrations WHERE migration_name = '${MOVED}'`,
  insert: `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, started_at, finished_at, applied_steps_count)
    VALUES (:id, '', '${MOVED}', :logs, :now, :now, 0)`,
  update: 'UPDATE _prisma_migrations SET logs = :logs WHERE id = :id',
  end: `UPDATE _prisma_migrations SET rolled_back_at = ? WHERE migration_name = '${MOVED}' AND rolled_back_at IS NULL`,
};

/** The move of an SQLite database that has begun and was not undone. */
export function findMove(database: Database.Database): MoveRecord | undefined {
  const row = database.prepare<[], { id: string; logs: string }>(SQL.find).get();
  return row && { id: row.id, ...contentShape.parse(JSON.parse(row.logs)) };
}

/** The ids of all moves of the database that ever began. */
export function moveIds(database: Database.Database): readonly string[] {
  return database.prepare<[], string>(SQL.ids).pluck().all();
}

/** Records the beginning of a move, or its progress. */
export function saveMove(database: Database.Database, { id, ...move }: MoveRecord): void {
  const logs = JSON.stringify(move);
  if (database.prepare(SQL.update).run({ id, logs }).changes > 0) return;
  database.prepare(SQL.insert).run({ id, logs, now: new Date(move.at).toISOString() });
}

/** Lets processes use the SQLite database again. */
export function endMove(database: Database.Database, now: number): void {
  database.prepare(SQL.end).run(new Date(now).toISOString());
}

/**
 * Throws UserError `database_moved` or `move_incomplete` for an SQLite database whose rows are, or soon will be, in
 * PostgreSQL.
 */
export function refuseMoved(database: Database.Database): void {
  const move = findMove(database);
  if (move?.state === 'copying') throw new UserError('move_incomplete', { database: move.target });
  if (move) throw movedError(move);
}

/** UserError `database_moved`. */
export function movedError({ target, at }: MoveRecord): UserError {
  return new UserError('database_moved', { database: target, at: new Date(at).toISOString() });
}
