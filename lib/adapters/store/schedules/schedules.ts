import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { SCHEDULED_KINDS, type Scheduled } from '../../../core/schedule/planned-run.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import { UNFINISHED_RUNS } from './planned-runs.ts';
import { type ScheduleRow, scheduleOfRow } from './schedule-row.ts';
import { ownedBy, ownerColumn } from './scheduled-column.ts';

/** The schedules of queries, parent segments and activations. */
export class SqliteSchedules {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  find(scheduled: Scheduled): Schedule | null {
    const row = this.#database.prepare(`SELECT * FROM schedule WHERE ${ownedBy(scheduled)}`).get(scheduled.id);
    return row === undefined ? null : scheduleOfRow(row as ScheduleRow);
  }

  /** All schedules of a kind, by the id of what they run. */
  all(kind: Scheduled['kind']): ReadonlyMap<number, Schedule> {
    const column = ownerColumn(kind);
    const rows = this.#database.prepare(`SELECT * FROM schedule WHERE ${column} IS NOT NULL`).all() as ScheduleRow[];
    return new Map(rows.map((row) => [Number(row[column]), scheduleOfRow(row)]));
  }

  set(
    { kind, id }: Scheduled,
    { repeat, recipients, isPaused, mailSuccess, mailFailure, ...schedule }: Schedule,
  ): void {
    const column = ownerColumn(kind);
    this.#database
      .prepare(
        `INSERT INTO schedule (${column}, cron, repeat, start_at, end_on, time_zone, delay_seconds, is_paused, missed, overlap, recipients,
           mail_success, mail_failure, next_at)
         VALUES (:id, :cron, :repeat, :startAt, :endOn, :timeZone, :delaySeconds, :isPaused, :missed, :overlap, :recipients, :mailSuccess,
           :mailFailure, :nextAt)
         ON CONFLICT (${column}) DO UPDATE SET cron = excluded.cron, repeat = excluded.repeat,
           start_at = excluded.start_at, end_on = excluded.end_on, time_zone = excluded.time_zone,
           delay_seconds = excluded.delay_seconds, is_paused = excluded.is_paused, missed = excluded.missed,
           overlap = excluded.overlap, recipients = excluded.recipients, mail_success = excluded.mail_success,
           mail_failure = excluded.mail_failure, next_at = excluded.next_at`,
      )
      .run({
        ...{
          ...schedule,
          id,
          repeat: repeat ? JSON.stringify(repeat) : null,
          recipients: JSON.stringify(recipients),
          isPaused: Number(isPaused),
        },
        ...{ mailSuccess: Number(mailSuccess), mailFailure: Number(mailFailure) },
      });
  }

  remove(scheduled: Scheduled): void {
    this.#database.prepare(`DELETE FROM schedule WHERE ${ownedBy(scheduled)}`).run(scheduled.id);
  }

  advance(scheduled: Scheduled, nextAt: number | null): void {
    this.#database.prepare(`UPDATE schedule SET next_at = ? WHERE ${ownedBy(scheduled)}`).run(nextAt, scheduled.id);
  }

  /** What has a planned run that is due, or a waiting run that can start. */
  due(): readonly Scheduled[] {
    return SCHEDULED_KINDS.flatMap((kind) => this.#due(kind));
  }

  #due(kind: Scheduled['kind']): Scheduled[] {
    const column = ownerColumn(kind);
    const ids = this.#database
      .prepare<[Record<string, unknown>], number>(
        `SELECT ${column} FROM schedule WHERE ${column} IS NOT NULL AND is_paused = 0 AND (next_at + delay_seconds * 1000 <= :now
           OR EXISTS (SELECT 1 FROM planned_run WHERE state = 'waiting' AND planned_run.${column} = schedule.${column})
             AND NOT EXISTS (SELECT 1 FROM ${UNFINISHED_RUNS} AND planned_run.${column} = schedule.${column}))
         ORDER BY ${column}`,
      )
      .pluck()
      .all({ now: this.#clock.now() });
    return ids.map((id) => ({ kind, id }));
  }
}
