import type { Clock } from '../../../core/clock.ts';
import type { JobState } from '../../../core/job/job.ts';
import { OTHER_DESTINATION } from '../../../core/job/job-destination.ts';
import type { PlannedQuery } from '../../../core/query/saved-query.ts';
import {
  type PlannedRun,
  type PlannedRunState,
  SCHEDULED_KINDS,
  type Scheduled,
} from '../../../core/schedule/planned-run.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { type ScheduleRow, scheduleOfRow } from './schedule-row.ts';
import { isOwnedBy, ownerColumn } from './scheduled-column.ts';

type RunRow = Row<'planned_run', { state: PlannedRunState }>;
type PlannedRunRow = RunRow & { readonly job_state: JobState | null };

export interface NewPlannedRun {
  readonly scheduled: Scheduled;
  readonly plannedAt: number;
  readonly missedSince: number | null;
}

interface NewManualRun {
  readonly scheduled: Scheduled;
  readonly plannedAt: number;
  readonly jobId: number;
}

/** Selects `PlannedRunRow`s. */
const PLANNED_RUN = `SELECT planned_run.*, job.state AS job_state
  FROM planned_run LEFT JOIN job ON job.id = planned_run.job_id`;

/**
 * The tables and the condition of a SELECT of runs whose jobs have not ended. The CROSS JOIN begins with the jobs,
 * because there are few unfinished jobs and many runs. A job that waits for another executor is left out, so that it
 * does not block later runs of its schedule.
 */
export const UNFINISHED_RUNS = `job CROSS JOIN planned_run
  WHERE planned_run.job_id = job.id AND job.state IN ('queued', 'running', 'paused')
    AND job.error_code IS DISTINCT FROM '${OTHER_DESTINATION}'`;

/** Planned runs, and their results. */
export class PlannedRuns {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Adds a waiting run and returns its id; undefined if this planned time already has one. */
  add({ scheduled: { kind, id }, plannedAt, missedSince }: NewPlannedRun): Promise<number | undefined> {
    return this.#database.value<number>(
      `INSERT INTO planned_run (${ownerColumn(kind)}, planned_at, repeat, state, missed_since, decided_at)
        VALUES (:id, :plannedAt, 0, 'waiting', :missedSince, :now)
        ON CONFLICT DO NOTHING RETURNING id`,
      { id, plannedAt, missedSince, now: this.#clock.now() },
    );
  }

  /** Adds a manual run, in addition to other runs with this planned time. */
  async addManualRun({ scheduled: { kind, id }, plannedAt, jobId }: NewManualRun): Promise<void> {
    const column = ownerColumn(kind);
    await this.#database.run(
      `INSERT INTO planned_run (${column}, planned_at, repeat, state, job_id, decided_at)
        SELECT :id, :plannedAt, COALESCE(MAX(repeat), 0) + 1, 'started', :jobId, :now
        FROM planned_run WHERE ${column} = :id AND planned_at = :plannedAt`,
      { id, plannedAt, jobId, now: this.#clock.now() },
    );
  }

