import type { Database } from 'better-sqlite3';

/** A request that its sender may repeat. */
export interface RepeatableRequest {
  readonly apiKey: number;
  readonly idempotencyKey: string;
}

/** What is known of a request under a key that came before. */
export interface EarlierRequest {
  readonly owner: string;
  /** Null while it was not answered. */
  readonly answered: { readonly fingerprint: string; readonly status: number; readonly answer: string } | null;
}

interface RequestRow {
  readonly owner: string;
  readonly fingerprint: string | null;
  readonly status: number | null;
  readonly answer: string | null;
}

const DAY = 24 * 60 * 60 * 1000;
/** Longer than anybody has to rely on. */
const KEPT_MS = 2 * DAY;

/** Requests with an Idempotency-Key, and their answers. */
export class SqliteApiRequests {
  readonly #database: Database;
  readonly #clock: { now(): number };

  constructor(database: Database, clock: { now(): number }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Takes the key for a request that is about to be answered; what came under it before, where it is taken. */
  begin({ apiKey, idempotencyKey }: RepeatableRequest, owner: string): EarlierRequest | undefined {
    const now = this.#clock.now();
    this.#database.prepare('DELETE FROM api_request WHERE created_at < ?').run(now - KEPT_MS);
    const { changes } = this.#database
      .prepare(
        `INSERT INTO api_request (api_key_id, idempotency_key, owner, created_at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .run(apiKey, idempotencyKey, owner, now);
    return changes === 1 ? undefined : this.#find(apiKey, idempotencyKey);
  }

  keep(
    { apiKey, idempotencyKey }: RepeatableRequest,
    { fingerprint, status, answer }: NonNullable<EarlierRequest['answered']>,
  ): void {
    this.#database
      .prepare(
        `UPDATE api_request SET fingerprint = ?, status = ?, answer = ?
         WHERE api_key_id = ? AND idempotency_key = ?`,
      )
      .run(fingerprint, status, answer, apiKey, idempotencyKey);
  }

  /** Nothing was done: the same key may be used for another try. */
  forget({ apiKey, idempotencyKey }: RepeatableRequest): void {
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
