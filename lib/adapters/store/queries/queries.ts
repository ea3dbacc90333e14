import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryChoice, SavedQuery } from '../../../core/query/saved-query.ts';
import type { Database } from '../database/database.ts';
import { nextUpdate } from '../database/portable-sql.ts';
import type { Schedules } from '../schedules/schedules.ts';
import { type QueryRow, queryOfRow } from './query-row.ts';

/** Saved queries. */
export class Queries {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #schedules: Pick<Schedules, 'find' | 'all'>;

  constructor(database: Database, clock: Clock, schedules: Pick<Schedules, 'find' | 'all'>) {
    this.#database = database;
    this.#clock = clock;
    this.#schedules = schedules;
  }

  /** Throws UserError `query_name_taken`. */
  async create(choice: QueryChoice): Promise<SavedQuery> {
    return this.#database.transaction(async () => {
      await this.#refuseDuplicateName(choice.name);
      const id = await this.#database.value<number>(
        `INSERT INTO query (name, database, engine, sql, authentication_id, export, priority, retry_limit,
            created_at, updated_at)
          VALUES (:name, :database, :engine, :sql, :authentication, :export, :priority, :retryLimit, :now, :now)
          RETURNING id`,
        this.#columnsOf(choice),
      );
      return this.get(id as number);
    });
  }

  /** Each change has a different `updatedAt`. Throws UserError `query_unknown` or `query_name_taken`. */
  async change(id: number, choice: QueryChoice): Promise<SavedQuery> {
    return this.#database.transaction(async () => {
      if ((await this.get(id)).name !== choice.name) await this.#refuseDuplicateName(choice.name);
      await this.#database.run(
        `UPDATE query SET name = :name, database = :database, engine = :engine, sql = :sql,
            authentication_id = :authentication, export = :export, priority = :priority, retry_limit = :retryLimit,
            updated_at = ${nextUpdate()}
          WHERE id = :id`,
        { ...this.#columnsOf(choice), id },
      );
      return this.get(id);
    });
  }

  async list(): Promise<readonly SavedQuery[]> {
    const rows = await this.#database.all<QueryRow>('SELECT * FROM query ORDER BY fold_case(name), id');
    const schedules = await this.#schedules.all('query');
    return rows.map((row) => queryOfRow(row, schedules.get(row.id) ?? null));
  }

  async find(id: number): Promise<SavedQuery | undefined> {
    return this.#queryOf(await this.#database.get<QueryRow>('SELECT * FROM query WHERE id = ?', [id]));
  }

  /** Throws UserError `query_unknown`. */
  async get(id: number): Promise<SavedQuery> {
    const query = await this.find(id);
    if (!query) throw new UserError('query_unknown', { id });
    return query;
  }

  async findByName(name: string): Promise<SavedQuery | undefined> {
    return this.#queryOf(await this.#database.get<QueryRow>('SELECT * FROM query WHERE name = ?', [name]));
  }

  /** Keeps the jobs of the query; deletes its schedule and its planned runs. */
  async delete(id: number): Promise<void> {
    const { changes } = await this.#database.run('DELETE FROM query WHERE id = ?', [id]);
    if (changes === 0) throw new UserError('query_unknown', { id });
  }

  async #queryOf(row: QueryRow | undefined): Promise<SavedQuery | undefined> {
    return row && queryOfRow(row, await this.#schedules.find({ kind: 'query', id: row.id }));
  }

  #columnsOf({ name, database, engine, sql, export: queryExport, priority, retryLimit }: QueryChoice) {
    // The authentication has a column of its own, so that an authentication that is in use can be found.
    const { authentication = null, ...exportWithoutAuthentication } = queryExport ?? {};
    return {
      name,
      database,
      engine,
      sql,
      authentication,
      export: queryExport === null ? null : JSON.stringify(exportWithoutAuthentication),
      priority,
      retryLimit,
      now: this.#clock.now(),
    };
  }

  async #refuseDuplicateName(name: string): Promise<void> {
    if (await this.findByName(name)) throw new UserError('query_name_taken', { name }, { field: 'name' });
  }
}
