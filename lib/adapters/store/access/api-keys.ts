import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type ApiKey, apiKeyText, idOfApiKey } from '../../../core/access/api-key.ts';
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
/** Not every request is worth a write. */
const NOTED_EVERY_MS = 60_000;

/** Keys of the HTTP API. A key comes out once, when it is made; here stays its digest. */
export class SqliteApiKeys {
  readonly #database: Database;
  readonly #clock: { now(): number };

  constructor(database: Database, clock: { now(): number }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The digest is of the whole key, which names the row that the insert has just made. */
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

  /** Newest first, revoked ones too: a log may name them. */
  list(): readonly ApiKey[] {
    const rows = this.#database.prepare('SELECT * FROM api_key ORDER BY id DESC').all() as ApiKeyRow[];
    return rows.map(apiKeyOfRow);
  }

  /** Those that wait for a person to confirm or revoke them. */
  suspended(): readonly ApiKey[] {
    return this.list().filter(({ revokedAt, suspendedAt }) => revokedAt === null && suspendedAt !== null);
  }

  /** Throws UserError `api_key_unknown`. Revoked again, it stays what it is. */
  revoke(id: number): void {
    const { changes } = this.#database
      .prepare('UPDATE api_key SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?')
      .run(this.#clock.now(), id);
    if (changes === 0) throw new UserError('api_key_unknown', { id });
  }

  /** Takes a suspended key back into use. Throws UserError `api_key_unknown`, or `api_key_revoked` for one that is void. */
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
    if (!row || !isSame(row.sha256, sha256(key)) || row.revoked_at !== null) return undefined;
    return apiKeyOfRow(row);
  }

  /** Authenticates a request by its key and records the use. Throws UserError `api_key_suspended`. */
  admit(key: string): ApiKey | undefined {
    const found = this.find(key);
    if (!found) return undefined;
    if (found.suspendedAt !== null) throw new UserError('api_key_suspended');
    this.#noteUse(found);
    return found;
  }

  #rowOf(key: string): ApiKeyRow | undefined {
    const id = idOfApiKey(key);
    return id === undefined ? undefined : this.#rowWithId(id);
  }

  #rowWithId(id: number): ApiKeyRow | undefined {
    return this.#database.prepare('SELECT * FROM api_key WHERE id = ?').get(id) as ApiKeyRow | undefined;
  }

  #noteUse({ id, lastUsedAt }: ApiKey): void {
    const now = this.#clock.now();
    if (lastUsedAt !== null && now - lastUsedAt < NOTED_EVERY_MS) return;
    this.#database.prepare('UPDATE api_key SET last_used_at = ? WHERE id = ?').run(now, id);
  }
}

/** In a time that does not tell how much of it is right. */
function isSame(known: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(known), Buffer.from(given));
}

function apiKeyOfRow({ id, name, created_at, last_used_at, revoked_at, suspended_at }: ApiKeyRow): ApiKey {
  const moments = { createdAt: created_at, lastUsedAt: last_used_at, revokedAt: revoked_at };
  return { id, name, ...moments, suspendedAt: suspended_at };
}
