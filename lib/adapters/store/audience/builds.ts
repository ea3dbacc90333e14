import type { Build, BuiltTables } from '../../../core/audience/build.ts';
import type { BuildResult } from '../../../core/audience/build-result.ts';
import type { ParentSegmentChoice } from '../../../core/audience/parent-segment.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { errorOfRow, type JobRow } from '../jobs/job-row.ts';

type BuildRow = Pick<Tables['build'], 'job_id' | 'parent_segment_id' | 'result'> &
  Pick<JobRow, 'state' | 'error_code' | 'error_params' | 'created_at' | 'started_at' | 'ended_at'>;

/** Selects `BuildRow`s. */
const BUILD = `SELECT build.job_id, parent_segment_id, result, state, error_code, error_params,
    created_at, started_at, ended_at
  FROM build JOIN job ON job.id = build.job_id`;

/** The definitions and results of builds, by job. */
export class Builds {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The parent segment that a job builds, as it was when the job was created; undefined for other jobs, or if the
   * parent segment has been deleted.
   */
  async definition(
    job: number,
  ): Promise<{ readonly parentSegment: number; readonly choice: ParentSegmentChoice } | undefined> {
    const row = await this.#database.get<Pick<Tables['build'], 'parent_segment_id' | 'definition'>>(
      'SELECT parent_segment_id, definition FROM build WHERE job_id = ?',
      [job],
    );
    return row && { parentSegment: row.parent_segment_id, choice: JSON.parse(row.definition) as ParentSegmentChoice };
  }

  /** The parent segment that a job builds; undefined for other jobs, or if the parent segment has been deleted. */
  parentSegmentOfJob(job: number): Promise<{ readonly id: number; readonly name: string } | undefined> {
    return this.#database.get(
      `SELECT parent_segment.id, parent_segment.name
        FROM build JOIN parent_segment ON parent_segment.id = build.parent_segment_id WHERE job_id = ?`,
      [job],
    );
  }

  /** Stores the result of a build. The build is in use once its job has succeeded. */
  async complete(job: number, tables: BuiltTables, result: BuildResult): Promise<void> {
    await this.#database.run('UPDATE build SET columns = ?, result = ? WHERE job_id = ?', [
      JSON.stringify(tables),
      JSON.stringify(result),
      job,
    ]);
  }

  /** The builds whose jobs have a lower id than `before`, newest first. */
  async list(
    parentSegment: number,
    { limit, before }: { limit: number; before?: number | undefined },
  ): Promise<readonly Build[]> {
    const rows = await this.#database.all<BuildRow>(
      `${BUILD} WHERE parent_segment_id = ? AND job_id < ? ORDER BY job_id DESC LIMIT ?`,
      [parentSegment, before ?? Number.MAX_SAFE_INTEGER, limit],
    );
    return rows.map(buildOfRow);
  }

  /** The build in use: the last one that succeeded. */
  async inUse(parentSegment: number): Promise<Build | undefined> {
    const sql = `${BUILD} WHERE parent_segment_id = ? AND result IS NOT NULL AND state = 'success'
      ORDER BY job_id DESC LIMIT 1`;
    const row = await this.#database.get<BuildRow>(sql, [parentSegment]);
    return row && buildOfRow(row);
  }

  /** The tables of a build; undefined until `complete` has stored them, or if the parent segment has been deleted. */
  async tables(job: number): Promise<BuiltTables | undefined> {
    const json = await this.#database.value<string | null>('SELECT columns FROM build WHERE job_id = ?', [job]);
    return json === undefined || json === null ? undefined : (JSON.parse(json) as BuiltTables);
  }
}

function buildOfRow(row: BuildRow): Build {
  return {
    job: row.job_id,
    parentSegment: row.parent_segment_id,
    state: row.state,
    error: errorOfRow(row),
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    result: row.result === null ? null : (JSON.parse(row.result) as BuildResult),
  };
}
