import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type ApiKey, apiKeyText, idOfApiKey } from '../../../core/access/api-key.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import { sha256 } from '../../delivery/sha256.ts';

interface ApiKeyRow {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
  readonly suspended_at: number | null;
}

const RANDOM_BYTES = 32;
/** Saves a write per request. */
const USE_UPDATE_INTERVAL_MS = 60_000;

/** Keys of the HTTP API. A key is returned once, when it is created; only its digest is stored. */
export class SqliteApiKeys {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The digest is of the whole key, which contains the id of the inserted row. */
  create(name: string): { readonly id: number; readonly key: string } {
    const create = this.#database.transaction(() => {
      const id = this.#database
        .prepare<unknown[], number>(`INSERT INTO api_key (name, sha256, created_at) VALUES (?, '', ?) RETURNING id`)
        .pluck()
        .get(name, this.#clock.now()) as number;
      const key = apiKeyText(id, randomBytes(RANDOM_BYTES).toString('base64url'));
      this.#database.prepare('UPDATE api_key SET sha256 = ? WHERE id = ?').run(sha256(key), id);
      return { id, key };
    });
    return create.immediate();
  }

  /** Newest first, including revoked keys, which logs may mention. */
  list(): readonly ApiKey[] {
    const rows = this.#database.prepare('SELECT * FROM api_key ORDER BY id DESC').all() as ApiKeyRow[];
    return rows.map(apiKeyOfRow);
  }

  /** The keys that a person has to confirm or revoke. */
  suspended(): readonly ApiKey[] {
    return this.list().filter(({ revokedAt, suspendedAt }) => revokedAt === null && suspendedAt !== null);
  }

  /** Throws UserError `api_key_unknown`. Idempotent. */
  revoke(id: number): void {
    const { changes } = this.#database
      .prepare('UPDATE api_key SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?')
      .run(this.#clock.now(), id);
    if (changes === 0) throw new UserError('api_key_unknown', { id });
  }

  /** Ends the suspension of a key. Throws UserError `api_key_unknown`, or `api_key_revoked` for a revoked key. */
  confirm(id: number): void {
    const confirm = this.#database.transaction(() => {
      const row = this.#rowWithId(id);
      if (!row) throw new UserError('api_key_unknown', { id });
      if (row.revoked_at !== null) throw new UserError('api_key_revoked', { id });
      this.#database.prepare('UPDATE api_key SET suspended_at = NULL WHERE id = ?').run(id);
    });
    confirm.immediate();
  }

  /** Finds a key, suspended ones included; undefined if it is unknown or revoked. */
  find(key: string): ApiKey | undefined {
    const row = this.#rowOf(key);
    if (!row || !isEqualInConstantTime(row.sha256, sha256(key)) || row.revoked_at !== null) return undefined;
    return apiKeyOfRow(row);
  }

  /** Authenticates a request by its key and records the use. Throws UserError `api_key_suspended`. */
  authenticate(key: string): ApiKey | undefined {
    const found = this.find(key);
    if (!found) return undefined;
    if (found.suspendedAt !== null) throw new UserError('api_key_suspended');
    this.#recordUse(found);
    return found;
  }

  #rowOf(key: string): ApiKeyRow | undefined {
    const id = idOfApiKey(key);
    return id === undefined ? undefined : this.#rowWithId(id);
  }

  #rowWithId(id: number): ApiKeyRow | undefined {
    return this.#database.prepare('SELECT * FROM api_key WHERE id = ?').get(id) as ApiKeyRow | undefined;
  }

  #recordUse({ id, lastUsedAt }: ApiKey): void {
    const now = this.#clock.now();
    if (lastUsedAt !== null && now - lastUsedAt < USE_UPDATE_INTERVAL_MS) return;
    this.#database.prepare('UPDATE api_key SET last_used_at = ? WHERE id = ?').run(now, id);
  }
}

function isEqualInConstantTime(known: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(known), Buffer.from(given));
}

function apiKeyOfRow({ id, name, created_at, last_used_at, revoked_at, suspended_at }: ApiKeyRow): ApiKey {
  const times = { createdAt: created_at, lastUsedAt: last_used_at, revokedAt: revoked_at };
  return { id, name, ...times, suspendedAt: suspended_at };
}
