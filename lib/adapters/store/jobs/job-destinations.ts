import type { Clock } from '../../../core/clock.ts';
import type { IssueParams } from '../../../core/issue.ts';
import { type Addresses, NO_ADDRESS, OTHER_DESTINATION, SANDBOX } from '../../../core/job/job-destination.ts';
import { latestLeaseEnd } from '../../../core/lease.ts';
import type { Database } from '../database/database.ts';
import { IS_CLAIMABLE, leaseTimes } from './job-leases.ts';
import { addLogLine } from './log.ts';

/** Where the addresses of an executor are: parameters, or columns of its row. */
interface ExecutorAddresses {
  readonly apiBaseUrls: string;
  readonly trino: string;
}

/** Conditions: a job was created for other addresses than those of an executor. */
function mismatches({ apiBaseUrls, trino }: ExecutorAddresses) {
  /** The executor's address for the job's connector. */
  const address = `json_extract(${apiBaseUrls}, '$."' || connector || '"')`;
  return {
    address,
    /** Jobs that send nothing, and sandbox jobs, match every executor. */
    hasOtherDestination: `destination IS NOT NULL AND destination <> '${SANDBOX}'
      AND destination IS DISTINCT FROM ${address}`,
    /** Once the result of a query is frozen, the engine no longer matters. */
    hasOtherEngine: `engine_address IS NOT NULL AND upload_id IS NULL AND engine_address IS DISTINCT FROM ${trino}`,
  };
}

/** The addresses of this process, in the parameters of `JobDestinations.bindings`. */
const OWN_ADDRESSES = { apiBaseUrls: ':apiBaseUrls', trino: ':trino' };

/** A condition: the job matches the executor whose addresses are in `JobDestinations.bindings`. */
export const BELONGS_HERE = `NOT (${mismatches(OWN_ADDRESSES).hasOtherDestination}) AND NOT (${mismatches(OWN_ADDRESSES).hasOtherEngine})`;

/** The parameters of the error with which an executor refuses a job; null if the job matches the executor. */
function refusalBy(executor: ExecutorAddresses): string {
  const { address, hasOtherDestination, hasOtherEngine } = mismatches(executor);
  return `CASE
  WHEN ${hasOtherDestination} THEN '{"kind":"events","destination":' || json_quote(destination)
    || ',"executor":' || json_quote(COALESCE(${address}, '${NO_ADDRESS}')) || '}'
  WHEN ${hasOtherEngine} THEN '{"kind":"query","destination":' || json_quote(engine_address)
    || ',"executor":' || json_quote(COALESCE(${executor.trino}, '${NO_ADDRESS}')) || '}' END`;
}

/** A condition: some live worker meets `condition`. */
function someWorker(condition: string): string {
  return `EXISTS (SELECT 1 FROM worker WHERE worker.lease_until BETWEEN :now AND :latest
    AND worker.api_base_urls IS NOT NULL AND ${condition})`;
}

const WORKERS_REFUSAL = refusalBy({ apiBaseUrls: 'worker.api_base_urls', trino: 'worker.trino' });

/** The parameters of the refusal that a job has now; null if it is not refused. */
const CURRENT_REFUSAL = `CASE error_code WHEN '${OTHER_DESTINATION}' THEN error_params END`;

/**
 * The parameters of the refusal that a job should have; null if it matches this process or a live worker. The reason
 * that another live worker has written is kept, so that workers with different addresses do not overwrite each other's.
 */
const REFUSAL = `CASE
  WHEN ${someWorker(`(${WORKERS_REFUSAL}) IS NULL`)} THEN NULL
  WHEN (${refusalBy(OWN_ADDRESSES)}) IS NOT NULL AND ${someWorker(`(${WORKERS_REFUSAL}) = (${CURRENT_REFUSAL})`)} THEN error_params
  ELSE ${refusalBy(OWN_ADDRESSES)} END`;

/** Refuses jobs that were created for other addresses than those of this process. */
export class JobDestinations {
  readonly bindings: { readonly apiBaseUrls: string; readonly trino: string | null };
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock, { apiBaseUrls, trino }: Addresses) {
    this.#database = database;
    this.#clock = clock;
    this.bindings = { apiBaseUrls: JSON.stringify(apiBaseUrls), trino };
  }

  /**
   * Sets the error `other_destination` on claimable jobs (all, or only `job`) that neither this process nor a live
   * worker may execute, and clears it on the others. Jobs stay in, or return to, the queue; only changes are written.
   */
  async updateRefusals(job: number | null = null): Promise<void> {
    // Usually nothing has changed, and no transaction is needed.
    if ((await this.#changedRefusals(job)).length === 0) return;
    await this.#database.transaction(async () => {
      for (const { id, refusal } of await this.#changedRefusals(job)) await this.#writeRefusal(id, refusal);
    });
  }

  #changedRefusals(job: number | null): Promise<{ readonly id: number; readonly refusal: string | null }[]> {
    const times = leaseTimes(this.#clock);
    return this.#database.all(
      `SELECT id, ${REFUSAL} AS refusal FROM job WHERE ${IS_CLAIMABLE} AND (id = :job OR :job IS NULL)
        AND (${CURRENT_REFUSAL}) IS DISTINCT FROM (${REFUSAL})`,
      { ...this.bindings, ...times, latest: latestLeaseEnd(times.now), job },
    );
  }

  /** Raises the fence, which invalidates writes of an owner whose lease has expired. */
  async #writeRefusal(id: number, refusal: string | null): Promise<void> {
    await this.#database.run(
      `UPDATE job SET state = 'queued', owner = NULL, lease_until = NULL, fence = fence + 1,
        error_code = :code, error_params = :refusal WHERE id = :id`,
      { id, refusal, code: refusal === null ? null : OTHER_DESTINATION },
    );
    if (refusal === null) return;
    const params = JSON.parse(refusal) as IssueParams;
    if (await this.#isLogged(id, params)) return;
    const line = { job: id, at: this.#clock.now(), level: 'warn', code: 'job_refused', params } as const;
    await addLogLine(this.#database, line);
  }

  /** Whether this refusal was logged since the last line that is no refusal: executors may log different ones. */
  async #isLogged(job: number, params: IssueParams): Promise<boolean> {
    const found = await this.#database.value(
      `SELECT 1 FROM log_line WHERE job_id = :job AND code = 'job_refused' AND params = :params
        AND id > (SELECT COALESCE(MAX(id), 0) FROM log_line WHERE job_id = :job AND code <> 'job_refused') LIMIT 1`,
      { job, params: JSON.stringify(params) },
    );
    return found !== undefined;
  }
}
