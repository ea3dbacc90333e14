import type { ParentSegment } from '../../../core/audience/parent-segment.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { FrozenExport, Job } from '../../../core/job/job.ts';
import { NO_ADDRESS } from '../../../core/job/job-destination.ts';
import type { JobQuery } from '../../../core/job/query.ts';
import type { Cursor } from '../../../core/record/row.ts';
import type { Selection } from '../../../core/record/selection.ts';
import { deletedError } from '../../../core/upload/retention.ts';
import type { Database } from '../database/database.ts';
import { deletionOf } from '../uploads/deletion.ts';
import { type JobRow, jobOfRow } from './job-row.ts';
import { newestOfStory } from './jobs.ts';
import { addLogLine } from './log.ts';

export interface NewJob extends FrozenExport {
  readonly uploadId: number;
  /** The folder of the upload, into whose spool `start` points. */
  readonly folder: string;
  readonly authenticationId: number;
  /** Start of the first record in the spool. */
  readonly start: Cursor;
  /** The selected records; all if omitted. */
  readonly selection?: Selection;
  /** The newest job of the story when the selection was made. */
  readonly newestInStory?: number;
  readonly domainKey: string | null;
}

export interface NewQuery extends FrozenExport {
  readonly type: 'query' | 'activation';
  readonly query: JobQuery;
  readonly authenticationId: number | null;
  readonly savedFixes: Job['savedFixes'];
}

export interface NewBuild extends FrozenExport {
  readonly parentSegment: ParentSegment;
}

/** The columns that every job freezes, and the parameters with their values. */
const FROZEN = {
  columns: `connector, destination, parameters, account, test_event, skip_invalid_record, mapping, constants, reference_time,
    rules_version, max_events, max_bytes, already_accepted, delivery, repeats, created_at`,
  values: `:connector, :destination, :parameters, :account, :testEvent, :skipInvalidRecord, :mapping, :constants, :referenceTime,
    :rulesVersion, :maxEvents, :maxBytes, :alreadyAccepted, :delivery, :repeats, :createdAt`,
};

