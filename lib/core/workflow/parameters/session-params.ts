import { localAt, offsetText, writeLocalTime } from '../../schedule/local-time.ts';
import type { ConfigMap } from '../config/config-node.ts';

/** What is known about an attempt. Times are milliseconds since 1970. */
export interface AttemptFacts {
  readonly projectId: number;
  readonly sessionId: number;
  readonly sessionUuid: string;
  readonly attemptId: number;
  readonly retryAttemptName: string | null;
  readonly timeZone: string;
  readonly sessionTime: number;
  /**
   * The session times before and after this one in the workflow's schedule, and that of the last earlier session that
   * ran; undefined without a schedule.
   */
  readonly schedule?: {
    readonly last: number | null;
    readonly next: number | null;
    readonly lastExecuted: number | null;
  };
}

/** The parameters that other parameters cannot replace. */
export function builtInParams(facts: AttemptFacts, taskName: string): ConfigMap {
  const { timeZone, schedule } = facts;
  const times = (prefix: string, time: number | null) => timeParams(prefix, time, timeZone);
  const lastTimes = schedule ? times('last_session_', schedule.last) : {};
  const nextTimes = schedule ? times('next_session_', schedule.next) : {};
  return {
    timezone: timeZone,
    session_uuid: facts.sessionUuid,
    session_id: facts.sessionId,
    ...times('session_', facts.sessionTime),
    ...lastTimes,
    ...times('last_executed_session_', schedule?.lastExecuted ?? null),
    ...nextTimes,
    project_id: facts.projectId,
    retry_attempt_name: facts.retryAttemptName,
    attempt_id: facts.attemptId,
    task_name: taskName,
  };
}

/** A session time as digdag writes it: `2026-11-26T00:00:00+09:00`. */
export function sessionTimeText(time: number, timeZone: string): string {
  return `${writeLocalTime(localAt(time, timeZone))}${offsetText(time, timeZone, ':')}`;
}

/** A session time with milliseconds, as the API and webhooks write it. */
export function sessionTimeIso(time: number, timeZone: string): string {
  return sessionTimeText(time, timeZone).replace(/(?=[+-]\d\d:\d\d$)/, '.000');
}

/** Without a time, all values are empty except the offset, which is that of the zone in 1970. */
function timeParams(prefix: string, time: number | null, timeZone: string): ConfigMap {
  const local = time === null ? '' : writeLocalTime(localAt(time, timeZone));
  const date = local.slice(0, 10);
  return {
    [`${prefix}time`]: time === null ? '' : sessionTimeText(time, timeZone),
    [`${prefix}date`]: date,
    [`${prefix}date_compact`]: date.replaceAll('-', ''),
    [`${prefix}local_time`]: local.replace('T', ' '),
    [`${prefix}tz_offset`]: offsetText(time ?? 0, timeZone, ''),
    [`${prefix}unixtime`]: time === null ? '' : Math.floor(time / 1000),
  };
}
