import type { Statement } from 'better-sqlite3';

/** Some texts contain filters and ids, so their number has no limit. */
const MAX_STATEMENTS = 500;

/** Prepared statements by their text; the least recently used one makes room for a new one. */
export class StatementCache {
  readonly #prepare: (sql: string) => Statement;
  readonly #known = new Map<string, Statement>();

  constructor(prepare: (sql: string) => Statement) {
    this.#prepare = prepare;
  }

  get(sql: string): Statement {
    const statement = this.#known.get(sql) ?? this.#prepare(sql);
    this.#known.delete(sql);
    this.#known.set(sql, statement);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_STATEMENTS && oldest !== undefined) this.#known.delete(oldest);
    return statement;
  }
}