/** Creates queued jobs with their frozen parameters. */
export class NewJobs {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Returns the existing job with this domain key, if there is one, instead of creating another. Throws UserError
   * `upload_unknown`, `upload_deleted`, `upload_changed` if the file was re-read since the caller read the upload, and
   * `resend_under_way` if the story has a job that is newer than `newestInStory`.
   */
  create(job: NewJob): Promise<Job> {
    return this.#database.transaction(async () => {
      const existing = await this.#findByDomainKey(job.domainKey);
      if (existing) return existing;
      await this.#refuseOtherResend(job);
      const created = await this.#insert(job);
      if (job.selection) await this.#insertSelection(created.id, job.selection);
      await this.#logCreated(created);
      return created;
    });
  }

  /** Returns the existing job with this domain key, if there is one, instead of creating another. */
  createQuery(query: NewQuery): Promise<Job> {
    return this.#database.transaction(async () => {
      const created = await this.#insertQuery(query);
      await this.#logCreated(created);
      return created;
    });
  }

  /** Creates the job of a build, which freezes the parent segment in its present state. */
  createBuild({ parentSegment, ...job }: NewBuild): Promise<Job> {
    return this.#database.transaction(async () => {
      const row = (await this.#database.get<JobRow>(
        `INSERT INTO job (type, state, ${FROZEN.columns}) VALUES ('build', 'queued', ${FROZEN.values}) RETURNING *`,
        this.#frozen(job),
      )) as JobRow;
      const { id, schedule: _, createdAt, updatedAt, ...definition } = parentSegment;
      await this.#database.run('INSERT INTO build (job_id, parent_segment_id, definition) VALUES (?, ?, ?)', [
        row.id,
        id,
        JSON.stringify(definition),
      ]);
      return jobOfRow(row);
    });
  }

  async #findByDomainKey(domainKey: string | null): Promise<Job | undefined> {
    const sql = 'SELECT * FROM job WHERE domain_key = ?';
    const row = domainKey === null ? undefined : await this.#database.get<JobRow>(sql, [domainKey]);
    return row && jobOfRow(row);
  }

  /** The UPDATE changes nothing, but without it RETURNING has no row for an existing job. */
  async #insertQuery({ query, savedFixes, ...job }: NewQuery): Promise<Job> {
    const row = (await this.#database.get<JobRow>(
      `INSERT INTO job (type, state, authentication_id, sql, database, engine, planned_at, priority, retry_limit, domain_key,
          engine_address, saved_repairs, ${FROZEN.columns})
        VALUES (:type, 'queued', :authenticationId, :sql, :database, :engine, :plannedAt, :priority, :retryLimit, :domainKey,
          :engineAddress, :savedFixes, ${FROZEN.values})
        ON CONFLICT (domain_key) DO UPDATE SET domain_key = excluded.domain_key RETURNING *`,
      { ...query, ...this.#frozen(job), savedFixes: JSON.stringify(savedFixes) },
    )) as JobRow;
    return jobOfRow(row);
  }

  /**
   * Logs the job's destination and engine, if it has one of them. An existing job with the same domain key already has
   * its line.
   */
  async #logCreated({ id: job, destination, query, createdAt: at }: Job): Promise<void> {
    const engine = query?.engineAddress ?? null;
    if (destination === null && engine === null) return;
    const isLogged = (await this.#database.get('SELECT 1 FROM log_line WHERE job_id = ?', [job])) !== undefined;
    if (isLogged) return;
    const params = { destination: destination ?? NO_ADDRESS, engine: engine ?? NO_ADDRESS };
    await addLogLine(this.#database, { job, at, level: 'info', code: 'job_created', params });
  }

  async #refuseOtherResend({ parentId, newestInStory }: NewJob): Promise<void> {
    if (parentId === null || newestInStory === undefined) return;
    if ((await newestOfStory(this.#database, parentId)) !== newestInStory)
      throw new UserError('resend_under_way', { id: parentId });
  }

  #frozen(job: FrozenExport) {
    return {
      ...job,
      parameters: JSON.stringify(job.parameters),
      mapping: JSON.stringify(job.mapping),
      constants: JSON.stringify(job.constants),
      testEvent: Number(job.testEvent),
      skipInvalidRecord: Number(job.skipInvalidRecord),
      createdAt: this.#clock.now(),
    };
  }

  async #insertSelection(id: number, selection: Selection): Promise<void> {
    await this.#database.runEach(
      'INSERT INTO job_selection (job_id, first, last) VALUES (?, ?, ?)',
      selection.map(([first, last]) => [id, first, last]),
    );
  }

  async #insert({ selection: _, ...job }: NewJob): Promise<Job> {
    const row = await this.#database.get<JobRow>(
      `INSERT INTO job (type, state, upload_id, authentication_id, domain_key, fixes_bytes, parent_id, cursor_byte,
          cursor_record, cursor_line, ${FROZEN.columns})
        SELECT 'export', 'queued', id, :authenticationId, :domainKey, :fixesBytes, :parentId, :byte,
          :record, :line, ${FROZEN.values}
        FROM upload WHERE id = :uploadId AND folder = :folder AND deleted_at IS NULL
        RETURNING *`,
      { ...this.#frozen(job), ...job.start },
    );
    if (!row) throw await this.#whyNoUpload(job.uploadId);
    return jobOfRow(row);
  }

  async #whyNoUpload(id: number): Promise<UserError> {
    const deletion = await deletionOf(this.#database, id);
    if (deletion) return deletedError(deletion);
    const exists = (await this.#database.get('SELECT 1 FROM upload WHERE id = ?', [id])) !== undefined;
    return exists ? new UserError('upload_changed') : new UserError('upload_unknown', { id });
  }
}
