import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Job } from '../../core/job.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';
import { channelsOf, isNews, type JobNotice, MATTER_REST_MS, matterOf } from '../../core/notification.ts';
import type { SqliteSettings } from './settings.ts';

const TOP_ERRORS = 5;

export interface NoticeWriterOptions {
  readonly database: Database;
  readonly clock: { now(): number };
  readonly settings: Pick<SqliteSettings, 'mail' | 'notifications'>;
  /** Hears of a notice that could not be written. */
  readonly onFault: (job: number, error: unknown) => void;
}

/** Puts into the outbox what is to be told of jobs. */
export class NoticeWriter {
  readonly #database: Database;
  readonly #clock: { now(): number };
  readonly #settings: NoticeWriterOptions['settings'];
  readonly #onFault: NoticeWriterOptions['onFault'];

  constructor({ database, clock, settings, onFault }: NoticeWriterOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#settings = settings;
    this.#onFault = onFault;
  }

  /**
   * Notes how a job stands, where that is news. To be called in the transaction that made it so. A fault of our own is
   * no reason to leave a job without its end; one of the machine takes the transaction with it, as everywhere.
   */
  note(job: Job): void {
    if (!isNews(job)) return;
    try {
      this.#database.transaction(() => this.#noteAll(this.#noticeOf(job)))();
    } catch (error) {
      if (machineFaultOf(error) || !this.#database.inTransaction) throw error;
      this.#onFault(job.id, error);
    }
  }

  #noteAll(notice: JobNotice): void {
    const insert = this.#database.prepare(
      `INSERT INTO notification (key, channel, state, job_id, matter, notice, created_at, next_try_at)
       SELECT :key, :channel, :state, :job, :matter, :notice, :now, :next
       WHERE :matter IS NULL
         OR NOT EXISTS (SELECT 1 FROM notification WHERE matter = :matter AND channel = :channel AND created_at > :since)`,
    );
    const now = this.#clock.now();
    for (const channel of channelsOf(notice, this.#settings.mail(), this.#settings.notifications())) {
      const isSent = channel !== 'console';
      insert.run({
        ...{ key: randomUUID(), channel, job: notice.job, matter: matterOf(notice, channel), now },
        ...{ state: isSent ? 'waiting' : 'sent', next: isSent ? now : null, since: now - MATTER_REST_MS },
        notice: JSON.stringify(notice),
      });
    }
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
    return {
      ...{ job: job.id, state: job.state as JobNotice['state'], reason: job.error?.code ?? null },
      ...{ records: job.records, topErrors, testEvent: job.testEvent, isSandbox: authentication?.target === 'sandbox' },
      ...{
        authentication: authentication ? { id: authentication.id, name: authentication.name } : null,
        account: job.account,
        startedAt: job.startedAt,
        at: this.#clock.now(),
      },
    };
  }
}
