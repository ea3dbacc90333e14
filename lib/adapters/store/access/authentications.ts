import type { Database } from 'better-sqlite3';
import type { Authentication, Target } from '../../../core/access/authentication.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import type { Row } from '../database/row.ts';
import { sealContext } from './sealed-secrets.ts';

type AuthenticationRow = Row<'authentication', { target: Target }>;

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

  /** Those that can be used: archived ones are left out. */
  list(): readonly Authentication[] {
    return this.all().filter(({ archivedAt }) => archivedAt === null);
  }

  all(): readonly Authentication[] {
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
      .prepare(
        `SELECT * FROM authentication WHERE connector = ? AND target = 'live' AND archived_at IS NULL
           AND fingerprint IN (SELECT value FROM json_each(?)) ORDER BY id`,
      )
      .get(connector, JSON.stringify(this.#box.fingerprints(token)));
    return row === undefined ? undefined : authenticationOfRow(row as AuthenticationRow);
  }

  findSandbox(connector: string): Authentication | undefined {
    const row = this.#database
      .prepare(
        `SELECT * FROM authentication WHERE connector = ? AND target = 'sandbox' AND archived_at IS NULL ORDER BY id`,
      )
      .get(connector);
    return row === undefined ? undefined : authenticationOfRow(row as AuthenticationRow);
  }

  /** The plain token, only for sending. Throws UserError `key_wrong`. */
  token(id: number): string {
    return this.#box.open(this.#row(id).sealed_token, sealContextOf(id));
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

  /** The account of the last job of each authentication, by id. */
  lastAccounts(): ReadonlyMap<number, string> {
    const rows = this.#database
      .prepare(
        `SELECT a.id, COALESCE(a.kept_account, j.account) AS account FROM authentication a
         LEFT JOIN job j ON j.id = (SELECT MAX(id) FROM job WHERE authentication_id = a.id)
         WHERE a.kept_account IS NOT NULL OR j.id IS NOT NULL`,
      )
      .all() as { id: number; account: string }[];
    return new Map(rows.map(({ id, account }) => [id, account]));
  }

  /** Keeps the account that was entered in the console, whatever other jobs are sent to. */
  keepAccount(id: number, account: string): void {
    this.#database.prepare('UPDATE authentication SET kept_account = ? WHERE id = ?').run(account, id);
  }

  /**
   * Throws UserError `authentication_in_unfinished_jobs`, `authentication_in_queries` or `authentication_in_activations`, with what
   * uses it. Archiving it again changes nothing.
   */
  archive(id: number): void {
    const archive = this.#database.transaction(() => {
      const { name } = this.get(id);
      const jobs = this.#jobsOf(id, `AND state IN ('queued', 'running', 'paused')`);
      refuseUsed('authentication_in_unfinished_jobs', name, { jobs });
      this.#refusePlanned(id, name);
      this.#database
        .prepare('UPDATE authentication SET archived_at = COALESCE(archived_at, ?) WHERE id = ?')
        .run(this.#clock.now(), id);
    });
    archive.immediate();
  }

  restore(id: number): void {
    this.get(id);
    this.#database.prepare('UPDATE authentication SET archived_at = NULL WHERE id = ?').run(id);
  }

  /** Throws UserError `authentication_in_use`, and as `archive` does, with what uses it. */
  delete(id: number): void {
    const remove = this.#database.transaction(() => {
      const { name } = this.get(id);
      refuseUsed('authentication_in_use', name, { jobs: this.#jobsOf(id) });
      this.#refusePlanned(id, name);
      this.#database.prepare('DELETE FROM authentication WHERE id = ?').run(id);
    });
    remove.immediate();
  }

  #jobsOf(id: number, where = ''): readonly number[] {
    return this.#database
      .prepare<[number], number>(`SELECT id FROM job WHERE authentication_id = ? ${where} ORDER BY id DESC`)
      .pluck()
      .all(id);
  }

  /** Saved queries and activations would go on using it. */
  #refusePlanned(id: number, name: string): void {
    const namesOf = (table: 'query' | 'activation') =>
      this.#database
        .prepare<[number], string>(`SELECT name FROM ${table} WHERE authentication_id = ? ORDER BY name`)
        .pluck()
        .all(id);
    refuseUsed('authentication_in_queries', name, { queries: namesOf('query') });
    refuseUsed('authentication_in_activations', name, { activations: namesOf('activation') });
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
  return sealContext('authentication', [id], 'sealed_token');
}

const MAX_NAMED = 10;

function refuseUsed(code: string, name: string, used: Readonly<Record<string, readonly (number | string)[]>>): void {
  for (const [kind, users] of Object.entries(used))
    if (users.length > 0) throw new UserError(code, { name, count: users.length, [kind]: nameSome(users) });
}

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
    archivedAt: row.archived_at,
    parameters: row.parameters === null ? null : (JSON.parse(row.parameters) as Record<string, unknown>),
  };
}
