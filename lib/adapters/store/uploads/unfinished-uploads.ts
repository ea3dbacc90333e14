import type { Database } from 'better-sqlite3';
import { UserError } from '../../../core/errors.ts';
import type { UnfinishedUpload } from '../../../core/upload/upload.ts';

interface UnfinishedRow {
  readonly folder: string;
  readonly name: string;
  readonly bytes: number | null;
}

/** Files that are coming in. Whoever works on one touches it first; what nobody touches for long may be swept away. */
export class SqliteUnfinishedUploads {
  readonly #database: Database;
  readonly #clock: { now(): number };

  constructor(database: Database, clock: { now(): number }) {
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

  /** Keeps the sweep away for as long as it takes to work on it. Throws UserError `unfinished_upload_gone`. */
  touch(folder: string): UnfinishedUpload {
    const touch = this.#database.prepare('UPDATE unfinished_upload SET touched_at = ? WHERE folder = ? RETURNING *');
    return unfinishedOf(touch.get(this.#clock.now(), folder));
  }

  /** Those that their sender can take up again, the newest first. */
  resumable(): readonly UnfinishedUpload[] {
    const rows = this.#database
      .prepare('SELECT * FROM unfinished_upload WHERE bytes IS NOT NULL ORDER BY created_at DESC, folder')
      .all();
    return rows.map(unfinishedOf);
  }

  /** False where there was none. */
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

  /** Forgets it, unless somebody has begun to work on it since then. */
  removeUntouched(folder: string, since: number): void {
    this.#database.prepare('DELETE FROM unfinished_upload WHERE folder = ? AND touched_at < ?').run(folder, since);
  }

  /** Whether anything, finished or not, refers to a folder: one statement, as a file may be completed at this moment. */
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
