import type { Repeat } from '../../../core/schedule/repeat.ts';
import type { MissedPolicy, OverlapPolicy, Schedule } from '../../../core/schedule/schedule.ts';

/** A row of the table `schedule`, as returned by better-sqlite3. */
export interface ScheduleRow {
  readonly query_id: number | null;
  readonly parent_segment_id: number | null;
  readonly activation_id: number | null;
  /** Null if it has a repeat. */
  readonly cron: string | null;
  readonly repeat: string | null;
  readonly start_at: string | null;
  readonly end_on: string | null;
  readonly time_zone: string;
  readonly delay_seconds: number;
  readonly is_paused: number;
  readonly missed: MissedPolicy;
  readonly overlap: OverlapPolicy;
  readonly recipients: string;
  readonly mail_success: number;
  readonly mail_failure: number;
  readonly next_at: number | null;
}

export function scheduleOfRow(row: ScheduleRow): Schedule {
  const times =
    row.repeat === null
      ? { cron: row.cron ?? '', repeat: null }
      : { cron: null, repeat: JSON.parse(row.repeat) as Repeat };
  return {
    ...times,
    startAt: row.start_at,
    endOn: row.end_on,
    timeZone: row.time_zone,
    delaySeconds: row.delay_seconds,
    isPaused: row.is_paused === 1,
    missed: row.missed,
    overlap: row.overlap,
    recipients: JSON.parse(row.recipients) as string[],
    mailSuccess: row.mail_success === 1,
    mailFailure: row.mail_failure === 1,
    nextAt: row.next_at,
  };
}
