import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type ApiKey, apiKeyText, idOfApiKey, type KeyRole, refusalOfKey } from '../../../core/access/api-key.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import { sha256 } from '../../delivery/sha256.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';

type ApiKeyRow = Row<'api_key', { role: KeyRole }> & { readonly creator_name: string | null };

/** Selects `ApiKeyRow`s. */
const API_KEY =
  'SELECT api_key.*, person.name AS creator_name FROM api_key LEFT JOIN person ON person.id = api_key.creator_id';

export interface NewApiKey extends Pick<ApiKey, 'name' | 'role'> {
  /** Milliseconds until the key expires; null or omitted if it never does. */
  readonly termMs?: number | null;
  /** The person who creates the key; omitted if the creator is a shell or unknown. */
  readonly creator?: number | undefined;
}

/** A new key. Its text cannot be read again later. */
export interface CreatedApiKey {
  readonly id: number;
  readonly key: string;
}

const RANDOM_BYTES = 32;
/** The time of the last use is written at most once per interval, which saves a write per request. */
const USE_UPDATE_INTERVAL_MS = 60_000;

/** Keys of the HTTP APIs. A key is returned once, when it is created; only its digest is stored. */
export class ApiKeys {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The digest covers the whole key with its id, so it is written once the row has an id. */
  async create({ name, role, termMs = null, creator }: NewApiKey): Promise<CreatedApiKey> {
    return this.#database.transaction(async () => {
      const now = this.#clock.now();
      const id = (await this.#database.value(
        `INSERT INTO api_key (name, role, expires_at, sha256, created_at, creator_id)
          VALUES (?, ?, ?, '', ?, ?) RETURNING id`,
        [name, role, termMs === null ? null : now + termMs, now, creator ?? null],
      )) as number;
      const key = apiKeyText(id, randomBytes(RANDOM_BYTES).toString('base64url'));
      await this.#database.run('UPDATE api_key SET sha256 = ? WHERE id = ?', [sha256(key), id]);
      return { id, key };
    });
  }

  /**
   * Replaces a key with a new one of the same name and role, and with a term of the same length from now. The old key
   * stays valid until `until`, unless it expires earlier. Throws UserError `api_key_unknown`, `api_key_revoked` for a
   * key that is revoked or expired, `api_key_suspended`, or `api_key_rotated`.
   */
  async rotate(id: number, until: number, creator?: number): Promise<CreatedApiKey> {
    return this.#database.transaction(async () => {
      const row = await this.#rowWithId(id);
      if (!row) throw new UserError('api_key_unknown', { id });
      const key = apiKeyOfRow(row);
      const refusal = refusalOfKey(key, this.#clock.now());
      if (refusal) throw new UserError(refusal === 'suspended' ? 'api_key_suspended' : 'api_key_revoked', { id });
      // The first rotation shortened the key's term, so a second successor would get a wrong term.
      if (row.is_rotated === 1) throw new UserError('api_key_rotated', { id });
      const termMs = key.expiresAt === null ? null : key.expiresAt - key.createdAt;
      const created = await this.create({ name: key.name, role: key.role, termMs, creator });
      const expiry = Math.min(until, key.expiresAt ?? until);
      await this.#database.run('UPDATE api_key SET expires_at = ?, is_rotated = 1 WHERE id = ?', [expiry, id]);
      return created;
    });
  }

  /** All keys, newest first, including revoked ones, which logs may mention. */
  async list(): Promise<readonly ApiKey[]> {
    const rows = await this.#database.all<ApiKeyRow>(`${API_KEY} ORDER BY api_key.id DESC`);
    return rows.map(apiKeyOfRow);
  }

  /** The keys that a person has to confirm or revoke. */
  async suspended(): Promise<readonly ApiKey[]> {
    return (await this.list()).filter(({ revokedAt, suspendedAt }) => revokedAt === null && suspendedAt !== null);
  }

  /** Throws UserError `api_key_unknown`. Idempotent. */
  async revoke(id: number): Promise<void> {
    const { changes } = await this.#database.run(
      'UPDATE api_key SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?',
      [this.#clock.now(), id],
    );
    if (changes === 0) throw new UserError('api_key_unknown', { id });
  }

  /** Ends the suspension of a key. Throws UserError `api_key_unknown`, or `api_key_revoked` for a revoked key. */
  async confirm(id: number): Promise<void> {
    await this.#database.transaction(async () => {
      if ((await this.#keyWithId(id)).revokedAt !== null) throw new UserError('api_key_revoked', { id });
      await this.#database.run('UPDATE api_key SET suspended_at = NULL WHERE id = ?', [id]);
    });
  }

  /** The key with its status; undefined if there is no such key. */
  async check(
    key: string,
  ): Promise<{ readonly apiKey: ApiKey; readonly refusal: ReturnType<typeof refusalOfKey> } | undefined> {
    const row = await this.#rowOf(key);
    if (!row || !isEqualInConstantTime(row.sha256, sha256(key))) return undefined;
    const apiKey = apiKeyOfRow(row);
    return { apiKey, refusal: refusalOfKey(apiKey, this.#clock.now()) };
  }

  /**
   * Authenticates a request by its key and records the use. Throws UserError `api_key_wrong`, `api_key_expired` or
   * `api_key_suspended`.
   */
  async authenticate(key: string): Promise<ApiKey> {
    const checked = await this.check(key);
    if (!checked) throw new UserError('api_key_wrong');
    const { apiKey, refusal } = checked;
    if (refusal) throw new UserError(`api_key_${refusal}`);
    await this.#recordUse(apiKey);
    return apiKey;
  }

  async #rowOf(key: string): Promise<ApiKeyRow | undefined> {
    const id = idOfApiKey(key);
    return id === undefined ? undefined : await this.#rowWithId(id);
  }

  async #keyWithId(id: number): Promise<ApiKey> {
    const row = await this.#rowWithId(id);
    if (!row) throw new UserError('api_key_unknown', { id });
    return apiKeyOfRow(row);
  }

  #rowWithId(id: number): Promise<ApiKeyRow | undefined> {
    return this.#database.get<ApiKeyRow>(`${API_KEY} WHERE api_key.id = ?`, [id]);
  }

  async #recordUse({ id, lastUsedAt }: ApiKey): Promise<void> {
    const now = this.#clock.now();
    // A last use after now was written while the clock was ahead.
    if (lastUsedAt !== null && Math.abs(now - lastUsedAt) < USE_UPDATE_INTERVAL_MS) return;
    await this.#database.run('UPDATE api_key SET last_used_at = ? WHERE id = ?', [now, id]);
  }
}

function isEqualInConstantTime(expected: string, actual: string): boolean {
  return timingSafeEqual(Buffer.from(expected), Buffer.from(actual));
}

function apiKeyOfRow(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    suspendedAt: row.suspended_at,
    creator: row.creator_id === null ? null : { id: row.creator_id, name: row.creator_name ?? '' },
  };
}
