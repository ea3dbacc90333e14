import { existsSync } from 'node:fs';
import type { CompletedMove, MoveOptions, MoveProgress } from '../adapters/store/move/move-database.ts';
import { SqliteSource } from '../adapters/store/move/sqlite-source.ts';
import { markRestored, type RestoredFacts } from '../adapters/store/sqlite/backup-copy.ts';
import { databasePath } from '../adapters/store/sqlite/connection.ts';
import { deleteAuditHead } from '../adapters/system/audit-head.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { UserError } from '../core/errors.ts';
import type { Env } from '../env.ts';
import { shellActor } from './shell-actor.ts';

export type { MoveProgress };

/** Moves the data folder's database from SQLite to the configured PostgreSQL database, or throws a UserError. */
export async function moveToPostgresql(
  { dataDir, databaseUrl: url }: Env,
  onProgress: MoveOptions['onProgress'],
): Promise<CompletedMove> {
  if (url === undefined) throw new UserError('move_without_target');
  const path = existingDatabase(dataDir);
  const { moveDatabase } = await import('../adapters/store/move/move-database.ts');
  return moveDatabase({ path, url, by: shellActor().id, now: systemClock.now(), onProgress });
}

/** How a move was undone. */
export interface UndoneMove {
  /** The PostgreSQL database, which is not changed. */
  readonly database: string;
  /** Undefined for an incomplete move, during which no process could use either database. */
  readonly restored: (RestoredFacts & { readonly takenAt: number }) | undefined;
}

/**
 * Lets processes use the SQLite database again. After a complete move, the SQLite database lacks what was done in
 * PostgreSQL, so it is used like a backup from the time of the move, and only if `givesUpChanges`; otherwise,
 * a UserError is thrown.
 */
export function undoMove({ dataDir }: Pick<Env, 'dataDir'>, givesUpChanges: boolean): UndoneMove {
  const path = existingDatabase(dataDir);
  const move = withSource(path, (source) => {
    const { move: recorded } = source;
    if (!recorded) throw new UserError('move_none', { path });
    const { state, target, at } = recorded;
    if (state === 'copying') source.endMove(systemClock.now());
    else if (!givesUpChanges) throw new UserError('move_complete', { database: target, at: timeText(at) });
    return recorded;
  });
  if (move.state === 'copying') return { database: move.target, restored: undefined };
  const restored = markRestored(path, { takenAt: move.at, now: systemClock.now(), by: shellActor().id });
  deleteAuditHead(dataDir);
  withSource(path, (source) => source.endMove(systemClock.now()));
  return { database: move.target, restored: { ...restored, takenAt: move.at } };
}

function existingDatabase(dataDir: string): string {
  const path = databasePath(dataDir);
  if (!existsSync(path)) throw new UserError('move_nothing', { path: dataDir });
  return path;
}

function withSource<T>(path: string, work: (source: SqliteSource) => T): T {
  const source = SqliteSource.open(path);
  try {
    return work(source);
  } finally {
    source.close();
  }
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
