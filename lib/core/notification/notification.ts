import type { IssueParams } from '../issue.ts';
import type { Job, RecordCounts } from '../job/job.ts';
import { notAccepted } from '../job/job.ts';
import type { PlannedQuery } from '../query/saved-query.ts';
import type { ScheduleChoice } from '../schedule/schedule.ts';
import type { MailSettings } from '../settings/mail-settings.ts';
import type { NotificationSettings } from '../settings/notification-settings.ts';

export const CHANNELS = ['console', 'mail', 'webhook'] as const;
/** How people or their machines hear of a job: toasts in the console's pages, mails, calls of their own server. */
export type Channel = (typeof CHANNELS)[number];
/** Those that something has to be sent for. */
export type SentChannel = Exclude<Channel, 'console'>;

/** A job as it stood when there was something to tell of it: counts and codes, no value, no name of a file. */
export interface JobNotice {
  readonly job: number;
  readonly state: 'success' | 'error' | 'paused';
  /** The code of the job's error. */
  readonly reason: string | null;
  readonly records: RecordCounts;
  /** What most records were not accepted for. */
  readonly topErrors: readonly { readonly code: string; readonly records: number }[];
  readonly testEvent: boolean;
  readonly isSandbox: boolean;
  /** Null for a query whose result goes nowhere. */
  readonly authentication: { readonly id: number; readonly name: string } | null;
  readonly account: string;
  /** The saved query that it was made of, and the time that it was planned for. */
  readonly query?: PlannedQuery;
  readonly startedAt: number | null;
  readonly at: number;
}

/** Pauses that a person asked for are no news to anybody. */
const BY_A_PERSON: readonly string[] = ['user', 'interrupted'];

export function isNews({ state, error }: Pick<Job, 'state' | 'error'>): boolean {
  if (state === 'paused') return error !== null && !BY_A_PERSON.includes(error.code);
  return state === 'success' || state === 'error';
}

/** Whether a job that has ended missed more of its records than the settings bear. */
export function isOverThreshold({ state, records }: Pick<JobNotice, 'state' | 'records'>, percent: number): boolean {
  return state !== 'paused' && notAccepted(records) * 100 > records.read * percent;
}

function isWanted(notice: JobNotice, settings: NotificationSettings): boolean {
  if (settings[`notify_${notice.state}`]) return true;
  return settings.notify_rejects && isOverThreshold(notice, settings.rejects_percent);
}

/** On which ways a notice goes out, as the settings have it now. The console's own pages always hear of it. */
export function channelsOf(notice: JobNotice, mail: MailSettings, settings: NotificationSettings): readonly Channel[] {
  if (!isWanted(notice, settings)) return ['console'];
  const byMail = mail.smtp_host !== '' && settings.mail_recipients.length > 0;
  return [
    'console',
    ...(byMail ? ['mail' as const] : []),
    ...(settings.webhook_url === '' ? [] : ['webhook' as const]),
  ];
}

/** Whom a schedule has told by mail of a job that came of it. Nobody gets two mails of one matter. */
export function scheduleRecipients(
  { state }: Pick<JobNotice, 'state'>,
  { recipients, mailSuccess, mailFailure }: Pick<ScheduleChoice, 'recipients' | 'mailSuccess' | 'mailFailure'>,
  alreadyTold: readonly string[],
): readonly string[] {
  const told = new Set(alreadyTold.map((address) => address.toLowerCase()));
  const isWanted = state === 'success' ? mailSuccess : mailFailure;
  return isWanted ? recipients.filter((address) => !told.has(address.toLowerCase())) : [];
}

/** A refusal pauses every job of an authentication: a person hears it once, a machine of each job. */
const SHARED: readonly string[] = ['unauthorized', 'forbidden'];

/** What a pause is about. Within the hour it is told once on each way: what flaps, or hits a hundred jobs, is one matter. */
export function matterOf({ job, state, reason, authentication, account }: JobNotice, channel: Channel): string | null {
  if (state !== 'paused') return null;
  const isShared = channel !== 'webhook' && reason !== null && SHARED.includes(reason);
  if (!isShared) return `${reason} job ${job}`;
  return `${reason} authentication ${authentication?.id}${reason === 'forbidden' ? ` account ${account}` : ''}`;
}

export const MATTER_REST_MS = 60 * 60 * 1000;

/** What came of one try to send: done, or the code of what was wrong, which names a text. Done may be in part only. */
export type Delivery =
  | { readonly ok: true; readonly code?: 'some_refused'; readonly params: IssueParams }
  | { readonly ok: false; readonly code: string; readonly params: IssueParams };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Eight tries in some eighteen hours: over a night, and not for ever. */
const PAUSES = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR];
/** Those that failed together must not come back together. */
const SPREAD = 0.2;

/** How long to wait after so many failed tries; undefined once it is time to give up. `random` is in [0, 1). */
export function pauseAfter(tries: number, random: number): number | undefined {
  const pause = PAUSES[tries - 1];
  return pause === undefined ? undefined : Math.round(pause * (1 + SPREAD * random));
}

/** A row of the outbox, for the page that lists them. */
export interface DeliveryReport {
  readonly id: number;
  readonly channel: SentChannel;
  readonly state: 'waiting' | 'sent' | 'given_up';
  readonly job: number;
  readonly jobState: JobNotice['state'];
  readonly createdAt: number;
  readonly tries: number;
  readonly lastTryAt: number | null;
  readonly nextTryAt: number | null;
  readonly problem: { readonly code: string; readonly params: IssueParams } | null;
}
