import { UserError } from '../../core/errors.ts';
import type { TrinoSql } from '../../core/sql/trino-sql.ts';
import type { TrinoConnection } from './connection.ts';
import { faultOf } from './fault.ts';
import type { TrinoColumn, TrinoPage } from './page.ts';

export interface TrinoQuery {
  readonly sql: TrinoSql;
  readonly schema: string | undefined;
  readonly signal: AbortSignal;
}

type Records = NonNullable<TrinoPage['data']>;

/**
 * A running query on a Trino server. Disposing it before its last page stops the query. Throws UserErrors of the query,
 * and the signal's reason.
 */
export class TrinoStatement implements AsyncDisposable {
  readonly #connection: TrinoConnection;
  readonly #query: TrinoQuery;
  #page: TrinoPage;

  private constructor(connection: TrinoConnection, query: TrinoQuery, page: TrinoPage) {
    this.#connection = connection;
    this.#query = query;
    this.#page = page;
  }

  static async begin(connection: TrinoConnection, query: TrinoQuery): Promise<TrinoStatement> {
    const page = await connection.begin(query.sql.text, query.schema, query.signal);
    return new TrinoStatement(connection, query, page);
  }

  /** The columns, as soon as they are known. */
  async columns(): Promise<readonly TrinoColumn[]> {
    for (;;) {
      this.#refuseFailed();
      if (this.#page.columns) return this.#page.columns;
      if (!(await this.#advance())) throw new UserError('query_only_select');
    }
  }

  /** The records, page by page. Pages are fetched on demand. */
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

  /** Releases the records before the next page is fetched. */
  #takeRecords(): Records {
    const { data, ...page } = this.#page;
    this.#page = page;
    return data ?? [];
  }

  /** Fetches the next page; false if the current page is the last one. */
  async #advance(): Promise<boolean> {
    const { signal } = this.#query;
    signal.throwIfAborted();
    const { nextUri } = this.#page;
    if (!nextUri) return false;
    this.#page = await this.#connection.page(nextUri, signal);
    return true;
  }

  #refuseFailed(): void {
    const { error, id } = this.#page;
    if (error) throw faultOf(error, this.#query.sql, id);
  }
}
