import type { Database } from 'better-sqlite3';
import type { Delivery, DeliveryReport, JobNotice, SentChannel } from '../../../core/notification/notification.ts';
import { retryWhileBusy } from '../database/when-free.ts';

/** How long whoever takes a notice has it for itself. A try takes less; one that died on it is followed by another. */
const TRY_MS = 2 * 60 * 1000;

/** A notice that somebody has taken to send it. */
export interface DueNotice {
  readonly id: number;
  readonly key: string;
  readonly createdAt: number;
  readonly tries: number;
  readonly notice: JobNotice;
  /** Who gets the mail; undefined: those whom the settings name. */
  readonly recipients: readonly string[] | undefined;
}

interface NotificationRow {
  readonly id: number;
  readonly key: string;
  readonly channel: SentChannel;
  readonly state: DeliveryReport['state'];
  readonly job_id: number;
  readonly notice: string;
  readonly recipients: string | null;
  readonly created_at: number;
  readonly tries: number;
  readonly last_try_at: number | null;
  readonly next_try_at: number | null;
  readonly problem: string | null;
}

/** What is to be told of jobs, once `notice-writer.ts` has noted it, until it was sent or given up. */
export class SqliteOutbox {
  readonly #database: Database;
  readonly #clock: { now(): number };

  constructor(database: Database, clock: { now(): number }) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Takes the notice that has been due for longest; of several processes one gets it. While it is being sent, no problem is
   * noted of it: by that it is told from one that waits after a try that failed.
   */
  take(channel: SentChannel): DueNotice | undefined {
    const now = this.#clock.now();
    const row = this.#database
      .prepare(
        `UPDATE notification SET tries = tries + 1, last_try_at = :now, next_try_at = :now + :lease, problem = NULL
         WHERE id = (SELECT id FROM notification WHERE channel = :channel AND state = 'waiting' AND next_try_at <= :now
                     ORDER BY next_try_at, id LIMIT 1)
         RETURNING *`,
      )
      .get({ channel, now, lease: TRY_MS }) as NotificationRow | undefined;
    return row && dueOfRow(row);
  }

  /** Nobody got to know: as if it had not been taken, unless somebody else has taken it since. */
  putBack({ id, tries }: DueNotice): Promise<void> {
    return this.#note(
      `UPDATE notification SET tries = tries - 1, next_try_at = ? WHERE id = ? AND state = 'waiting' AND tries = ?`,
      [this.#clock.now(), id, tries],
    );
  }

  /**
   * What came of a try. Without a pause a failed one was the last. Of a try that took longer than it had, so that another
   * one followed, only success counts: what has arrived is not to be sent again.
   */
  record({ id, tries }: DueNotice, delivery: Delivery, pause: number | undefined): Promise<void> {
    const again = !delivery.ok && pause !== undefined;
    return this.#note(
      `UPDATE notification SET state = ?, next_try_at = ?, problem = ?
       WHERE id = ? AND state = 'waiting' AND (tries = ? OR ?)`,
      [
        ...[delivery.ok ? 'sent' : again ? 'waiting' : 'given_up', again ? this.#clock.now() + pause : null],
        delivery.code === undefined ? null : JSON.stringify({ code: delivery.code, params: delivery.params }),
        ...[id, tries, Number(delivery.ok)],
      ],
    );
  }

  /** The settings have changed: what waits has its next try at once, but for what is being sent at this moment. */
  hurry(channel: SentChannel): void {
    this.#database
      .prepare(
        `UPDATE notification SET next_try_at = ?
         WHERE channel = ? AND state = 'waiting' AND (tries = 0 OR problem IS NOT NULL)`,
      )
      .run(this.#clock.now(), channel);
  }

  /** A note that got lost would send a notice once more. */
  #note(sql: string, values: readonly (string | number | null)[]): Promise<void> {
    return retryWhileBusy(() => {
      this.#database.prepare(sql).run(...values);
    });
  }

  /** The newest ones that were or are to be sent. */
  list(limit: number): readonly DeliveryReport[] {
    const rows = this.#database
      .prepare(`SELECT * FROM notification WHERE channel <> 'console' ORDER BY id DESC LIMIT ?`)
      .all(limit) as NotificationRow[];
    return rows.map(reportOfRow);
  }

  /** How many wait to be sent, so that the state of the way can be told. */
  waiting(): number {
    return Number(this.#database.prepare(`SELECT COUNT(*) FROM notification WHERE state = 'waiting'`).pluck().get());
  }

  /** What the pages have not shown yet, oldest first, and where to go on. The + keeps SQLite to the ids: few are new. */
  after(id: number, limit: number): { readonly cursor: number; readonly notices: readonly JobNotice[] } {
    const rows = this.#database
      .prepare(`SELECT id, notice FROM notification WHERE +channel = 'console' AND id > ? ORDER BY id DESC LIMIT ?`)
      .all(id, limit) as Pick<NotificationRow, 'id' | 'notice'>[];
    return { cursor: rows[0]?.id ?? id, notices: rows.reverse().map(({ notice }) => JSON.parse(notice) as JobNotice) };
  }

  newest(): number {
    return Number(this.#database.prepare('SELECT COALESCE(MAX(id), 0) FROM notification').pluck().get());
  }

  /** Other jobs that wait for the same thing as this one. */
  alikePaused({ job, reason, authentication }: JobNotice): number {
    const sql = `SELECT COUNT(*) FROM job WHERE state = 'paused' AND error_code = ? AND authentication_id = ? AND id <> ?`;
    return Number(
      this.#database
        .prepare(sql)
        .pluck()
        .get(reason, authentication?.id ?? null, job),
    );
  }

  sweep(before: number): void {
    this.#database.prepare(`DELETE FROM notification WHERE state <> 'waiting' AND created_at < ?`).run(before);
  }
}

function dueOfRow({ id, key, created_at: createdAt, tries, notice, recipients }: NotificationRow): DueNotice {
  return {
    ...{ id, key, createdAt, tries, notice: JSON.parse(notice) as JobNotice },
    recipients: recipients === null ? undefined : (JSON.parse(recipients) as string[]),
  };
}

function reportOfRow(row: NotificationRow): DeliveryReport {
  const { id, channel, state, job_id: job, created_at: createdAt, tries } = row;
  return {
    ...{ id, channel, state, job, createdAt, tries },
    jobState: (JSON.parse(row.notice) as JobNotice).state,
    lastTryAt: row.last_try_at,
    nextTryAt: row.next_try_at,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as DeliveryReport['problem']),
  };
}
