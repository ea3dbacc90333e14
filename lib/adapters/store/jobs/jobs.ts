import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { TrialKind } from '../../../core/export/trial.ts';
import type { Job, JobState } from '../../../core/job/job.ts';
import { SANDBOX } from '../../../core/job/job-destination.ts';
import type { JobCursor } from '../../../core/job/job-list.ts';
import type { Selection } from '../../../core/record/selection.ts';
import { type JobPage, jobPageStatement, WITH_REJECTS } from './job-list.ts';
import { type JobRow, jobOfRow } from './job-row.ts';

/** Reads jobs and their selections. */
export class SqliteJobs {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  find(id: number): Job | undefined {
    const row = this.#database.prepare('SELECT * FROM job WHERE id = ?').get(id) as JobRow | undefined;
    return row && jobOfRow(row);
  }

  /** Those of the ids that exist, by id. */
  byIds(ids: readonly number[]): ReadonlyMap<number, Job> {
    const rows = this.#database
      .prepare('SELECT * FROM job WHERE id IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(ids)) as JobRow[];
    return new Map(rows.map((row) => [row.id, jobOfRow(row)]));
  }

  findByDomainKey(domainKey: string): Job | undefined {
    const row = this.#database.prepare('SELECT * FROM job WHERE domain_key = ?').get(domainKey) as JobRow | undefined;
    return row && jobOfRow(row);
  }

  /** The engine's column types of a query's result; empty for results from before types were stored. */
  resultTypes(id: number): readonly string[] {
    const types = this.#database
      .prepare<[number], string | null>('SELECT result_types FROM job WHERE id = ?')
      .pluck()
      .get(id);
    return types ? (JSON.parse(types) as string[]) : [];
  }

  /** A page of jobs, newest first unless sorted otherwise. */
  list(page: JobPage): readonly Job[] {
    return this.page(page).map(({ job }) => job);
  }

  /** A page of jobs, each with its place in the list. */
  page(page: JobPage): readonly { readonly job: Job; readonly place: JobCursor }[] {
    const { sql, bindings } = jobPageStatement(page, this.#clock.now());
    const rows = this.#database.prepare(sql).all(bindings) as (JobRow & { readonly sort_value: number })[];
    const inOrder = page.after === undefined ? rows : rows.reverse();
    return inOrder.map((row) => ({ job: jobOfRow(row), place: { value: row.sort_value, id: row.id } }));
  }

  countByState(): ReadonlyMap<JobState, number> {
    const rows = this.#database.prepare('SELECT state, COUNT(*) AS jobs FROM job GROUP BY state ORDER BY state').all();
    return new Map((rows as { state: JobState; jobs: number }[]).map(({ state, jobs }) => [state, jobs]));
  }

  countWithRejects(): number {
    return this.#database.prepare<[], number>(`SELECT COUNT(*) FROM (${WITH_REJECTS})`).pluck().get() ?? 0;
  }

  /** The newest job of a file that sent a few of its records as test events, or all of them to the sandbox. */
  lastTrial(uploadId: number, kind: TrialKind): Job | undefined {
    const isSelective = 'EXISTS (SELECT 1 FROM job_selection WHERE job_id = job.id)';
    const condition =
      kind === 'test' ? `test_event = 1 AND ${isSelective}` : `test_event = 0 AND destination = '${SANDBOX}'`;
    const row = this.#database
      .prepare(`SELECT * FROM job WHERE upload_id = ? AND parent_id IS NULL AND ${condition} ORDER BY id DESC LIMIT 1`)
      .get(uploadId) as JobRow | undefined;
    return row && jobOfRow(row);
  }

  /** The selected records of a job; undefined for the whole file. */
  selection(id: number): Selection | undefined {
    const ranges = this.#database
      .prepare('SELECT first, last FROM job_selection WHERE job_id = ? ORDER BY first')
      .raw()
      .all(id) as [number, number][];
    return ranges.length === 0 ? undefined : ranges;
  }

  /** The last selected record of a job; undefined for the whole file. */
  lastSelected(id: number): number | undefined {
    return this.#database
      .prepare<[number], number>('SELECT last FROM job_selection WHERE job_id = ? ORDER BY first DESC LIMIT 1')
      .pluck()
      .get(id);
  }

  /** The jobs that resend records of this one. */
  children(id: number): readonly Pick<Job, 'id' | 'state' | 'fixesBytes'>[] {
    return this.#database
      .prepare('SELECT id, state, fixes_bytes AS fixesBytes FROM job WHERE parent_id = ? ORDER BY id')
      .all(id) as Pick<Job, 'id' | 'state' | 'fixesBytes'>[];
  }
}
