import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';
import type { Job } from '../../../core/job/job.ts';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import {
  type AttemptNotice,
  type Channel,
  channelsOf,
  isNotifiable,
  isRefusalMailed,
  isReportedByAttempt,
  type JobNotice,
  MATTER_WINDOW_MS,
  matterOf,
  type Notice,
  type PlannedNotice,
  type RefusalNotice,
  scheduleRecipients,
} from '../../../core/notification/notification.ts';
import type { Scheduled } from '../../../core/schedule/planned-run.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import { findActivationPlace } from '../audience/activations.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { PlannedRuns } from '../schedules/planned-runs.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { attemptNoticeOf } from '../workflow/attempt-notice.ts';

const TOP_ERRORS = 5;

export interface NoticeWriterOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly settings: Pick<SettingsStore, 'mail' | 'notifications'>;
  readonly plannedRuns: Pick<PlannedRuns, 'queryOfJob' | 'scheduledOfJob' | 'scheduleOfJob'>;
  /** Called if a notice could not be written; with null if it is not about a job. */
  readonly onFault: (job: number | null, error: unknown) => void;
}

/** Writes notices about jobs, planned runs and attempts to the outbox. */
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
   * Writes a notice if the state of the job is one that people are notified of. Call it in the transaction that changed
   * the state. An error of this class is only reported, so that it cannot prevent a job from ending. A machine fault
   * aborts the transaction, as everywhere.
   */
  async record(job: Job): Promise<void> {
    if (isNotifiable(job))
      await this.#withFaultReport(job.id, async () => this.#insertAll(job, await this.#noticeOf(job)));
  }

  /**
   * Writes the emails about a planned run that got no job. Call it in the transaction that decides this, and only once.
   */
  async recordRefusal(
    scheduled: Scheduled,
    { plannedAt, schedule, problem }: Pick<RefusalNotice, 'problem'> & { plannedAt: number; schedule: Schedule },
  ): Promise<void> {
    await this.#withFaultReport(null, async () => {
      const mail = await this.#settings.mail();
      const settings = await this.#settings.notifications();
      const planned = await this.#plannedOf(scheduled, plannedAt);
      const notice: RefusalNotice = { state: 'refused', planned, problem, at: this.#clock.now() };
      const isMailed = isRefusalMailed(mail, settings);
      if (isMailed) await this.#insert(notice, 'mail', null);
      const recipients = scheduleRecipients(notice, schedule, isMailed ? settings.mail_recipients : []);
      if (mail.smtp_host !== '' && recipients.length > 0) await this.#insert(notice, 'mail', null, recipients);
    });
  }

  /** Writes a notice about an attempt. Call it in the transaction that changes the attempt, and only once. */
  async recordAttempt(id: number, state: AttemptNotice['state']): Promise<void> {
    await this.#withFaultReport(null, async () => {
      const notice = await attemptNoticeOf(this.#database, id, { state, at: this.#clock.now() });
      const channels = channelsOf(notice, await this.#settings.mail(), await this.#settings.notifications());
      for (const channel of channels) await this.#insert(notice, channel, null);
    });
  }

  async #withFaultReport(job: number | null, write: () => Promise<void>): Promise<void> {
    try {
      await this.#database.transaction(write);
    } catch (error) {
      if (machineFaultOf(error)) throw error;
      this.#onFault(job, error);
    }
  }

  async #insertAll(job: Job, notice: JobNotice): Promise<void> {
    const mail = await this.#settings.mail();
    const settings = await this.#settings.notifications();
    const channels = channelsOf(notice, mail, settings);
    for (const channel of channels) {
      if (channel === 'console' && isReportedByAttempt(job)) continue;
      await this.#insert(notice, channel, matterOf(notice, channel));
    }
    if (mail.smtp_host !== '')
      await this.#insertForSchedule(notice, channels.includes('mail') ? settings.mail_recipients : []);
  }

  /**
   * The recipients of the schedule get an email of their own, so that they and the recipients in the settings do not
   * see each other's addresses.
   */
  async #insertForSchedule(notice: JobNotice, alreadyNotified: readonly string[]): Promise<void> {
    const schedule = await this.#plannedRuns.scheduleOfJob(notice.job);
    const recipients = schedule ? scheduleRecipients(notice, schedule, alreadyNotified) : [];
    if (recipients.length === 0) return;
    const matter = matterOf(notice, 'mail');
    const scheduled = notice.planned ?? { kind: 'query', id: notice.query?.id };
    // A matter of its own for each schedule, because other schedules have other recipients.
    const matterOfSchedule = matter === null ? null : `${matter} ${scheduled.kind} ${scheduled.id}`;
    await this.#insert(notice, 'mail', matterOfSchedule, recipients);
  }

  /**
   * Inserts at most one notice per matter and channel within an hour. Another process may have stored one that is
   * slightly ahead of this clock; one that is further ahead was stored while a clock was wrong.
   */
  async #insert(
    notice: Notice,
    channel: Channel,
    matter: string | null,
    recipients?: readonly string[],
  ): Promise<void> {
    const sql = `INSERT INTO notification (key, channel, state, job_id, matter, recipients, notice, created_at, next_try_at)
      SELECT :key, :channel, :state, :job, CAST(:matter AS TEXT), :recipients, :notice, :now, :nextTryAt
      WHERE CAST(:matter AS TEXT) IS NULL
        OR NOT EXISTS (SELECT 1 FROM notification WHERE matter = CAST(:matter AS TEXT) AND channel = :channel
          AND created_at > :since AND created_at < :until)`;
    const now = this.#clock.now();
    const mustBeSent = channel !== 'console';
    await this.#database.run(sql, {
      key: randomUUID(),
      channel,
      state: mustBeSent ? 'waiting' : 'sent',
      job: 'job' in notice ? notice.job : null,
      matter,
      recipients: recipients ? JSON.stringify(recipients) : null,
      notice: JSON.stringify(notice),
      now,
      nextTryAt: mustBeSent ? now : null,
      since: now - MATTER_WINDOW_MS,
      until: now + MATTER_WINDOW_MS,
    });
  }

  async #noticeOf(job: Job): Promise<JobNotice> {
    const authentication = await this.#database.get<Pick<Tables['authentication'], 'id' | 'name' | 'target'>>(
      'SELECT id, name, target FROM authentication WHERE id = ?',
      [job.authenticationId],
    );
    const topErrors = await this.#database.all<JobNotice['topErrors'][number]>(
      `SELECT code, SUM(records) AS records FROM issue_kind WHERE job_id = ? AND severity = 'error'
        GROUP BY code ORDER BY records DESC, code LIMIT ?`,
      [job.id, TOP_ERRORS],
    );
    const query = await this.#plannedRuns.queryOfJob(job.id);
    const run = query ? undefined : await this.#plannedRuns.scheduledOfJob(job.id);
    return {
      job: job.id,
      state: job.state as JobNotice['state'],
      reason: job.error?.code ?? null,
      records: job.records,
      topErrors,
      testEvent: job.testEvent,
      isSandbox: authentication?.target === 'sandbox',
      authentication: authentication ? { id: authentication.id, name: authentication.name } : null,
      account: job.account,
      startedAt: job.startedAt,
      at: this.#clock.now(),
      ...(query && { query }),
      ...(run && { planned: await this.#plannedOf(run.scheduled, run.plannedAt) }),
    };
  }

  async #plannedOf({ kind, id }: Scheduled, plannedAt: number): Promise<PlannedNotice> {
    if (kind !== 'activation') {
      const name = await this.#database.value<string>(`SELECT name FROM ${kind} WHERE id = ?`, [id]);
      return { kind, id, name: name ?? '', plannedAt };
    }
    const activation = await findActivationPlace(this.#database, id);
    if (!activation) return { kind, id, name: '', plannedAt };
    const { name, parentSegment, segment } = activation;
    return { kind, id, name, plannedAt, segment: { parentSegment, id: segment } };
  }
}
