import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { Tables } from '../database/tables.ts';

/** A request with an Idempotency-Key. */
export interface IdempotentRequest {
  readonly apiKey: number;
  readonly idempotencyKey: string;
}

/** An earlier request with the same key. */
export interface EarlierRequest {
  readonly owner: string;
  /** Null while the request has no response. */
  readonly answered: { readonly fingerprint: string; readonly status: number; readonly answer: string } | null;
}

type RequestRow = Pick<Tables['api_request'], 'owner' | 'fingerprint' | 'status' | 'answer'>;

const DAY = 24 * 60 * 60 * 1000;
/** Longer than documented. */
const RETENTION_MS = 2 * DAY;

/** Requests with an Idempotency-Key, and their responses. */
export class SqliteApiRequests {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Reserves the key for a request, or returns the earlier request with that key. */
  begin({ apiKey, idempotencyKey }: IdempotentRequest, owner: string): EarlierRequest | undefined {
    const now = this.#clock.now();
    this.#database.prepare('DELETE FROM api_request WHERE created_at < ?').run(now - RETENTION_MS);
    const { changes } = this.#database
      .prepare(
        `INSERT INTO api_request (api_key_id, idempotency_key, owner, created_at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .run(apiKey, idempotencyKey, owner, now);
    return changes === 1 ? undefined : this.#find(apiKey, idempotencyKey);
  }

  keep(
    { apiKey, idempotencyKey }: IdempotentRequest,
    { fingerprint, status, answer }: NonNullable<EarlierRequest['answered']>,
  ): void {
    this.#database
      .prepare(
        `UPDATE api_request SET fingerprint = ?, status = ?, answer = ?
         WHERE api_key_id = ? AND idempotency_key = ?`,
      )
      .run(fingerprint, status, answer, apiKey, idempotencyKey);
  }

  /** Releases the key of a request that had no effect, so that it can be retried. */
  forget({ apiKey, idempotencyKey }: IdempotentRequest): void {
    this.#database
      .prepare('DELETE FROM api_request WHERE api_key_id = ? AND idempotency_key = ?')
      .run(apiKey, idempotencyKey);
  }

  #find(apiKey: number, idempotencyKey: string): EarlierRequest | undefined {
    const row = this.#database
      .prepare('SELECT * FROM api_request WHERE api_key_id = ? AND idempotency_key = ?')
      .get(apiKey, idempotencyKey) as RequestRow | undefined;
    if (!row) return undefined;
    const { owner, fingerprint, status, answer } = row;
    const isAnswered = fingerprint !== null && status !== null && answer !== null;
    return { owner, answered: isAnswered ? { fingerprint, status, answer } : null };
  }
}
