import type { Clock } from '../../../core/clock.ts';
import { expiredBefore } from '../../../core/lease.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { isAbandoned } from '../workers/workers.ts';

/** A request with an Idempotency-Key. */
export interface IdempotentRequest {
  readonly apiKey: number;
  readonly idempotencyKey: string;
}

/** An earlier request with the same Idempotency-Key. */
export interface EarlierRequest {
  /** Whether its process may still be working on the request. */
  readonly isRunning: boolean;
  /** The response to the earlier request; null while there is none. */
  readonly response: (StoredResponse & { isOfRequest(fingerprint: string): boolean }) | null;
}

interface StoredResponse {
  readonly status: number;
  readonly answer: string;
}

type RequestRow = Pick<Tables['api_request'], 'owner' | 'lease_until' | 'fingerprint' | 'status' | 'answer'>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long responses are kept; longer than documented. */
const RETENTION_MS = 2 * DAY_MS;
/** A process that has not renewed a request for this long is taken for dead. */
const LEASE_MS = 10_000;

/**
 * Requests with an Idempotency-Key, and their responses. A fingerprint is stored only as a digest keyed by the key
 * file, because an input may be short enough to be found by trying all values, such as a PIN or a phone number.
 */
export class ApiRequests {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #box: Pick<SecretBox, 'fingerprint' | 'fingerprints'>;
  /** Requests that this process is working on, even if it fails to renew them. */
  readonly #inProgress = new Set<string>();

  constructor(database: Database, clock: Clock, box: Pick<SecretBox, 'fingerprint' | 'fingerprints'>) {
    this.#database = database;
    this.#clock = clock;
    this.#box = box;
  }

  /** Reserves the Idempotency-Key for a request, or returns the earlier request with the same key. */
  async begin(request: IdempotentRequest, owner: string): Promise<EarlierRequest | undefined> {
    const { apiKey, idempotencyKey } = request;
    const earlier = await this.#database.transaction(async () => {
      await this.sweep();
      const now = this.#clock.now();
      const { changes } = await this.#database.run(
        `INSERT INTO api_request (api_key_id, idempotency_key, owner, created_at, lease_until) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING`,
        [apiKey, idempotencyKey, owner, now, now + LEASE_MS],
      );
      return changes === 1 ? undefined : await this.#find(request, owner);
    });
    if (!earlier) this.#inProgress.add(keyOf(request));
    return earlier;
  }

  /**
   * Call when work on the request has ended. Unless a response is stored or the key is released, repeats of the request
   * are refused from then on.
   */
  end(request: IdempotentRequest): void {
    this.#inProgress.delete(keyOf(request));
  }

  /** Deletes requests and responses past their retention period. */
  async sweep(): Promise<void> {
    await this.#database.run('DELETE FROM api_request WHERE created_at < ?', [this.#clock.now() - RETENTION_MS]);
  }

  /** Call every few seconds while the request is being worked on. */
  async renew({ apiKey, idempotencyKey }: IdempotentRequest): Promise<void> {
    await this.#database.run(
      'UPDATE api_request SET lease_until = ? WHERE api_key_id = ? AND idempotency_key = ? AND status IS NULL',
      [this.#clock.now() + LEASE_MS, apiKey, idempotencyKey],
    );
  }

  async storeAnswer(
    { apiKey, idempotencyKey }: IdempotentRequest,
    { fingerprint, status, answer }: StoredResponse & { readonly fingerprint: string },
  ): Promise<void> {
    await this.#database.run(
      `UPDATE api_request SET fingerprint = ?, status = ?, answer = ?
        WHERE api_key_id = ? AND idempotency_key = ?`,
      [this.#box.fingerprint(fingerprint), status, answer, apiKey, idempotencyKey],
    );
  }

  /** Releases the Idempotency-Key of a request that had no effect, so that the request can be retried. */
  async release({ apiKey, idempotencyKey }: IdempotentRequest): Promise<void> {
    await this.#database.run('DELETE FROM api_request WHERE api_key_id = ? AND idempotency_key = ?', [
      apiKey,
      idempotencyKey,
    ]);
  }

  async #find(request: IdempotentRequest, owner: string): Promise<EarlierRequest | undefined> {
    const row = await this.#database.get<RequestRow>(
      'SELECT * FROM api_request WHERE api_key_id = ? AND idempotency_key = ?',
      [request.apiKey, request.idempotencyKey],
    );
    if (!row) return undefined;
    const { fingerprint, status, answer } = row;
    const isLeased = !isAbandoned(row, expiredBefore(this.#clock));
    const isRunning = isLeased || (row.owner === owner && this.#inProgress.has(keyOf(request)));
    if (fingerprint === null || status === null || answer === null) return { isRunning, response: null };
    const isOfRequest = (repeated: string) => this.#box.fingerprints(repeated).includes(fingerprint);
    return { isRunning, response: { status, answer, isOfRequest } };
  }
}

function keyOf({ apiKey, idempotencyKey }: IdempotentRequest): string {
  return `${apiKey} ${idempotencyKey}`;
}
