import type { Priority, QueryEngine } from '../../../core/job/query.ts';
import type { QueryExport, SavedQuery } from '../../../core/query/saved-query.ts';
import type { MissedPolicy, OverlapPolicy, Schedule, ScheduleChoice } from '../../../core/schedule/schedule.ts';

/** A row of the table `query` joined with its schedule, as returned by better-sqlite3. */
export interface QueryRow extends ScheduleColumns {
  readonly id: number;
  readonly name: string;
  readonly database: string;
  readonly engine: QueryEngine;
  readonly sql: string;
  readonly authentication_id: number | null;
  readonly export: string | null;
  readonly priority: Priority;
  readonly retry_limit: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** All null if the query has no schedule. */
interface ScheduleColumns {
  readonly cron: string | null;
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

export function queryOfRow(row: QueryRow): SavedQuery {
  return {
    id: row.id,
    name: row.name,
    database: row.database,
    engine: row.engine,
    sql: row.sql,
    export: exportOfRow(row),
    priority: row.priority,
    retryLimit: row.retry_limit,
    schedule: scheduleOfRow(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function exportOfRow({ authentication_id: authentication, export: rest }: QueryRow): QueryExport | null {
  return authentication === null || rest === null ? null : { ...JSON.parse(rest), authentication };
}

function scheduleOfRow({ cron, ...row }: QueryRow): Schedule | null {
  if (cron === null) return null;
  return {
    cron,
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

export function columnsOfSchedule(choice: ScheduleChoice): Record<string, string | number> {
  return {
    cron: choice.cron,
    timeZone: choice.timeZone,
    delaySeconds: choice.delaySeconds,
    isPaused: Number(choice.isPaused),
    missed: choice.missed,
    overlap: choice.overlap,
    recipients: JSON.stringify(choice.recipients),
    mailSuccess: Number(choice.mailSuccess),
    mailFailure: Number(choice.mailFailure),
  };
}
