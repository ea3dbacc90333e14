import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryChoice, SavedQuery } from '../../../core/query/saved-query.ts';
import type { SqliteSchedules } from '../schedules/schedules.ts';
import { type QueryRow, queryOfRow } from './query-row.ts';

/** Saved queries. */
export class SqliteQueries {
  readonly #database: Database;
  readonly #clock: Clock;

  readonly #schedules: Pick<SqliteSchedules, 'find' | 'all'>;

  constructor(database: Database, clock: Clock, schedules: Pick<SqliteSchedules, 'find' | 'all'>) {
    this.#database = database;
    this.#clock = clock;
    this.#schedules = schedules;
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
    const rows = this.#database.prepare('SELECT * FROM query ORDER BY name COLLATE NOCASE, id').all() as QueryRow[];
    const schedules = this.#schedules.all('query');
    return rows.map((row) => queryOfRow(row, schedules.get(row.id) ?? null));
  }

  find(id: number): SavedQuery | undefined {
    return this.#queryOf(this.#database.prepare('SELECT * FROM query WHERE id = ?').get(id));
  }

  /** Throws UserError `query_unknown`. */
  get(id: number): SavedQuery {
    const query = this.find(id);
    if (!query) throw new UserError('query_unknown', { id });
    return query;
  }

  findByName(name: string): SavedQuery | undefined {
    return this.#queryOf(this.#database.prepare('SELECT * FROM query WHERE name = ?').get(name));
  }

  /** Keeps its jobs; deletes its planned runs. */
  delete(id: number): void {
    const { changes } = this.#database.prepare('DELETE FROM query WHERE id = ?').run(id);
    if (changes === 0) throw new UserError('query_unknown', { id });
  }

  #queryOf(found: unknown): SavedQuery | undefined {
    const row = found as QueryRow | undefined;
    return row && queryOfRow(row, this.#schedules.find({ kind: 'query', id: row.id }));
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
