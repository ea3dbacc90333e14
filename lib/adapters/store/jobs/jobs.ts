import type { Database } from 'better-sqlite3';
import type { Job, JobFilter, JobState } from '../../../core/job/job.ts';
import type { Selection } from '../../../core/record/selection.ts';
import { type JobRow, jobOfRow } from './job-row.ts';

/** Two ranges of an index: few jobs have rejects, and the others are not scanned. */
const WITH_REJECTS = `
  SELECT id FROM job WHERE state = 'success' AND rejected_count > 0
  UNION ALL SELECT id FROM job WHERE state = 'success' AND rejected_count = 0 AND invalid_count > 0`;

/** The SQL condition of a list's filter, with the parameter `:state`. */
function conditionOf(state: JobFilter): string {
  return state === 'success_with_rejects' ? `id IN (${WITH_REJECTS})` : 'state = :state';
}

export interface JobPage {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly state?: JobFilter | undefined;
  readonly authentication?: number | undefined;
  /** Only jobs of this saved query. */
  readonly savedQuery?: number | undefined;
}

/** Reads jobs and their selections. */
export class SqliteJobs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
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

  /** Newest first: jobs before `before`, or the jobs directly after `after`. */
  list({ limit, before, after, state, authentication, savedQuery }: JobPage): readonly Job[] {
    const where = [
      after === undefined ? 'id < :before' : 'id > :after',
      ...(state === undefined ? [] : [conditionOf(state)]),
      ...(authentication === undefined ? [] : ['authentication_id = :authentication']),
      ...(savedQuery === undefined ? [] : ['id IN (SELECT job_id FROM planned_run WHERE query_id = :savedQuery)']),
    ];
    const rows = this.#database
      .prepare(
        `SELECT * FROM job WHERE ${where.join(' AND ')} ORDER BY id ${after === undefined ? 'DESC' : 'ASC'} LIMIT :limit`,
      )
      .all({
        limit,
        ...(after === undefined ? { before: before ?? Number.MAX_SAFE_INTEGER } : { after }),
        ...(state !== undefined && { state }),
        ...(authentication !== undefined && { authentication }),
        ...(savedQuery !== undefined && { savedQuery }),
      }) as JobRow[];
    return (after === undefined ? rows : rows.reverse()).map(jobOfRow);
  }

  countByState(): ReadonlyMap<JobState, number> {
    const rows = this.#database.prepare('SELECT state, COUNT(*) AS jobs FROM job GROUP BY state ORDER BY state').all();
    return new Map((rows as { state: JobState; jobs: number }[]).map(({ state, jobs }) => [state, jobs]));
  }

  countWithRejects(): number {
    return this.#database.prepare<[], number>(`SELECT COUNT(*) FROM (${WITH_REJECTS})`).pluck().get() ?? 0;
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
