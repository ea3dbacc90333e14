import type { Clock } from '../../../core/clock.ts';
import type { TrialKind } from '../../../core/export/trial.ts';
import type { Job, JobState } from '../../../core/job/job.ts';
import { SANDBOX } from '../../../core/job/job-destination.ts';
import type { JobCursor } from '../../../core/job/job-list.ts';
import type { Selection } from '../../../core/record/selection.ts';
import type { Database } from '../database/database.ts';
import { numbersIn } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';
import { IS_TEST, type JobPage, jobPageStatement, WITH_REJECTS } from './job-list.ts';
import { findJob, type JobRow, jobOfRow } from './job-row.ts';

/** The number of jobs by state; states without jobs are left out. */
export async function countByState(database: Database): Promise<ReadonlyMap<JobState, number>> {
  const sql = 'SELECT state, COUNT(*) AS jobs FROM job GROUP BY state ORDER BY state';
  const rows = await database.all<Pick<JobRow, 'state'> & { readonly jobs: number }>(sql);
  return new Map(rows.map(({ state, jobs }) => [state, jobs]));
}

/** The ids of the jobs of the story that the job `:id` belongs to, as the table `story`. */
export const STORY = `WITH RECURSIVE
    ancestor(id, parent_id) AS (
      SELECT id, parent_id FROM job WHERE id = :id
      UNION ALL SELECT job.id, job.parent_id FROM job JOIN ancestor ON job.id = ancestor.parent_id),
    story(id) AS (
      SELECT id FROM ancestor WHERE parent_id IS NULL
      UNION ALL SELECT job.id FROM job JOIN story ON job.parent_id = story.id)`;

/** The newest job of the story that a job belongs to. */
export function newestOfStory(database: Database, id: number): Promise<number | undefined> {
  return database.value<number>(`${STORY} SELECT MAX(id) FROM story`, { id });
}

/** Reads jobs and their selections. */
export class Jobs {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  find(id: number): Promise<Job | undefined> {
    return findJob(this.#database, id);
  }

  /** The existing jobs among these ids, by id. */
  async byIds(ids: readonly number[]): Promise<ReadonlyMap<number, Job>> {
    const rows = await this.#database.all<JobRow>(`SELECT * FROM job WHERE id IN ${numbersIn('?')}`, [
      JSON.stringify(ids),
    ]);
    return new Map(rows.map((row) => [row.id, jobOfRow(row)]));
  }

  async findByDomainKey(domainKey: string): Promise<Job | undefined> {
    const row = await this.#database.get<JobRow>('SELECT * FROM job WHERE domain_key = ?', [domainKey]);
    return row && jobOfRow(row);
  }

  /** The engine's column types of a query's result; empty without a result, or if it is older than stored types. */
  async resultTypes(id: number): Promise<readonly string[]> {
    const types = await this.#database.value<string | null>('SELECT result_types FROM job WHERE id = ?', [id]);
    return types ? (JSON.parse(types) as string[]) : [];
  }

  /** A page of jobs, newest first unless sorted otherwise. */
  async list(page: JobPage): Promise<readonly Job[]> {
    return (await this.page(page)).map(({ job }) => job);
  }

  /** A page of jobs, each with its place in the list. */
  async page(page: JobPage): Promise<readonly { readonly job: Job; readonly place: JobCursor }[]> {
    const { sql, bindings } = jobPageStatement(page, this.#clock.now());
    const rows = await this.#database.all<JobRow & { readonly sort_value: number }>(sql, bindings);
    const inOrder = page.after === undefined ? rows : rows.reverse();
    return inOrder.map((row) => ({ job: jobOfRow(row), place: { value: row.sort_value, id: row.id } }));
  }

  countByState(): Promise<ReadonlyMap<JobState, number>> {
    return countByState(this.#database);
  }

  async countWithRejects(): Promise<number> {
    return (await this.#database.value<number>(`SELECT COUNT(*) FROM (${WITH_REJECTS})`)) ?? 0;
  }

  /** The newest job that sent a few records of a file as test events, or the whole file to the sandbox. */
  async lastTrial(uploadId: number, kind: TrialKind): Promise<Job | undefined> {
    const condition = kind === 'test' ? IS_TEST : `NOT test_event AND destination = '${SANDBOX}'`;
    const row = await this.#database.get<JobRow>(
      `SELECT * FROM job WHERE upload_id = ? AND parent_id IS NULL AND ${condition} ORDER BY id DESC LIMIT 1`,
      [uploadId],
    );
    return row && jobOfRow(row);
  }

  /** The selected records of a job; undefined for the whole file. */
  async selection(id: number): Promise<Selection | undefined> {
    const ranges = await this.#database.all<Pick<Tables['job_selection'], 'first' | 'last'>>(
      'SELECT first, last FROM job_selection WHERE job_id = ? ORDER BY first',
      [id],
    );
    return ranges.length === 0 ? undefined : ranges.map(({ first, last }) => [first, last]);
  }

  /** The last selected record of a job; undefined for the whole file. */
  lastSelected(id: number): Promise<number | undefined> {
    return this.#database.value<number>('SELECT last FROM job_selection WHERE job_id = ? ORDER BY first DESC LIMIT 1', [
      id,
    ]);
  }

  /** The jobs that resend records of this one. */
  children(id: number): Promise<readonly Pick<Job, 'id' | 'state' | 'fixesBytes'>[]> {
    return this.#database.all('SELECT id, state, fixes_bytes AS fixesBytes FROM job WHERE parent_id = ? ORDER BY id', [
      id,
    ]);
  }
}
