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
  const { job, state, reason, records, topErrors, testEvent, isSandbox, authentication, account, startedAt } = notice;
  const { query } = notice;
  return {
    type: `job.${state}`,
    timestamp: new Date(notice.at).toISOString(),
    data: {
      job_id: job,
      status: state,
      error: reason === null ? null : { code: reason },
      test_event: testEvent,
      sandbox: isSandbox,
      records,
      top_errors: topErrors,
      over_threshold: isOverThreshold(notice, percent),
      authentication,
      ad_account_id: account,
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

/** `url`: the page of the attempt. */
export function attemptEvent(notice: AttemptNotice, url: string): AttemptEvent {
  const { attempt, state, project, session, retryName, isSandbox, tasks, failedTasks, startedAt } = notice;
  const { timeZone, ...workflow } = notice.workflow;
  return {
    type: `workflow.${state}`,
    timestamp: new Date(notice.at).toISOString(),
    data: {
      attempt_id: attempt,
      status: state,
      project,
      workflow,
      session_id: session.id,
      session_time: sessionTimeIso(session.time, timeZone),
      retry_name: retryName,
      sandbox: isSandbox,
      tasks,
      failed_tasks: failedTasks,
      started_at: new Date(startedAt).toISOString(),
      url,
    },
  };
}
