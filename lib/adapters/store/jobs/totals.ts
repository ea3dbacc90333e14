import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { JOB_STATES, type JobState } from '../../../core/job/job.ts';
import { OTHER_DESTINATION } from '../../../core/job/job-destination.ts';
import { DELIVERY_KINDS, type DeliveryKind, type DeliveryTotals, type Totals } from '../../../core/view/status.ts';
import { SqliteSweepReports } from '../settings/sweep-reports.ts';

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

/** Sums over all jobs. Computed for each request, so that they include the work of every process. */
export class SqliteTotals {
  readonly #database: Database;
  readonly #sweeps: SqliteSweepReports;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#sweeps = new SqliteSweepReports(database, clock);
  }

  read(): Totals {
    return this.#database
      .transaction(() => ({
        jobs: this.#jobs(),
        delivery: this.#delivery(),
        oldestQueuedAt: this.#oldestQueuedAt(),
        paused: this.#paused(),
        elsewhere: this.#elsewhere(),
        uncertain: this.#uncertain(),
        uploads: this.#uploads(),
        notifications: this.#notifications(),
        sweeps: this.#sweeps.list(),
      }))
      .deferred();
  }

  #jobs(): Totals['jobs'] {
    const rows = this.#database.prepare('SELECT state, COUNT(*) AS jobs FROM job GROUP BY state').all();
    const counted = new Map((rows as { state: JobState; jobs: number }[]).map(({ state, jobs }) => [state, jobs]));
    return Object.fromEntries(JOB_STATES.map((state) => [state, counted.get(state) ?? 0])) as Totals['jobs'];
  }

  #delivery(): Totals['delivery'] {
    const rows = this.#database
      .prepare(
        `SELECT CASE WHEN a.target <> 'live' THEN 'sandbox' WHEN j.test_event THEN 'test' ELSE 'real' END AS kind,
           SUM(j.read_count) AS read, SUM(j.accepted_count) AS accepted, SUM(j.rejected_count) AS rejected,
           SUM(j.invalid_count) AS invalid, SUM(j.uncertain_count) AS uncertain, SUM(j.call_count) AS calls,
           SUM(j.resent_after_unknown) AS resent
         FROM job j JOIN authentication a ON a.id = j.authentication_id GROUP BY kind`,
      )
      .all() as DeliveryRow[];
    const totals = new Map(rows.map((row) => [row.kind, totalsOfRow(row)]));
    return Object.fromEntries(
      DELIVERY_KINDS.map((kind) => [kind, totals.get(kind) ?? NO_DELIVERY]),
    ) as Totals['delivery'];
  }

  #oldestQueuedAt(): number | null {
    const oldest = this.#database
      .prepare(`SELECT MIN(created_at) FROM job WHERE state = 'queued' AND error_code IS NULL`)
      .pluck()
      .get();
    return oldest as number | null;
  }

  #paused(): Totals['paused'] {
    const rows = this.#database
      .prepare(
        `SELECT COALESCE(error_code, 'user') AS reason, json_group_array(id) AS jobs FROM job WHERE state = 'paused'
         GROUP BY reason ORDER BY reason`,
      )
      .all() as { reason: string; jobs: string }[];
    return rows.map(({ reason, jobs }) => ({ reason, jobs: JSON.parse(jobs) as number[] }));
  }

  #elsewhere(): Totals['elsewhere'] {
    return this.#database
      .prepare<[string], number>(`SELECT id FROM job WHERE state = 'queued' AND error_code = ? ORDER BY id`)
      .pluck()
      .all(OTHER_DESTINATION);
  }

  #uncertain(): Totals['uncertain'] {
    return this.#database
      .prepare('SELECT id AS job, uncertain_count AS records FROM job WHERE uncertain_count > 0 ORDER BY id')
      .all() as { job: number; records: number }[];
  }

  #notifications(): Totals['notifications'] {
    return this.#database
      .prepare(
        `SELECT COUNT(*) FILTER (WHERE state = 'waiting') AS waiting,
           COUNT(*) FILTER (WHERE state = 'given_up') AS givenUp FROM notification`,
      )
      .get() as Totals['notifications'];
  }

  #uploads(): Totals['uploads'] {
    return this.#database
      .prepare('SELECT COUNT(*) AS files, COALESCE(SUM(bytes), 0) AS bytes FROM upload WHERE deleted_at IS NULL')
      .get() as Totals['uploads'];
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
