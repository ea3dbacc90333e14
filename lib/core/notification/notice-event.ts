import { isOverThreshold, type JobNotice } from './notification.ts';

/** The event sent to a webhook. Names and shape are a contract; members may be added. */
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
