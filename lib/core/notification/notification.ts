import type { IssueParams } from '../issue.ts';
import type { Job, RecordCounts } from '../job/job.ts';
import { countNotAccepted, isFinal } from '../job/job.ts';
import { WORKFLOW_KEY_PREFIX } from '../job/query.ts';
import type { PlannedQuery } from '../query/saved-query.ts';
import type { Scheduled } from '../schedule/planned-run.ts';
import type { ScheduleChoice } from '../schedule/schedule.ts';
import type { MailSettings } from '../settings/mail-settings.ts';
import type { NotificationSettings } from '../settings/notification-settings.ts';

const CHANNELS = ['console', 'mail', 'webhook'] as const;
/** console: short messages on the console's pages. webhook: a request to the URL that people set. */
export type Channel = (typeof CHANNELS)[number];
/** Channels on which notifications leave the console. */
export type SentChannel = Exclude<Channel, 'console'>;

/** What a planned run executes, and its planned time. */
export interface PlannedNotice extends Scheduled {
  readonly name: string;
  readonly plannedAt: number;
  /** The segment of an activation. */
  readonly segment?: { readonly parentSegment: number; readonly id: number };
}

/** A planned run that was refused: it has no job. */
export interface RefusalNotice {
  readonly state: 'refused';
  readonly planned: PlannedNotice;
  readonly problem: { readonly code: string; readonly params: IssueParams };
  readonly at: number;
}

/** An attempt of a workflow that has ended, or has missed its SLA: names, times and counts, no values. */
export interface AttemptNotice {
  readonly attempt: number;
  readonly state: 'success' | 'error' | 'sla';
  readonly project: { readonly id: number; readonly name: string };
  readonly workflow: { readonly id: number; readonly name: string; readonly timeZone: string };
  readonly session: { readonly id: number; readonly time: number };
  readonly retryName: string | null;
  readonly isSandbox: boolean;
  readonly tasks: { readonly success: number; readonly error: number };
  /** The names of the first tasks that failed. */
  readonly failedTasks: readonly string[];
  readonly startedAt: number;
  readonly at: number;
}

/** What a notification reports. */
export type Notice = JobNotice | AttemptNotice | RefusalNotice;

/** The state of a job at the time of a notification: counts and codes, no values and no file name. */
export interface JobNotice {
  readonly job: number;
  readonly state: 'success' | 'error' | 'paused';
  /** The code of the job's error. */
  readonly reason: string | null;
  readonly records: RecordCounts;
  /** The most frequent errors. */
  readonly topErrors: readonly { readonly code: string; readonly records: number }[];
  readonly testEvent: boolean;
  readonly isSandbox: boolean;
  /** Null for a job that sends nothing: a build, or a query whose result is not sent. */
  readonly authentication: { readonly id: number; readonly name: string } | null;
  readonly account: string;
  /** The saved query of the job, and its planned time. */
  readonly query?: PlannedQuery;
  /** The activation or the parent segment of the job. */
  readonly planned?: PlannedNotice;
  readonly startedAt: number | null;
  readonly at: number;
}

/** The codes of pauses that a person requested. */
const REQUESTED_PAUSES: readonly string[] = ['user', 'interrupted'];

/** Whether people are notified of a job: of its end, unless it was killed, and of a pause that no person requested. */
export function isNotifiable({ state, error }: Pick<Job, 'state' | 'error'>): boolean {
  if (state === 'paused') return error !== null && !REQUESTED_PAUSES.includes(error.code);
  return state === 'success' || state === 'error';
}

/** Whether an ended job belongs to a workflow's task: pages report how the attempt ends, not each of its jobs. */
export function isReportedByAttempt({ state, query }: Pick<Job, 'state' | 'query'>): boolean {
  return isFinal(state) && query?.domainKey?.startsWith(WORKFLOW_KEY_PREFIX) === true;
}

/** Whether more than `percent` of the records of an ended job were not accepted. */
export function isOverThreshold({ state, records }: Pick<JobNotice, 'state' | 'records'>, percent: number): boolean {
  return state !== 'paused' && countNotAccepted(records) * 100 > records.read * percent;
}

/** Whether the settings ask for a notice to be sent, not only shown on the console's pages. */
function isSent(notice: JobNotice | AttemptNotice, settings: NotificationSettings): boolean {
  if ('attempt' in notice) return settings[`notify_workflow_${notice.state}`];
  if (settings[`notify_${notice.state}`]) return true;
  return settings.notify_rejects && isOverThreshold(notice, settings.rejects_percent);
}

