import type { Authentication, Target } from '../../../core/access/authentication.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import type { Database } from '../database/database.ts';
import { textsIn } from '../database/portable-sql.ts';
import type { Row } from '../database/row.ts';
import type { Tables } from '../database/tables.ts';
import { sealContext } from './sealed-secrets.ts';

type AuthenticationRow = Row<'authentication', { target: Target }>;

export interface NewAuthentication {
  readonly name: string;
  readonly connector: string;
  readonly target: Target;
  readonly token: string;
  readonly parameters?: Authentication['parameters'];
}

/** Named access tokens. A token is stored encrypted, and decrypted only to be sent. */
export class Authentications {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  /** Throws UserError `authentication_name_taken`. The token is bound to its row, so the row is inserted first. */
  async create({ name, connector, target, token, parameters = null }: NewAuthentication): Promise<Authentication> {
    return this.#database.transaction(async () => {
      await this.#refuseDuplicateName(name);
      const id = await this.#database.value<number>(
        `INSERT INTO authentication (name, connector, target, sealed_token, fingerprint, token_hint, parameters,
            created_at, updated_at)
          VALUES (:name, :connector, :target, '', '', '', :parameters, :now, :now) RETURNING id`,
        {
          name,
          connector,
          target,
          parameters: parameters === null ? null : JSON.stringify(parameters),
          now: this.#clock.now(),
        },
      );
      await this.#setToken(id as number, token);
      return this.get(id as number);
    });
  }

  /** The authentications that can be used. Archived ones are left out. */
  async list(): Promise<readonly Authentication[]> {
    return (await this.all()).filter(({ archivedAt }) => archivedAt === null);
  }

  async all(): Promise<readonly Authentication[]> {
    const sql = 'SELECT * FROM authentication ORDER BY updated_at DESC, id DESC';
    return (await this.#database.all<AuthenticationRow>(sql)).map(authenticationOfRow);
  }

  /** Throws UserError `authentication_unknown`. */
  async get(id: number): Promise<Authentication> {
    return authenticationOfRow(await this.#row(id));
  }

  findByName(name: string): Promise<Authentication | undefined> {
    return this.#find('name = ?', [name]);
  }

  findByToken(connector: string, token: string): Promise<Authentication | undefined> {
    return this.#find(`connector = ? AND target = 'live' AND archived_at IS NULL AND fingerprint IN ${textsIn('?')}`, [
      connector,
      JSON.stringify(this.#box.fingerprints(token)),
    ]);
  }

  findSandbox(connector: string): Promise<Authentication | undefined> {
    return this.#find(`connector = ? AND target = 'sandbox' AND archived_at IS NULL`, [connector]);
  }

  /** The oldest match. */
  async #find(where: string, params: readonly unknown[]): Promise<Authentication | undefined> {
    const sql = `SELECT * FROM authentication WHERE ${where} ORDER BY id LIMIT 1`;
    const row = await this.#database.get<AuthenticationRow>(sql, params);
    return row && authenticationOfRow(row);
  }

  /** The plain token, only for sending. Throws UserError `authentication_unknown` or `key_wrong`. */
  async token(id: number): Promise<string> {
    return this.#box.open((await this.#row(id)).sealed_token, sealContextOf(id));
  }

  async rename(id: number, name: string): Promise<void> {
    await this.#database.transaction(async () => {
      if ((await this.findByName(name))?.id !== id) await this.#refuseDuplicateName(name);
      await this.#update(id, 'name = :name', { name });
    });
  }

  async replaceToken(id: number, token: string): Promise<void> {
    await this.#database.transaction(() => this.#setToken(id, token));
  }

  async markUsed(id: number): Promise<void> {
    await this.#database.run('UPDATE authentication SET last_used_at = ?, failed_at = NULL WHERE id = ?', [
      this.#clock.now(),
      id,
    ]);
  }

  async markFailed(id: number): Promise<void> {
    await this.#database.run('UPDATE authentication SET failed_at = COALESCE(failed_at, ?) WHERE id = ?', [
      this.#clock.now(),
      id,
    ]);
  }

  /** Clears an earlier failure, because the receiving service has accepted the token. */
  async markWorking(id: number): Promise<void> {
    await this.#database.run('UPDATE authentication SET failed_at = NULL WHERE id = ?', [id]);
  }

  /** Number of jobs of each authentication, by id. */
  async jobCounts(): Promise<ReadonlyMap<number, number>> {
    const sql = 'SELECT authentication_id AS id, COUNT(*) AS jobs FROM job GROUP BY authentication_id';
    const rows = await this.#database.all<Pick<AuthenticationRow, 'id'> & { readonly jobs: number }>(sql);
    return new Map(rows.map(({ id, jobs }) => [id, jobs]));
  }

  /** The kept account of each authentication, or else the account of its last job, by id. */
  async lastAccounts(): Promise<ReadonlyMap<number, string>> {
    const rows = await this.#database.all<Pick<AuthenticationRow, 'id'> & Pick<Tables['job'], 'account'>>(
      `SELECT authentication.id, COALESCE(authentication.kept_account, last_job.account) AS account
        FROM authentication LEFT JOIN job last_job
          ON last_job.id = (SELECT MAX(id) FROM job WHERE authentication_id = authentication.id)
        WHERE authentication.kept_account IS NOT NULL OR last_job.id IS NOT NULL`,
    );
    return new Map(rows.map(({ id, account }) => [id, account]));
  }

  /** Keeps the account that was entered in the console, whichever accounts later jobs send to. */
  async keepAccount(id: number, account: string): Promise<void> {
    await this.#database.run('UPDATE authentication SET kept_account = ? WHERE id = ?', [account, id]);
  }

  /**
   * Idempotent. Throws UserError `authentication_in_unfinished_jobs`, `authentication_in_queries` or
   * `authentication_in_activations`, with the unfinished jobs, queries or activations that use the authentication.
   */
  async archive(id: number): Promise<void> {
    await this.#database.transaction(async () => {
      const { name } = await this.get(id);
      const jobs = await this.#jobsOf(id, `AND state IN ('queued', 'running', 'paused')`);
      if (jobs.length > 0) throw usedError('authentication_in_unfinished_jobs', name, 'jobs', jobs);
      await this.#refuseIfReferenced(id, name);
      await this.#database.run('UPDATE authentication SET archived_at = COALESCE(archived_at, ?) WHERE id = ?', [
        this.#clock.now(),
        id,
      ]);
    });
  }

  async restore(id: number): Promise<void> {
    await this.get(id);
    await this.#database.run('UPDATE authentication SET archived_at = NULL WHERE id = ?', [id]);
  }

  /** Throws UserError `authentication_in_use` with its jobs, or what `archive` throws for queries and activations. */
  async delete(id: number): Promise<void> {
    await this.#database.transaction(async () => {
      const { name } = await this.get(id);
      const jobs = await this.#jobsOf(id);
      if (jobs.length > 0) throw usedError('authentication_in_use', name, 'jobs', jobs);
      await this.#refuseIfReferenced(id, name);
      await this.#database.run('DELETE FROM authentication WHERE id = ?', [id]);
    });
  }

  #jobsOf(id: number, condition = ''): Promise<readonly number[]> {
    const sql = `SELECT id FROM job WHERE authentication_id = ? ${condition} ORDER BY id DESC`;
    return this.#database.values<number>(sql, [id]);
  }

  /** Throws a UserError if saved queries or activations use the authentication. */
  async #refuseIfReferenced(id: number, name: string): Promise<void> {
    const namesOf = (table: 'query' | 'activation') =>
      this.#database.values<string>(`SELECT name FROM ${table} WHERE authentication_id = ? ORDER BY name`, [id]);
    const queries = await namesOf('query');
    if (queries.length > 0) throw usedError('authentication_in_queries', name, 'queries', queries);
    const activations = await namesOf('activation');
    if (activations.length > 0) throw usedError('authentication_in_activations', name, 'activations', activations);
  }

  async #row(id: number): Promise<AuthenticationRow> {
    const row = await this.#database.get<AuthenticationRow>('SELECT * FROM authentication WHERE id = ?', [id]);
    if (!row) throw new UserError('authentication_unknown', { id });
    return row;
  }

  async #setToken(id: number, token: string): Promise<void> {
    await this.#update(id, 'sealed_token = :sealed, fingerprint = :fingerprint, token_hint = :hint, failed_at = NULL', {
      sealed: this.#box.seal(token, sealContextOf(id)),
      fingerprint: this.#box.fingerprint(token),
      hint: token.slice(-4),
    });
  }

  async #update(id: number, assignments: string, values: Record<string, string>): Promise<void> {
    const { changes } = await this.#database.run(
      `UPDATE authentication SET ${assignments}, updated_at = :now WHERE id = :id`,
      { ...values, id, now: this.#clock.now() },
    );
    if (changes === 0) throw new UserError('authentication_unknown', { id });
  }

  async #refuseDuplicateName(name: string): Promise<void> {
    if (await this.findByName(name)) throw new UserError('authentication_name_taken', { name }, { field: 'name' });
  }
}

function sealContextOf(id: number): string {
  return sealContext('authentication', [id], 'sealed_token');
}

/** How many jobs, queries or activations an error names. */
const MAX_NAMED = 10;

/** The error that jobs, queries or activations use an authentication. */
function usedError(
  code: string,
  name: string,
  kind: 'jobs' | 'queries' | 'activations',
  usedBy: readonly (number | string)[],
): UserError {
  const named = usedBy.slice(0, MAX_NAMED).map(String);
  const list = usedBy.length > MAX_NAMED ? [...named, '…'] : named;
  return new UserError(code, { name, count: usedBy.length, [kind]: list });
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
