import type { Database } from 'better-sqlite3';
import type { Authentication, Target } from '../../../core/access/authentication.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { SecretBox } from '../../system/secret-box.ts';

interface AuthenticationRow {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  readonly target: Target;
  readonly sealed_token: string;
  readonly fingerprint: string;
  readonly token_hint: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly last_used_at: number | null;
  readonly failed_at: number | null;
  readonly parameters: string | null;
}

export interface NewAuthentication {
  readonly name: string;
  readonly connector: string;
  readonly target: Target;
  readonly token: string;
  readonly parameters?: Authentication['parameters'];
}

/** Named access tokens. A token is stored sealed, and opened only to be sent. */
export class SqliteAuthentications {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  /** Throws UserError `authentication_name_taken`. The token is sealed for the inserted row. */
  create({ name, connector, target, token, parameters = null }: NewAuthentication): Authentication {
    const insert = this.#database.prepare(
      `INSERT INTO authentication (name, connector, target, sealed_token, fingerprint, token_hint, parameters, created_at, updated_at)
       VALUES (:name, :connector, :target, '', '', '', :parameters, :now, :now) RETURNING id`,
    );
    const row = {
      name,
      connector,
      target,
      parameters: parameters && JSON.stringify(parameters),
      now: this.#clock.now(),
    };
    const create = this.#database.transaction(() => {
      this.#refuseDuplicateName(name);
      const { id } = insert.get(row) as { id: number };
      this.#setToken(id, token);
      return id;
    });
    return this.get(create.immediate());
  }

  list(): readonly Authentication[] {
    const rows = this.#database.prepare('SELECT * FROM authentication ORDER BY updated_at DESC, id DESC').all();
    return (rows as AuthenticationRow[]).map(authenticationOfRow);
  }

  /** Throws UserError `authentication_unknown`. */
  get(id: number): Authentication {
    return authenticationOfRow(this.#row(id));
  }

  findByName(name: string): Authentication | undefined {
    const row = this.#database.prepare('SELECT * FROM authentication WHERE name = ?').get(name);
    return row === undefined ? undefined : authenticationOfRow(row as AuthenticationRow);
  }

  findByToken(connector: string, token: string): Authentication | undefined {
    const row = this.#database
      .prepare(`SELECT * FROM authentication WHERE connector = ? AND target = 'live' AND fingerprint = ? ORDER BY id`)
      .get(connector, this.#box.fingerprint(token));
    return row === undefined ? undefined : authenticationOfRow(row as AuthenticationRow);
  }

  findSandbox(connector: string): Authentication | undefined {
    const row = this.#database
      .prepare(`SELECT * FROM authentication WHERE connector = ? AND target = 'sandbox' ORDER BY id`)
      .get(connector);
    return row === undefined ? undefined : authenticationOfRow(row as AuthenticationRow);
  }

  /** The plain token, only for sending. Throws UserError `key_wrong`. */
  token(id: number): string {
    return this.#box.open(this.#row(id).sealed_token, sealContextOf(id));
  }

  /** Throws UserError `key_wrong` if the tokens were sealed with another key. */
  refuseWrongKey(): void {
    const row = this.#database.prepare('SELECT id FROM authentication ORDER BY id LIMIT 1').get();
    if (row) this.token((row as { id: number }).id);
  }

  rename(id: number, name: string): void {
    const rename = this.#database.transaction(() => {
      if (this.findByName(name)?.id !== id) this.#refuseDuplicateName(name);
      this.#update(id, 'name = :name', { name });
    });
    rename.immediate();
  }

  replaceToken(id: number, token: string): void {
    this.#database.transaction(() => this.#setToken(id, token)).immediate();
  }

  markUsed(id: number): void {
    this.#database
      .prepare('UPDATE authentication SET last_used_at = ?, failed_at = NULL WHERE id = ?')
      .run(this.#clock.now(), id);
  }

  markFailed(id: number): void {
    this.#database
      .prepare('UPDATE authentication SET failed_at = COALESCE(failed_at, ?) WHERE id = ?')
      .run(this.#clock.now(), id);
  }

  /** The service has accepted the token, which ends an earlier refusal. */
  markWorking(id: number): void {
    this.#database.prepare('UPDATE authentication SET failed_at = NULL WHERE id = ?').run(id);
  }

  /** Number of jobs of each authentication, by id. */
  jobCounts(): ReadonlyMap<number, number> {
    const rows = this.#database.prepare('SELECT authentication_id AS id, COUNT(*) AS jobs FROM job GROUP BY 1').all();
    return new Map((rows as { id: number; jobs: number }[]).map(({ id, jobs }) => [id, jobs]));
  }

  /** Throws UserError `authentication_in_use` or `authentication_in_queries`, with the jobs or queries that use it. */
  delete(id: number): void {
    const remove = this.#database.transaction(() => {
      const { name } = this.get(id);
      const rows = this.#database.prepare('SELECT id FROM job WHERE authentication_id = ? ORDER BY id DESC').all(id);
      const jobs = (rows as { id: number }[]).map((job) => job.id);
      if (jobs.length > 0)
        throw new UserError('authentication_in_use', { name, count: jobs.length, jobs: nameSome(jobs) });
      const queries = this.#queriesOf(id);
      if (queries.length > 0)
        throw new UserError('authentication_in_queries', { name, count: queries.length, queries: nameSome(queries) });
      this.#database.prepare('DELETE FROM authentication WHERE id = ?').run(id);
    });
    remove.immediate();
  }

  #queriesOf(id: number): readonly string[] {
    return this.#database
      .prepare<[number], string>('SELECT name FROM query WHERE authentication_id = ? ORDER BY name')
      .pluck()
      .all(id);
  }

  #row(id: number): AuthenticationRow {
    const row = this.#database.prepare('SELECT * FROM authentication WHERE id = ?').get(id);
    if (!row) throw new UserError('authentication_unknown', { id });
    return row as AuthenticationRow;
  }

  #setToken(id: number, token: string): void {
    this.#update(id, 'sealed_token = :sealed, fingerprint = :fingerprint, token_hint = :hint, failed_at = NULL', {
      sealed: this.#box.seal(token, sealContextOf(id)),
      fingerprint: this.#box.fingerprint(token),
      hint: token.slice(-4),
    });
  }

  #update(id: number, assignments: string, values: Record<string, string>): void {
    const { changes } = this.#database
      .prepare(`UPDATE authentication SET ${assignments}, updated_at = :now WHERE id = :id`)
      .run({ ...values, id, now: this.#clock.now() });
    if (changes === 0) throw new UserError('authentication_unknown', { id });
  }

  #refuseDuplicateName(name: string): void {
    if (this.findByName(name)) throw new UserError('authentication_name_taken', { name }, { field: 'name' });
  }
}

function sealContextOf(id: number): string {
  return `authentication|${id}|sealed_token`;
}

const MAX_NAMED = 10;

function nameSome(users: readonly (number | string)[]): string {
  return users.slice(0, MAX_NAMED).join(', ') + (users.length > MAX_NAMED ? ' …' : '');
}

function authenticationOfRow(row: AuthenticationRow): Authentication {
  return {
    id: row.id,
    name: row.name,
    connector: row.connector,
    target: row.target,
    tokenHint: row.token_hint,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lastUsedAt: row.last_used_at,
    failedAt: row.failed_at,
    parameters: row.parameters === null ? null : (JSON.parse(row.parameters) as Record<string, unknown>),
  };
}
