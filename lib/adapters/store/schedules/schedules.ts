import type { Clock } from '../../../core/clock.ts';
import { SCHEDULED_KINDS, type Scheduled } from '../../../core/schedule/planned-run.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import type { Database } from '../database/database.ts';
import { UNFINISHED_RUNS } from './planned-runs.ts';
import { type ScheduleRow, scheduleOfRow } from './schedule-row.ts';
import { isOwnedBy, ownerColumn } from './scheduled-column.ts';

/** The schedules of queries, parent segments and activations. */
export class Schedules {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async find(scheduled: Scheduled): Promise<Schedule | null> {
    const sql = `SELECT * FROM schedule WHERE ${isOwnedBy(scheduled)}`;
    const row = await this.#database.get<ScheduleRow>(sql, [scheduled.id]);
    return row ? scheduleOfRow(row) : null;
  }

  /** All schedules of a kind, by the id of the scheduled object. */
  async all(kind: Scheduled['kind']): Promise<ReadonlyMap<number, Schedule>> {
    const column = ownerColumn(kind);
    const rows = await this.#database.all<ScheduleRow>(`SELECT * FROM schedule WHERE ${column} IS NOT NULL`);
    return new Map(rows.map((row) => [Number(row[column]), scheduleOfRow(row)]));
  }

  async set({ kind, id }: Scheduled, schedule: Schedule): Promise<void> {
    const column = ownerColumn(kind);
    await this.#database.run(
      `INSERT INTO schedule (${column}, cron, repeat, start_at, end_on, time_zone, delay_seconds, is_paused,
          missed, overlap, recipients, mail_success, mail_failure, next_at)
        VALUES (:id, :cron, :repeat, :startAt, :endOn, :timeZone, :delaySeconds, :isPaused,
          :missed, :overlap, :recipients, :mailSuccess, :mailFailure, :nextAt)
        ON CONFLICT (${column}) DO UPDATE SET cron = excluded.cron, repeat = excluded.repeat,
          start_at = excluded.start_at, end_on = excluded.end_on, time_zone = excluded.time_zone,
          delay_seconds = excluded.delay_seconds, is_paused = excluded.is_paused, missed = excluded.missed,
          overlap = excluded.overlap, recipients = excluded.recipients, mail_success = excluded.mail_success,
          mail_failure = excluded.mail_failure, next_at = excluded.next_at`,
      {
        id,
        cron: schedule.cron,
        repeat: schedule.repeat ? JSON.stringify(schedule.repeat) : null,
        startAt: schedule.startAt,
        endOn: schedule.endOn,
        timeZone: schedule.timeZone,
        delaySeconds: schedule.delaySeconds,
        isPaused: Number(schedule.isPaused),
        missed: schedule.missed,
        overlap: schedule.overlap,
        recipients: JSON.stringify(schedule.recipients),
        mailSuccess: Number(schedule.mailSuccess),
        mailFailure: Number(schedule.mailFailure),
        nextAt: schedule.nextAt,
      },
    );
  }

  async delete(scheduled: Scheduled): Promise<void> {
    await this.#database.run(`DELETE FROM schedule WHERE ${isOwnedBy(scheduled)}`, [scheduled.id]);
  }

  async advance(scheduled: Scheduled, nextAt: number | null): Promise<void> {
    await this.#database.run(`UPDATE schedule SET next_at = ? WHERE ${isOwnedBy(scheduled)}`, [nextAt, scheduled.id]);
  }

  /** The scheduled objects with a planned time that is due, or a waiting run that can start. */
  async due(): Promise<readonly Scheduled[]> {
    return (await Promise.all(SCHEDULED_KINDS.map((kind) => this.#due(kind)))).flat();
  }

  async #due(kind: Scheduled['kind']): Promise<Scheduled[]> {
    const column = ownerColumn(kind);
    const isOwnRun = `planned_run.${column} = schedule.${column}`;
    const ids = await this.#database.values<number>(
      `SELECT ${column} FROM schedule
        WHERE ${column} IS NOT NULL AND NOT is_paused AND (
          next_at + delay_seconds * 1000 <= :now
          OR (EXISTS (SELECT 1 FROM planned_run WHERE state = 'waiting' AND ${isOwnRun})
            AND NOT EXISTS (SELECT 1 FROM ${UNFINISHED_RUNS} AND ${isOwnRun})))
        ORDER BY ${column}`,
      { now: this.#clock.now() },
    );
    return ids.map((id) => ({ kind, id }));
  }
}
