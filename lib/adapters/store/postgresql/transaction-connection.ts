import type { PoolClient, QueryResult } from 'pg';
import { type BoundStatement, query } from './client.ts';

/** A connection in a transaction. */
export class TransactionConnection {
  readonly #client: PoolClient;
  readonly #onIdle: () => void;
  /** The number of statements whose result has not arrived. */
  #unanswered = 0;
  #isEnding = false;

  /**
   * `onIdle` is called when no statement is being executed and none follows immediately, which means that the work
   * awaits something other than the database.
   */
  constructor(client: PoolClient, onIdle: () => void) {
    this.#client = client;
    this.#onIdle = onIdle;
  }

  async query(statement: BoundStatement): Promise<QueryResult> {
    // After the end of the transaction, the statement would be a transaction of its own.
    if (this.#isEnding) throw new Error('the transaction has already ended');
    return this.#send(statement);
  }

  /**
   * Sends a statement without waiting for it. It can fail only if an earlier statement or the connection failed, in
   * which case the transaction cannot commit.
   */
  queryAhead(statement: string): void {
    this.query(statement).catch(() => {});
  }

  /** Sends COMMIT or ROLLBACK, and refuses every later statement but a ROLLBACK. */
  end(statement: 'COMMIT' | 'ROLLBACK'): Promise<QueryResult> {
    this.#isEnding = true;
    return this.#send(statement);
  }

  async #send(statement: BoundStatement): Promise<QueryResult> {
    this.#unanswered += 1;
    try {
      return await query(this.#client, statement);
    } finally {
      this.#unanswered -= 1;
      this.expectStatement();
    }
  }

  /**
   * Calls `onIdle` unless a statement follows. Work that awaits only the database sends its next statement, or ends,
   * before the event loop's next setImmediate.
   */
  expectStatement(): void {
    setImmediate(() => {
      if (this.#unanswered === 0) this.#onIdle();
    });
  }
}
