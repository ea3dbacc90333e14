import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { Job } from '../../../core/job/job.ts';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import {
  type Channel,
  channelsOf,
  isNotifiable,
  type JobNotice,
  MATTER_WINDOW_MS,
  matterOf,
  scheduleRecipients,
} from '../../../core/notification/notification.ts';
import type { SqlitePlannedRuns } from '../schedules/planned-runs.ts';
import type { SqliteSettings } from './settings.ts';

const TOP_ERRORS = 5;

export interface NoticeWriterOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly settings: Pick<SqliteSettings, 'mail' | 'notifications'>;
  readonly plannedRuns: Pick<SqlitePlannedRuns, 'queryOfJob' | 'scheduleOfJob'>;
  /** Called if a notice could not be written. */
  readonly onFault: (job: number, error: unknown) => void;
}

/** Writes notices about jobs to the outbox. */
export class NoticeWriter {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #settings: NoticeWriterOptions['settings'];
  readonly #plannedRuns: NoticeWriterOptions['plannedRuns'];
  readonly #onFault: NoticeWriterOptions['onFault'];

  constructor({ database, clock, settings, plannedRuns, onFault }: NoticeWriterOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#settings = settings;
    this.#plannedRuns = plannedRuns;
    this.#onFault = onFault;
  }

  /**
   * Writes a notice if the job's state is worth one. Call it in the transaction that changed the state. Our own errors must
   * not prevent a job from ending; faults of the machine abort the transaction, as everywhere.
   */
  note(job: Job): void {
    if (!isNotifiable(job)) return;
    try {
      this.#database.transaction(() => this.#noteAll(this.#noticeOf(job)))();
    } catch (error) {
      if (machineFaultOf(error) || !this.#database.inTransaction) throw error;
      this.#onFault(job.id, error);
    }
  }

  #noteAll(notice: JobNotice): void {
    const [mail, settings] = [this.#settings.mail(), this.#settings.notifications()];
    const channels = channelsOf(notice, mail, settings);
    for (const channel of channels) this.#insert(notice, channel, matterOf(notice, channel));
    if (mail.smtp_host !== '') this.#noteForSchedule(notice, channels.includes('mail') ? settings.mail_recipients : []);
  }

  /** The schedule's recipients get a separate mail, so that neither group sees the other's addresses. */
  #noteForSchedule(notice: JobNotice, alreadyNotified: readonly string[]): void {
    const schedule = this.#plannedRuns.scheduleOfJob(notice.job);
    const recipients = schedule ? scheduleRecipients(notice, schedule, alreadyNotified) : [];
    if (recipients.length === 0) return;
    const matter = matterOf(notice, 'mail');
    this.#insert(notice, 'mail', matter && `${matter} query ${notice.query?.id}`, recipients);
  }

  /** Sends at most one notice per matter and channel within an hour. */
  #insert(notice: JobNotice, channel: Channel, matter: string | null, recipients?: readonly string[]): void {
    const insert = this.#database.prepare(
      `INSERT INTO notification (key, channel, state, job_id, matter, recipients, notice, created_at, next_try_at)
       SELECT :key, :channel, :state, :job, :matter, :recipients, :notice, :now, :next
       WHERE :matter IS NULL
         OR NOT EXISTS (SELECT 1 FROM notification WHERE matter = :matter AND channel = :channel AND created_at > :since)`,
    );
    const [now, isSent] = [this.#clock.now(), channel !== 'console'];
    insert.run({
      ...{ key: randomUUID(), channel, job: notice.job, matter, now, since: now - MATTER_WINDOW_MS },
      ...{ state: isSent ? 'waiting' : 'sent', next: isSent ? now : null },
      ...{ recipients: recipients ? JSON.stringify(recipients) : null, notice: JSON.stringify(notice) },
    });
  }

  #noticeOf(job: Job): JobNotice {
    const authentication = this.#database
      .prepare('SELECT id, name, target FROM authentication WHERE id = ?')
      .get(job.authenticationId) as { id: number; name: string; target: string } | undefined;
    const topErrors = this.#database
      .prepare(
        `SELECT code, SUM(records) AS records FROM issue_kind WHERE job_id = ? AND severity = 'error'
         GROUP BY code ORDER BY records DESC, code LIMIT ?`,
      )
      .all(job.id, TOP_ERRORS) as JobNotice['topErrors'];
    const query = this.#plannedRuns.queryOfJob(job.id);
    return {
      ...{ job: job.id, state: job.state as JobNotice['state'], reason: job.error?.code ?? null },
      ...{ records: job.records, topErrors, testEvent: job.testEvent, isSandbox: authentication?.target === 'sandbox' },
      ...{
        authentication: authentication ? { id: authentication.id, name: authentication.name } : null,
        account: job.account,
        startedAt: job.startedAt,
        at: this.#clock.now(),
      },
      ...(query && { query }),
    };
  }
}
