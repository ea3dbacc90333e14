import type { Repeat } from '../../../core/schedule/repeat.ts';
import type { MissedPolicy, OverlapPolicy, Schedule } from '../../../core/schedule/schedule.ts';
import type { Row } from '../database/row.ts';

/** A row of the table `schedule`. */
export type ScheduleRow = Row<'schedule', { missed: MissedPolicy; overlap: OverlapPolicy }>;

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
