import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { type ExportDraft, exportDraft } from '../../../core/export/export-draft.ts';

/** Drafts of exports, one per upload. */
export class SqliteDrafts {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** An empty draft if there is none, or if the stored one is invalid in this version. */
  get(upload: number): ExportDraft {
    const content = this.#database.prepare('SELECT content FROM export_draft WHERE upload_id = ?').pluck().get(upload);
    return exportDraft.safeParse(JSON.parse((content as string | undefined) ?? '{}')).data ?? {};
  }

  keep(upload: number, draft: ExportDraft): void {
    this.#database
      .prepare(
        `INSERT INTO export_draft (upload_id, content, updated_at) VALUES (:upload, :content, :now)
         ON CONFLICT (upload_id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at`,
      )
      .run({ upload, content: JSON.stringify(draft), now: this.#clock.now() });
  }

  /** Deletes drafts not changed since then, and those of deleted uploads. */
  sweep(before: number): void {
    this.#database
      .prepare(
        `DELETE FROM export_draft WHERE updated_at < ?
           OR upload_id IN (SELECT id FROM upload WHERE deleted_at IS NOT NULL)`,
      )
      .run(before);
  }
}
