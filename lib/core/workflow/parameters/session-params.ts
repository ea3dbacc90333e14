import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { ConfigMap } from '../config/config-node.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/** What is known of an attempt. Times are milliseconds since 1970. */
export interface AttemptFacts {
  readonly projectId: number;
  readonly sessionId: number;
  readonly sessionUuid: string;
  readonly attemptId: number;
  readonly retryAttemptName: string | null;
  readonly timeZone: string;
  readonly sessionTime: number;
  /** The times before and after it of the workflow's schedule; undefined without one. */
  readonly schedule?: {
    readonly last: number | null;
    readonly next: number | null;
    readonly lastExecuted: number | null;
  };
}

/** The parameters that no other can replace. */
export function builtInParams(facts: AttemptFacts, taskName: string): ConfigMap {
  const { timeZone, schedule } = facts;
  const times = (prefix: string, time: number | null) => timeParams(prefix, time, timeZone);
  return {
    timezone: timeZone,
    session_uuid: facts.sessionUuid,
    session_id: facts.sessionId,
    ...times('session_', facts.sessionTime),
    ...(schedule && times('last_session_', schedule.last)),
    ...times('last_executed_session_', schedule?.lastExecuted ?? null),
    ...(schedule && times('next_session_', schedule.next)),
    project_id: facts.projectId,
    retry_attempt_name: facts.retryAttemptName,
    attempt_id: facts.attemptId,
    task_name: taskName,
  };
}

/** A session time as digdag writes it: `2026-11-26T00:00:00+09:00`. */
export function sessionTimeText(time: number, timeZone: string): string {
  return dayjs(time).tz(timeZone).format('YYYY-MM-DDTHH:mm:ssZ');
}

/** Empty texts where there is no time. */
function timeParams(prefix: string, time: number | null, timeZone: string): ConfigMap {
  const local = dayjs(time ?? 0).tz(timeZone);
  const text = (format: string) => (time === null ? '' : local.format(format));
  return {
    [`${prefix}time`]: time === null ? '' : sessionTimeText(time, timeZone),
    [`${prefix}date`]: text('YYYY-MM-DD'),
    [`${prefix}date_compact`]: text('YYYYMMDD'),
    [`${prefix}local_time`]: text('YYYY-MM-DD HH:mm:ss'),
    [`${prefix}tz_offset`]: local.format('ZZ'),
    [`${prefix}unixtime`]: time === null ? '' : Math.floor(time / 1000),
  };
}
