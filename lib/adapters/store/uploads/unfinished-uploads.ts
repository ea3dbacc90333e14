import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { UnfinishedUpload } from '../../../core/upload/upload.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

type UnfinishedRow = Tables['unfinished_upload'];

/** Removes an unfinished upload. False if there was none. */
export async function deleteUnfinished(database: Database, folder: string): Promise<boolean> {
  return (await database.run('DELETE FROM unfinished_upload WHERE folder = ?', [folder])).changes === 1;
}

/**
 * Unfinished uploads. A request touches its upload before using it; the worker's sweep deletes uploads that no request
 * has touched for a day.
 */
export class UnfinishedUploads {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async begin(upload: UnfinishedUpload): Promise<void> {
    await this.#database.run(
      `INSERT INTO unfinished_upload (folder, name, bytes, created_at, touched_at)
        VALUES (:folder, :name, :bytes, :now, :now)`,
      { folder: upload.folder, name: upload.name, bytes: upload.bytes ?? null, now: this.#clock.now() },
    );
  }

  /** Throws UserError `unfinished_upload_gone`. */
  async get(folder: string): Promise<UnfinishedUpload> {
    return unfinishedOf(
      await this.#database.get<UnfinishedRow>('SELECT * FROM unfinished_upload WHERE folder = ?', [folder]),
    );
  }

  /** Protects an upload from the sweep while a request works on it. Throws UserError `unfinished_upload_gone`. */
  async touch(folder: string): Promise<UnfinishedUpload> {
    return unfinishedOf(
      await this.#database.get<UnfinishedRow>(
        'UPDATE unfinished_upload SET touched_at = ? WHERE folder = ? RETURNING *',
        [this.#clock.now(), folder],
      ),
    );
  }

  /** The uploads that their clients can resume: those with a declared length, newest first. */
  async resumable(): Promise<readonly UnfinishedUpload[]> {
    const rows = await this.#database.all<UnfinishedRow>(
      'SELECT * FROM unfinished_upload WHERE bytes IS NOT NULL ORDER BY created_at DESC, folder',
    );
    return rows.map(unfinishedOf);
  }

  /** Removes an unfinished upload. False if there was none. */
  delete(folder: string): Promise<boolean> {
    return deleteUnfinished(this.#database, folder);
  }

  /** The folders of uploads that were last touched before `since`. */
  untouchedSince(since: number): Promise<readonly string[]> {
    return this.#database.values<string>('SELECT folder FROM unfinished_upload WHERE touched_at < ?', [since]);
  }

  /** Removes an upload if it was last touched before `since`. */
  async deleteUntouched(folder: string, since: number): Promise<void> {
    await this.#database.run('DELETE FROM unfinished_upload WHERE folder = ? AND touched_at < ?', [folder, since]);
  }

  /**
   * Whether a folder belongs to an upload, unfinished or complete. One statement, because an upload may be completed at
   * the same time.
   */
  async belongsToUpload(folder: string): Promise<boolean> {
    const found = await this.#database.value(
      `SELECT EXISTS (SELECT 1 FROM unfinished_upload WHERE folder = :folder)
        OR EXISTS (SELECT 1 FROM upload WHERE folder = :folder)`,
      { folder },
    );
    return found === 1;
  }
}

function unfinishedOf(row: UnfinishedRow | undefined): UnfinishedUpload {
  if (!row) throw new UserError('unfinished_upload_gone');
  const { folder, name, bytes } = row;
  return { folder, name, bytes: bytes ?? undefined };
}
