import { UserError } from '../../core/errors.ts';
import type { TrinoSql } from '../../core/sql/trino-sql.ts';
import type { TrinoConnection } from './connection.ts';
import { faultOf } from './fault.ts';
import type { TrinoColumn, TrinoPage } from './page.ts';

/** What is asked of a Trino. */
export interface TrinoAsked {
  readonly sql: TrinoSql;
  readonly schema: string | undefined;
  readonly signal: AbortSignal;
}

type Records = NonNullable<TrinoPage['data']>;

/**
 * A query on a Trino, from its beginning on. Whoever leaves it before its last page has it stopped there. Throws UserErrors
 * of the query, and what the signal throws.
 */
export class TrinoStatement implements AsyncDisposable {
  readonly #connection: TrinoConnection;
  readonly #asked: TrinoAsked;
  #page: TrinoPage;

  private constructor(connection: TrinoConnection, asked: TrinoAsked, page: TrinoPage) {
    this.#connection = connection;
    this.#asked = asked;
    this.#page = page;
  }

  static async begin(connection: TrinoConnection, asked: TrinoAsked): Promise<TrinoStatement> {
    const page = await connection.begin(asked.sql.text, asked.schema, asked.signal);
    return new TrinoStatement(connection, asked, page);
  }

  /** Its columns, as soon as they are known. */
  async columns(): Promise<readonly TrinoColumn[]> {
    for (;;) {
      this.#refuseFailed();
      if (this.#page.columns) return this.#page.columns;
      if (!(await this.#advance())) throw new UserError('query_only_select');
    }
  }

  /** Its records, a page at a time: the next one is asked for when it is wanted. */
  async *pages(): AsyncGenerator<Records> {
    do {
      this.#refuseFailed();
      const records = this.#takeRecords();
      if (records.length > 0) yield records;
    } while (await this.#advance());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { nextUri } = this.#page;
    if (nextUri) await this.#connection.cancel(nextUri);
  }

  /** They are not kept while the next ones come. */
  #takeRecords(): Records {
    const { data, ...page } = this.#page;
    this.#page = page;
    return data ?? [];
  }

  /** False where there is no page behind this one. */
  async #advance(): Promise<boolean> {
    const { signal } = this.#asked;
    signal.throwIfAborted();
    const { nextUri } = this.#page;
    if (!nextUri) return false;
    this.#page = await this.#connection.page(nextUri, signal);
    return true;
  }

  #refuseFailed(): void {
    const { error, id } = this.#page;
    if (error) throw faultOf(error, this.#asked.sql, id);
  }
}
