import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { UnfinishedUpload } from '../../../core/upload/upload.ts';
import type { Tables } from '../database/tables.ts';

type UnfinishedRow = Pick<Tables['unfinished_upload'], 'folder' | 'name' | 'bytes'>;

/** Unfinished uploads. A request touches its upload first; the sweep deletes uploads untouched for too long. */
export class SqliteUnfinishedUploads {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  begin(upload: UnfinishedUpload): void {
    this.#database
      .prepare(
        `INSERT INTO unfinished_upload (folder, name, bytes, created_at, touched_at)
         VALUES (:folder, :name, :bytes, :now, :now)`,
      )
      .run({ ...upload, bytes: upload.bytes ?? null, now: this.#clock.now() });
  }

  /** Throws UserError `unfinished_upload_gone`. */
  get(folder: string): UnfinishedUpload {
    return unfinishedOf(this.#database.prepare('SELECT * FROM unfinished_upload WHERE folder = ?').get(folder));
  }

  /** Protects an upload from the sweep while a request works on it. Throws UserError `unfinished_upload_gone`. */
  touch(folder: string): UnfinishedUpload {
    const touch = this.#database.prepare('UPDATE unfinished_upload SET touched_at = ? WHERE folder = ? RETURNING *');
    return unfinishedOf(touch.get(this.#clock.now(), folder));
  }

  /** The uploads that their client can resume, newest first. */
  resumable(): readonly UnfinishedUpload[] {
    const rows = this.#database
      .prepare('SELECT * FROM unfinished_upload WHERE bytes IS NOT NULL ORDER BY created_at DESC, folder')
      .all();
    return rows.map(unfinishedOf);
  }

  /** False if there was none. */
  remove(folder: string): boolean {
    return this.#database.prepare('DELETE FROM unfinished_upload WHERE folder = ?').run(folder).changes === 1;
  }

  untouchedSince(time: number): readonly string[] {
    const folders = this.#database
      .prepare('SELECT folder FROM unfinished_upload WHERE touched_at < ?')
      .pluck()
      .all(time);
    return folders as string[];
  }

  /** Deletes an upload unless it was touched since then. */
  removeUntouched(folder: string, since: number): void {
    this.#database.prepare('DELETE FROM unfinished_upload WHERE folder = ? AND touched_at < ?').run(folder, since);
  }

  /** Whether a folder belongs to any upload. One statement, because an upload may be completed at the same time. */
  isKnown(folder: string): boolean {
    const known = this.#database.prepare(
      `SELECT EXISTS (SELECT 1 FROM unfinished_upload WHERE folder = :folder)
           OR EXISTS (SELECT 1 FROM upload WHERE folder = :folder)`,
    );
    return known.pluck().get({ folder }) === 1;
  }
}

function unfinishedOf(found: unknown): UnfinishedUpload {
  if (!found) throw new UserError('unfinished_upload_gone');
  const { folder, name, bytes } = found as UnfinishedRow;
  return { folder, name, bytes: bytes ?? undefined };
}
