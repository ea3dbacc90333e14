import type { Database } from 'better-sqlite3';
import type { IssueParams } from '../../core/issue.ts';
import { type Addresses, NO_ADDRESS, OTHER_DESTINATION, SANDBOX } from '../../core/job-destination.ts';
import { addLogLine } from './log.ts';

/** A job that sends nothing goes anywhere, and so does a rehearsal. */
const SENDS_ELSEWHERE = `destination IS NOT NULL AND destination <> '${SANDBOX}' AND destination IS NOT :apiBaseUrls ->> connector`;
/** A query whose result is frozen needs its engine no more. */
const RUNS_ELSEWHERE = `engine_address IS NOT NULL AND upload_id IS NULL AND engine_address IS NOT :trino`;

/** True of a job that was created for the addresses of the process whose `bindings` are bound. */
export const BELONGS_HERE = `NOT (${SENDS_ELSEWHERE}) AND NOT (${RUNS_ELSEWHERE})`;

/** What fills the text of the refusal; null for a job that belongs here. */
const REFUSAL = `CASE
  WHEN ${SENDS_ELSEWHERE} THEN json_object('kind', 'events', 'destination', destination,
    'executor', COALESCE(:apiBaseUrls ->> connector, '${NO_ADDRESS}'))
  WHEN ${RUNS_ELSEWHERE} THEN json_object('kind', 'query', 'destination', engine_address,
    'executor', COALESCE(:trino, '${NO_ADDRESS}')) END`;

/** A job that an executor would take up now. */
const WAITS = `(state = 'queued' OR (state = 'running' AND lease_until < :now))`;

/** Refuses jobs that were created for other addresses than those of this process. */
export class JobDestinations {
  readonly bindings: { readonly apiBaseUrls: string; readonly trino: string | null };
  readonly #database: Database;
  readonly #clock: { now(): number };

  constructor(database: Database, clock: { now(): number }, { apiBaseUrls, trino }: Addresses) {
    this.#database = database;
    this.#clock = clock;
    this.bindings = { apiBaseUrls: JSON.stringify(apiBaseUrls), trino };
  }

  /**
   * Says of the jobs that wait, or of one of them, why this process does not take them up: they stay in the queue with an
   * error. One that belongs here loses the error that another executor gave it. Only what changes is written.
   */
  judge(job: number | null = null): void {
    const now = this.#clock.now();
    const judged = this.#database
      .prepare(
        `SELECT id, ${REFUSAL} AS refusal FROM job WHERE ${WAITS} AND (:job IS NULL OR id = :job)
           AND (CASE error_code WHEN '${OTHER_DESTINATION}' THEN error_params END) IS NOT (${REFUSAL})`,
      )
      .all({ ...this.bindings, now, job }) as { id: number; refusal: string | null }[];
    for (const { id, refusal } of judged) this.#write(id, refusal, now);
  }

  /** The fence makes void whatever an owner still writes whose lease is over. */
  #write(id: number, refusal: string | null, now: number): void {
    this.#database.transaction(() => {
      const { changes } = this.#database
        .prepare(
          `UPDATE job SET state = 'queued', owner = NULL, lease_until = NULL, fence = fence + 1,
             error_code = :code, error_params = :refusal
           WHERE id = :id AND ${WAITS}`,
        )
        .run({ id, now, refusal, code: refusal && OTHER_DESTINATION });
      if (changes === 0 || refusal === null) return;
      const params = JSON.parse(refusal) as IssueParams;
      addLogLine(this.#database, { job: id, at: now, level: 'warn', code: 'job_refused', params });
    })();
  }
}