  async start(id: number, jobId: number): Promise<void> {
    await this.#database.run(`UPDATE planned_run SET state = 'started', job_id = ?, decided_at = ? WHERE id = ?`, [
      jobId,
      this.#clock.now(),
      id,
    ]);
  }

  /** Records that a planned run gets no job, and why. */
  async endWithoutJob(id: number, state: 'skipped' | 'refused', problem: PlannedRun['problem']): Promise<void> {
    await this.#database.run('UPDATE planned_run SET state = ?, problem = ?, decided_at = ? WHERE id = ?', [
      state,
      JSON.stringify(problem),
      this.#clock.now(),
      id,
    ]);
  }

  /** Skips the waiting runs, for example when the schedule is deleted. */
  async skipWaiting(scheduled: Scheduled, problem: PlannedRun['problem']): Promise<void> {
    await this.#database.run(
      `UPDATE planned_run SET state = 'skipped', problem = ?, decided_at = ?
        WHERE ${isOwnedBy(scheduled)} AND state = 'waiting'`,
      [JSON.stringify(problem), this.#clock.now(), scheduled.id],
    );
  }

  async oldestWaiting(scheduled: Scheduled): Promise<PlannedRun | undefined> {
    const sql = `${PLANNED_RUN} WHERE planned_run.${isOwnedBy(scheduled)} AND planned_run.state = 'waiting'
      ORDER BY planned_at LIMIT 1`;
    const row = await this.#database.get<PlannedRunRow>(sql, [scheduled.id]);
    return row && plannedRunOfRow(row);
  }

  /** The oldest unfinished job of a scheduled object. */
  unfinishedJob(scheduled: Scheduled): Promise<number | undefined> {
    return this.#database.value<number>(
      `SELECT job.id FROM ${UNFINISHED_RUNS} AND planned_run.${isOwnedBy(scheduled)} ORDER BY job.id LIMIT 1`,
      [scheduled.id],
    );
  }

  /** Deletes runs that were skipped or refused before this time. */
  async sweep(before: number): Promise<void> {
    await this.#database.run(`DELETE FROM planned_run WHERE job_id IS NULL AND state <> 'waiting' AND decided_at < ?`, [
      before,
    ]);
  }

  /** The runs with a lower id than `before`, newest first. */
  async list(
    scheduled: Scheduled,
    { limit, before }: { limit: number; before?: number | undefined },
  ): Promise<readonly PlannedRun[]> {
    const rows = await this.#database.all<PlannedRunRow>(
      `${PLANNED_RUN} WHERE ${isOwnedBy(scheduled)} AND planned_run.id < ? ORDER BY planned_run.id DESC LIMIT ?`,
      [scheduled.id, before ?? Number.MAX_SAFE_INTEGER, limit],
    );
    return rows.map(plannedRunOfRow);
  }

  /** The latest run of each scheduled object of a kind, by the id of the object. */
  async latest(kind: Scheduled['kind']): Promise<ReadonlyMap<number, PlannedRun>> {
    const column = ownerColumn(kind);
    const rows = await this.#database.all<PlannedRunRow>(
      `${PLANNED_RUN} WHERE planned_run.id IN (
        SELECT (SELECT MAX(id) FROM planned_run own WHERE own.${column} = ${kind}.id) FROM ${kind})`,
    );
    return new Map(rows.map((row) => [Number(row[column]), plannedRunOfRow(row)]));
  }

  /** The scheduled object that a job runs, and its planned time. */
  async scheduledOfJob(
    jobId: number,
  ): Promise<{ readonly scheduled: Scheduled; readonly plannedAt: number } | undefined> {
    const row = await this.#database.get<RunRow>('SELECT * FROM planned_run WHERE job_id = ?', [jobId]);
    if (!row) return undefined;
    const kind = SCHEDULED_KINDS.find((candidate) => row[ownerColumn(candidate)] !== null);
    if (!kind) return undefined;
    return { scheduled: { kind, id: Number(row[ownerColumn(kind)]) }, plannedAt: row.planned_at };
  }

  /** The saved query of a job, and its planned time. */
  queryOfJob(jobId: number): Promise<PlannedQuery | undefined> {
    return this.#database.get<PlannedQuery>(
      `SELECT query.id, query.name, planned_at AS plannedAt FROM planned_run JOIN query ON query.id = query_id
        WHERE job_id = ?`,
      [jobId],
    );
  }

  /** The current schedule of the scheduled object that a job runs; null for manual runs, or if there is none. */
  async scheduleOfJob(jobId: number): Promise<Schedule | null> {
    const row = await this.#database.get<ScheduleRow>(
      `SELECT schedule.* FROM planned_run
          JOIN schedule ON schedule.query_id = planned_run.query_id
            OR schedule.parent_segment_id = planned_run.parent_segment_id
            OR schedule.activation_id = planned_run.activation_id
        WHERE job_id = ? AND planned_run.repeat = 0`,
      [jobId],
    );
    return row ? scheduleOfRow(row) : null;
  }
}

function plannedRunOfRow(row: PlannedRunRow): PlannedRun {
  return {
    id: row.id,
    plannedAt: row.planned_at,
    manualNumber: row.repeat,
    state: row.state,
    jobId: row.job_id,
    jobState: row.job_state,
    missedSince: row.missed_since,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as PlannedRun['problem']),
    decidedAt: row.decided_at,
  };
}