/** The channels for a notice under the current settings. The console's pages show every notice. */
export function channelsOf(
  notice: JobNotice | AttemptNotice,
  mail: MailSettings,
  settings: NotificationSettings,
): readonly Channel[] {
  const channels: Channel[] = ['console'];
  if (!isSent(notice, settings)) return channels;
  if (canMail(mail, settings)) channels.push('mail');
  if (settings.webhook_url !== '') channels.push('webhook');
  return channels;
}

function canMail(mail: MailSettings, settings: NotificationSettings): boolean {
  return mail.smtp_host !== '' && settings.mail_recipients.length > 0;
}

/** Whether the recipients in the settings get an email about a refused run: it is a failure like any other. */
export function isRefusalMailed(mail: MailSettings, settings: NotificationSettings): boolean {
  return settings.notify_error && canMail(mail, settings);
}

/** The schedule's email recipients for a job or a planned run, without those already notified. */
export function scheduleRecipients(
  { state }: Pick<Notice, 'state'>,
  { recipients, mailSuccess, mailFailure }: Pick<ScheduleChoice, 'recipients' | 'mailSuccess' | 'mailFailure'>,
  alreadyNotified: readonly string[],
): readonly string[] {
  const notified = new Set(alreadyNotified.map((address) => address.toLowerCase()));
  const isMailed = state === 'success' ? mailSuccess : mailFailure;
  return isMailed ? recipients.filter((address) => !notified.has(address.toLowerCase())) : [];
}

/**
 * The matter of a pause: its reason, and the job, authentication or account that it concerns. Each channel gets one
 * notification per matter and hour, even if a job pauses often, or one token pauses a hundred jobs. Only a
 * webhook gets one for each of these jobs. Null unless the job is paused.
 */
export function matterOf({ job, state, reason, authentication, account }: JobNotice, channel: Channel): string | null {
  if (state !== 'paused') return null;
  if (channel !== 'webhook' && (reason === 'unauthorized' || reason === 'token_unreadable'))
    return `${reason} authentication ${authentication?.id}`;
  if (channel !== 'webhook' && reason === 'forbidden')
    return `${reason} authentication ${authentication?.id} account ${account}`;
  return `${reason} job ${job}`;
}

/** For how long a channel gets no second notification about a matter. */
export const MATTER_WINDOW_MS = 60 * 60 * 1000;

/** A notice claimed for sending. */
export interface DueNotice {
  readonly id: number;
  readonly key: string;
  readonly createdAt: number;
  readonly tries: number;
  readonly notice: Notice;
  /** Recipients of the email; if undefined, those in the settings. */
  readonly recipients: readonly string[] | undefined;
}

/** The result of one try to send: sent (possibly in part), or the message code of the problem. */
export type SendResult =
  | { readonly ok: true; readonly code?: 'some_refused'; readonly params: IssueParams }
  | { readonly ok: false; readonly code: string; readonly params: IssueParams };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Eight tries within about eighteen hours, so that notifications survive an overnight outage. */
const RETRY_DELAYS_MS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR];
/** The share by which delays vary, so that tries that failed together are not repeated together. */
const JITTER = 0.2;

/** The longest delay of a try. A notice that waits longer was stored while the clock was ahead. */
export const LONGEST_RETRY_MS = Math.ceil(Math.max(...RETRY_DELAYS_MS) * (1 + JITTER));

/** The delay after this many failed tries; undefined to give up. `random` is in [0, 1). */
export function retryDelayMs(tryCount: number, random: number): number | undefined {
  const delay = RETRY_DELAYS_MS[tryCount - 1];
  return delay === undefined ? undefined : Math.round(delay * (1 + JITTER * random));
}

/** A row of the outbox, for the list of notifications. */
export interface NotificationReport {
  readonly id: number;
  readonly channel: SentChannel;
  readonly state: 'waiting' | 'sent' | 'given_up';
  /** Null for an attempt, and for a planned run that got no job. */
  readonly job: number | null;
  readonly attempt: { readonly id: number; readonly workflow: string } | null;
  readonly jobState: Notice['state'];
  /** The planned run that got no job; null for other notices. */
  readonly planned: PlannedNotice | null;
  readonly createdAt: number;
  readonly tries: number;
  readonly lastTryAt: number | null;
  readonly nextTryAt: number | null;
  readonly problem: { readonly code: string; readonly params: IssueParams } | null;
}
