import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../../core/clock.ts';
import type { UnsentFile } from '../../../core/export/draft-list.ts';
import { type ExportDraft, exportDraft } from '../../../core/export/export-draft.ts';
import { SANDBOX } from '../../../core/job/job-destination.ts';
import type { Database } from '../database/database.ts';
import { nextUpdate } from '../database/portable-sql.ts';
import { IS_TEST } from '../jobs/job-list.ts';
import { IS_EDITED } from '../reviews/review-row.ts';

/** Drafts of exports, one per upload. */
export class Drafts {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The draft of an upload; empty if there is none, or if the stored one is invalid in this version. */
  async get(upload: number): Promise<ExportDraft> {
    return draftOf(
      await this.#database.value<string>('SELECT content FROM export_draft WHERE upload_id = ?', [upload]),
    );
  }

  /** When the draft of an upload was last changed; null if there is none. */
  async updatedAt(upload: number): Promise<number | null> {
    const time = await this.#database.value<number>('SELECT updated_at FROM export_draft WHERE upload_id = ?', [
      upload,
    ]);
    return time ?? null;
  }

  /**
   * Stores a draft, and returns the time of the change, which differs for each change. Before it replaces a different
   * draft, calls `refuse` with the time of that draft, in the same transaction; `refuse` may throw.
   */
  async keep(upload: number, draft: ExportDraft, refuse: (updatedAt: number) => void = () => {}): Promise<number> {
    return this.#database.transaction(async () => {
      const updatedAt = await this.updatedAt(upload);
      if (updatedAt !== null && !isDeepStrictEqual(await this.get(upload), draft)) refuse(updatedAt);
      const storedAt = await this.#database.value<number>(
        `INSERT INTO export_draft (upload_id, content, updated_at) VALUES (:upload, :content, :now)
          ON CONFLICT (upload_id) DO UPDATE SET content = excluded.content,
            updated_at = ${nextUpdate('export_draft.updated_at')}
          RETURNING updated_at`,
        { upload, content: JSON.stringify(draft), now: this.#clock.now() },
      );
      return storedAt as number;
    });
  }

  /** The files that have no jobs, or only rehearsals and tests of a few records. */
  async unsent(): Promise<readonly UnsentFile[]> {
    const rows = await this.#database.all<
      Omit<UnsentFile, 'draft' | 'isRehearsed' | 'isEdited'> & {
        content: string | null;
        isRehearsed: number;
        isEdited: number;
      }
    >(
      `SELECT upload.id, upload.name, upload.bytes, upload.created_at AS createdAt,
          draft.updated_at AS changedAt, draft.content,
          (SELECT COUNT(*) FROM job WHERE upload_id = upload.id) AS trialCount,
          EXISTS (SELECT 1 FROM job WHERE upload_id = upload.id AND ${IS_REHEARSAL}) AS isRehearsed,
          EXISTS (SELECT 1 FROM review WHERE upload_id = upload.id AND ${IS_EDITED}) AS isEdited
        FROM upload LEFT JOIN export_draft draft ON draft.upload_id = upload.id
        WHERE upload.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM job WHERE upload_id = upload.id AND NOT (${IS_REHEARSAL}) AND NOT (${IS_TEST}))`,
    );
    return rows.map(({ content, isRehearsed, isEdited, ...file }) => ({
      ...file,
      isRehearsed: isRehearsed === 1,
      isEdited: isEdited === 1,
      draft: draftOf(content),
    }));
  }

  /** Deletes drafts that were not changed since `before`, and those of deleted uploads. */
  async sweep(before: number): Promise<void> {
    await this.#database.run(
      `DELETE FROM export_draft WHERE updated_at < ?
        OR upload_id IN (SELECT id FROM upload WHERE deleted_at IS NOT NULL)`,
      [before],
    );
  }
}

/** A condition: the job is a rehearsal. Does not use `=`, because jobs that send nothing have no destination. */
const IS_REHEARSAL = `destination IS NOT DISTINCT FROM '${SANDBOX}'`;

function draftOf(content: string | null | undefined): ExportDraft {
  return exportDraft.safeParse(JSON.parse(content ?? '{}')).data ?? {};
}
