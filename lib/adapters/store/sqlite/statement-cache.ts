import type { Statement } from 'better-sqlite3';

/** The number of distinct SQL texts is unbounded: some contain filters and ids. */
const MAX_STATEMENTS = 500;

/** An LRU cache of prepared statements by SQL text. */
export class StatementCache {
  readonly #prepare: (sql: string) => Statement;
  readonly #statements = new Map<string, Statement>();

  constructor(prepare: (sql: string) => Statement) {
    this.#prepare = prepare;
  }

  get(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > MAX_STATEMENTS) this.#deleteOldest();
    return statement;
  }

  #deleteOldest(): void {
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined) this.#statements.delete(oldest);
  }
}
