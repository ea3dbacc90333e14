import type { Clock } from '../../../core/clock.ts';
import {
  type AttemptNotice,
  type DueNotice,
  type JobNotice,
  LONGEST_RETRY_MS,
  type Notice,
  type NotificationReport,
  type SendResult,
  type SentChannel,
} from '../../../core/notification/notification.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';

/**
 * How long a claimed notice belongs to its process: longer than one try to send it takes. Afterwards, another process
 * tries again.
 */
const CLAIM_MS = 2 * 60 * 1000;

type NotificationRow = Row<'notification', { channel: SentChannel; state: NotificationReport['state'] }>;

/**
 * Selects the id of the notice that has been due the longest. A next try later than `:latest` was planned while the
 * clock was ahead, so it is due, too.
 */
const DUE = `SELECT id FROM notification WHERE channel = :channel AND state = 'waiting'
    AND (next_try_at <= :now OR next_try_at > :latest)
  ORDER BY next_try_at, id LIMIT 1`;

/**
 * The outbox of notices about jobs, planned runs and attempts, from `notice-writer.ts` until they are sent or given up.
 */
export class Outbox {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Claims the notice that has been due the longest; only one process gets it. Clears its problem while it is being
   * sent, which distinguishes it from a notice that waits after a failed try.
   */
  async take(channel: SentChannel): Promise<DueNotice | undefined> {
    const now = this.#clock.now();
    const due = { channel, now, latest: now + LONGEST_RETRY_MS };
    // Usually there is none, so nothing is locked.
    if ((await this.#database.get(DUE, due)) === undefined) return undefined;
    const row = await this.#database.get<NotificationRow>(
      `UPDATE notification SET tries = tries + 1, last_try_at = :now, next_try_at = :now + :claimMs, problem = NULL
        WHERE id = (${DUE}) RETURNING *`,
      { ...due, claimMs: CLAIM_MS },
    );
    return row && dueOfRow(row);
  }

  /** Returns a notice that was not sent, unless another process has claimed it since. */
  async putBack({ id, tries }: DueNotice): Promise<void> {
    await this.#database.run(
      `UPDATE notification SET tries = tries - 1, next_try_at = ? WHERE id = ? AND state = 'waiting' AND tries = ?`,
      [this.#clock.now(), id, tries],
    );
  }

  /**
   * Records the result of a try. A failure without `pauseMs` is final. If the try outlasted its claim, and another try
   * followed, only a success is recorded, because a sent notice must not be sent again.
   */
  async record({ id, tries }: DueNotice, result: SendResult, pauseMs: number | undefined): Promise<void> {
    const willRetry = !result.ok && pauseMs !== undefined;
    const stateOfFailure = willRetry ? 'waiting' : 'given_up';
    await this.#database.run(
      `UPDATE notification SET state = :state, next_try_at = :nextTryAt, problem = :problem
        WHERE id = :id AND state = 'waiting' AND (tries = :tries OR :isSent = 1)`,
      {
        id,
        tries,
        isSent: Number(result.ok),
        state: result.ok ? 'sent' : stateOfFailure,
        nextTryAt: willRetry ? this.#clock.now() + pauseMs : null,
        problem: result.code === undefined ? null : JSON.stringify({ code: result.code, params: result.params }),
      },
    );
  }

  /** Retries waiting notices immediately, except those being sent, because the settings have changed. */
  async retryNow(channel: SentChannel): Promise<void> {
    await this.#database.run(
      `UPDATE notification SET next_try_at = ?
        WHERE channel = ? AND state = 'waiting' AND (tries = 0 OR problem IS NOT NULL)`,
      [this.#clock.now(), channel],
    );
  }

  /** The newest notices of mail and webhook. */
  async list(limit: number): Promise<readonly NotificationReport[]> {
    const rows = await this.#database.all<NotificationRow>(
      `SELECT * FROM notification WHERE channel <> 'console' ORDER BY id DESC LIMIT ?`,
      [limit],
    );
    return rows.map(reportOfRow);
  }

  /** Number of notices waiting to be sent. */
  async countWaiting(): Promise<number> {
    return Number(await this.#database.value(`SELECT COUNT(*) FROM notification WHERE state = 'waiting'`));
  }

  /**
   * The newest notices for the pages after the notice `id`, oldest first, and the next cursor. `channel || ''` keeps
   * SQLite from using the index of channels, because few notices are new, and the index of ids finds them faster.
   */
  async after(
    id: number,
    limit: number,
  ): Promise<{ readonly cursor: number; readonly notices: readonly (JobNotice | AttemptNotice)[] }> {
    const rows = await this.#database.all<Pick<NotificationRow, 'id' | 'notice'>>(
      `SELECT id, notice FROM notification WHERE channel || '' = 'console' AND id > ? ORDER BY id DESC LIMIT ?`,
      [id, limit],
    );
    const notices = rows.toReversed().map(({ notice }) => JSON.parse(notice) as JobNotice | AttemptNotice);
    return { cursor: rows[0]?.id ?? id, notices };
  }

  /** The id of the newest notice; 0 if there is none. */
  async newestId(): Promise<number> {
    return Number(await this.#database.value('SELECT COALESCE(MAX(id), 0) FROM notification'));
  }

  /** Number of further jobs that are paused for the same reason as the notice's job, with the same authentication. */
  async countPausedAlike({ job, reason, authentication }: JobNotice): Promise<number> {
    const sql = `SELECT COUNT(*) FROM job WHERE state = 'paused' AND error_code = ? AND authentication_id = ? AND id <> ?`;
    return Number(await this.#database.value(sql, [reason, authentication?.id ?? null, job]));
  }

  async sweep(before: number): Promise<void> {
    await this.#database.run(`DELETE FROM notification WHERE state <> 'waiting' AND created_at < ?`, [before]);
  }
}

function dueOfRow({ id, key, created_at: createdAt, tries, notice, recipients }: NotificationRow): DueNotice {
  return {
    id,
    key,
    createdAt,
    tries,
    notice: JSON.parse(notice) as Notice,
    recipients: recipients === null ? undefined : (JSON.parse(recipients) as string[]),
  };
}

function reportOfRow(row: NotificationRow): NotificationReport {
  const { id, channel, state, job_id: job, created_at: createdAt, tries } = row;
  const notice = JSON.parse(row.notice) as Notice;
  return {
    id,
    channel,
    state,
    job,
    createdAt,
    tries,
    jobState: notice.state,
    attempt: 'attempt' in notice ? { id: notice.attempt, workflow: notice.workflow.name } : null,
    planned: notice.state === 'refused' ? notice.planned : null,
    lastTryAt: row.last_try_at,
    nextTryAt: row.next_try_at,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as NotificationReport['problem']),
  };
}
