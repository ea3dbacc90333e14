import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryChoice, SavedQuery } from '../../../core/query/saved-query.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import { columnsOfSchedule, type QueryRow, queryOfRow } from './query-row.ts';

const SELECT = `SELECT query.*, schedule.* FROM query LEFT JOIN schedule ON schedule.query_id = query.id`;

/** Saved queries and their schedules. */
export class SqliteQueries {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Throws UserError `query_name_taken`. */
  create(choice: QueryChoice): SavedQuery {
    const insert = this.#database.prepare(
      `INSERT INTO query (name, database, engine, sql, authentication_id, export, priority, retry_limit, created_at, updated_at)
       VALUES (:name, :database, :engine, :sql, :authentication, :export, :priority, :retryLimit, :now, :now) RETURNING id`,
    );
    const create = this.#database.transaction(() => {
      this.#refuseDuplicateName(choice.name);
      return (insert.get(this.#columnsOf(choice)) as { id: number }).id;
    });
    return this.get(create.immediate());
  }

  /** Throws UserError `query_unknown` or `query_name_taken`. */
  change(id: number, choice: QueryChoice): SavedQuery {
    const change = this.#database.transaction(() => {
      if (this.get(id).name !== choice.name) this.#refuseDuplicateName(choice.name);
      this.#database
        .prepare(
          `UPDATE query SET name = :name, database = :database, engine = :engine, sql = :sql,
             authentication_id = :authentication, export = :export, priority = :priority, retry_limit = :retryLimit,
             updated_at = :now
           WHERE id = :id`,
        )
        .run({ ...this.#columnsOf(choice), id });
      return this.get(id);
    });
    return change.immediate();
  }

  list(): readonly SavedQuery[] {
    return (this.#database.prepare(`${SELECT} ORDER BY query.name COLLATE NOCASE, query.id`).all() as QueryRow[]).map(
      queryOfRow,
    );
  }

  find(id: number): SavedQuery | undefined {
    const row = this.#database.prepare(`${SELECT} WHERE query.id = ?`).get(id);
    return row === undefined ? undefined : queryOfRow(row as QueryRow);
  }

  /** Throws UserError `query_unknown`. */
  get(id: number): SavedQuery {
    const query = this.find(id);
    if (!query) throw new UserError('query_unknown', { id });
    return query;
  }

  findByName(name: string): SavedQuery | undefined {
    const row = this.#database.prepare(`${SELECT} WHERE query.name = ?`).get(name);
    return row === undefined ? undefined : queryOfRow(row as QueryRow);
  }

  /** Keeps its jobs; deletes its planned runs. */
  delete(id: number): void {
    const { changes } = this.#database.prepare('DELETE FROM query WHERE id = ?').run(id);
    if (changes === 0) throw new UserError('query_unknown', { id });
  }

  /** Replaces or removes the schedule of a query. */
  setSchedule(id: number, schedule: Schedule | null): void {
    if (schedule === null) {
      this.#database.prepare('DELETE FROM schedule WHERE query_id = ?').run(id);
      return;
    }
    this.#database
      .prepare(
        `INSERT INTO schedule (query_id, cron, time_zone, delay_seconds, is_paused, missed, overlap, recipients,
           mail_success, mail_failure, next_at)
         VALUES (:id, :cron, :timeZone, :delaySeconds, :isPaused, :missed, :overlap, :recipients, :mailSuccess,
           :mailFailure, :nextAt)
         ON CONFLICT (query_id) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone,
           delay_seconds = excluded.delay_seconds, is_paused = excluded.is_paused, missed = excluded.missed,
           overlap = excluded.overlap, recipients = excluded.recipients, mail_success = excluded.mail_success,
           mail_failure = excluded.mail_failure, next_at = excluded.next_at`,
      )
      .run({ ...columnsOfSchedule(schedule), id, nextAt: schedule.nextAt });
  }

  #columnsOf({ name, database, engine, sql, export: target, priority, retryLimit }: QueryChoice) {
    const { authentication = null, ...rest } = target ?? {};
    return {
      ...{ name, database, engine, sql, authentication, priority, retryLimit, now: this.#clock.now() },
      export: target === null ? null : JSON.stringify(rest),
    };
  }

  #refuseDuplicateName(name: string): void {
    if (this.findByName(name)) throw new UserError('query_name_taken', { name }, { field: 'name' });
  }
}
