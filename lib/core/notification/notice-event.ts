import { sessionTimeIso } from '../workflow/parameters/session-params.ts';
import { type AttemptNotice, isOverThreshold, type JobNotice } from './notification.ts';

/** The webhook event of a notification about a job. Names and shape are a contract; members may be added. */
export interface NoticeEvent {
  readonly type: `job.${JobNotice['state']}`;
  readonly timestamp: string;
  readonly data: {
    readonly job_id: number;
    readonly status: JobNotice['state'];
    readonly error: { readonly code: string } | null;
    readonly test_event: boolean;
    readonly sandbox: boolean;
    readonly records: JobNotice['records'];
    readonly top_errors: JobNotice['topErrors'];
    readonly over_threshold: boolean;
    readonly authentication: JobNotice['authentication'];
    readonly ad_account_id: string;
    readonly query: { readonly id: number; readonly name: string; readonly planned_at: string } | null;
    readonly started_at: string | null;
    readonly url: string;
  };
}

/** `percent` is the current threshold, `url` the page of the job. */
export function noticeEvent(notice: JobNotice, { percent, url }: { percent: number; url: string }): NoticeEvent {
  const { query, reason, startedAt } = notice;
  return {
    type: `job.${notice.state}`,
    timestamp: new Date(notice.at).toISOString(),
    data: {
      job_id: notice.job,
      status: notice.state,
      error: reason === null ? null : { code: reason },
      test_event: notice.testEvent,
      sandbox: notice.isSandbox,
      records: notice.records,
      top_errors: notice.topErrors,
      over_threshold: isOverThreshold(notice, percent),
      authentication: notice.authentication,
      ad_account_id: notice.account,
      query: query ? { id: query.id, name: query.name, planned_at: new Date(query.plannedAt).toISOString() } : null,
      started_at: startedAt === null ? null : new Date(startedAt).toISOString(),
      url,
    },
  };
}

/**
 * The webhook event of a notification about an attempt of a workflow. Names and shape are a contract; members may be
 * added.
 */
export interface AttemptEvent {
  readonly type: `workflow.${AttemptNotice['state']}`;
  readonly timestamp: string;
  readonly data: {
    readonly attempt_id: number;
    readonly status: AttemptNotice['state'];
    readonly project: AttemptNotice['project'];
    readonly workflow: { readonly id: number; readonly name: string };
    readonly session_id: number;
    readonly session_time: string;
    readonly retry_name: string | null;
    readonly sandbox: boolean;
    readonly tasks: AttemptNotice['tasks'];
    readonly failed_tasks: AttemptNotice['failedTasks'];
    readonly started_at: string;
    readonly url: string;
  };
}

/** `url` is the page of the attempt. */
export function attemptEvent(notice: AttemptNotice, url: string): AttemptEvent {
  const { session } = notice;
  const { timeZone, ...workflow } = notice.workflow;
  return {
    type: `workflow.${notice.state}`,
    timestamp: new Date(notice.at).toISOString(),
    data: {
      attempt_id: notice.attempt,
      status: notice.state,
      project: notice.project,
      workflow,
      session_id: session.id,
      session_time: sessionTimeIso(session.time, timeZone),
      retry_name: notice.retryName,
      sandbox: notice.isSandbox,
      tasks: notice.tasks,
      failed_tasks: notice.failedTasks,
      started_at: new Date(notice.startedAt).toISOString(),
      url,
    },
  };
}
