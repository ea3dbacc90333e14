import { JOB_STATES } from '../../../core/job/job.ts';
import { OTHER_DESTINATION } from '../../../core/job/job-destination.ts';
import { DELIVERY_KINDS, type DeliveryKind, type DeliveryTotals, type Totals } from '../../../core/view/status.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { countByState } from '../jobs/jobs.ts';
import { sweepReports } from '../workers/sweep-reports.ts';
import { IS_WAITING } from './workload.ts';

interface DeliveryRow {
  readonly kind: DeliveryKind;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly invalid: number;
  readonly uncertain: number;
  readonly calls: number;
  readonly resent: number;
}

/** The ids of paused jobs, by reason. */
export async function pausedJobs(database: Database): Promise<Totals['paused']> {
  const sql = `SELECT COALESCE(error_code, 'user') AS reason, id FROM job WHERE state = 'paused' ORDER BY reason, id`;
  const rows = await database.all<Pick<Tables['job'], 'id'> & { readonly reason: string }>(sql);
  const rowsByReason = Map.groupBy(rows, ({ reason }) => reason);
  return Array.from(rowsByReason, ([reason, jobs]) => ({ reason, jobs: jobs.map(({ id }) => id) }));
}

/** Sums over all jobs. Computed for each request, so that they include the work of every process. */
export class TotalsStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  read(): Promise<Totals> {
    return this.#database.snapshot(async () => ({
      jobs: await this.#jobs(),
      delivery: await this.#delivery(),
      oldestQueuedAt: await this.#oldestQueuedAt(),
      paused: await pausedJobs(this.#database),
      elsewhere: await this.#elsewhere(),
      uncertain: await this.#uncertain(),
      uploads: await this.#uploads(),
      notifications: await this.#notifications(),
      sweeps: await sweepReports(this.#database),
    }));
  }

  async #jobs(): Promise<Totals['jobs']> {
    const counts = await countByState(this.#database);
    return Object.fromEntries(JOB_STATES.map((state) => [state, counts.get(state) ?? 0])) as Totals['jobs'];
  }

  async #delivery(): Promise<Totals['delivery']> {
    const rows = await this.#database.all<DeliveryRow>(
      `SELECT CASE WHEN authentication.target <> 'live' THEN 'sandbox' WHEN job.test_event THEN 'test' ELSE 'real' END AS kind,
          SUM(job.read_count) AS read, SUM(job.accepted_count) AS accepted, SUM(job.rejected_count) AS rejected,
          SUM(job.invalid_count) AS invalid, SUM(job.uncertain_count) AS uncertain, SUM(job.call_count) AS calls,
          SUM(job.resent_after_unknown) AS resent
        FROM job JOIN authentication ON authentication.id = job.authentication_id GROUP BY kind`,
    );
    const totals = new Map(rows.map((row) => [row.kind, totalsOfRow(row)]));
    return Object.fromEntries(
      DELIVERY_KINDS.map((kind) => [kind, totals.get(kind) ?? NO_DELIVERY]),
    ) as Totals['delivery'];
  }

  async #oldestQueuedAt(): Promise<number | null> {
    const oldest = await this.#database.value(`SELECT MIN(created_at) FROM job WHERE ${IS_WAITING}`);
    return oldest as number | null;
  }

  /** The ids of queued jobs that no live worker may execute. */
  #elsewhere(): Promise<Totals['elsewhere']> {
    return this.#database.values<number>(`SELECT id FROM job WHERE state = 'queued' AND error_code = ? ORDER BY id`, [
      OTHER_DESTINATION,
    ]);
  }

  #uncertain(): Promise<Totals['uncertain']> {
    return this.#database.all(
      'SELECT id AS job, uncertain_count AS records FROM job WHERE uncertain_count > 0 ORDER BY id',
    );
  }

  async #notifications(): Promise<Totals['notifications']> {
    const counts = await this.#database.get(
      `SELECT COUNT(*) FILTER (WHERE state = 'waiting') AS waiting,
          COUNT(*) FILTER (WHERE state = 'given_up') AS givenUp
        FROM notification`,
    );
    return counts as Totals['notifications'];
  }

  async #uploads(): Promise<Totals['uploads']> {
    const counts = await this.#database.get(
      'SELECT COUNT(*) AS files, COALESCE(SUM(bytes), 0) AS bytes FROM upload WHERE deleted_at IS NULL',
    );
    return counts as Totals['uploads'];
  }
}

/** As in jobs, `not_sent` is the number of records read without an outcome. */
function totalsOfRow({ read, accepted, rejected, invalid, uncertain, calls, resent }: DeliveryRow): DeliveryTotals {
  const not_sent = read - accepted - rejected - invalid - uncertain;
  return { records: { accepted, rejected, invalid, not_sent, uncertain }, calls, resentAfterUnknown: resent };
}

const NO_DELIVERY: DeliveryTotals = {
  records: { accepted: 0, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 },
  calls: 0,
  resentAfterUnknown: 0,
};
