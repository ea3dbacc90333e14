import type { Role } from '../../../core/access/permission.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Person } from '../../../core/people/person.ts';
import type { ConnectedIdentity, Identity } from '../../../core/people/single-sign-on.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { endSessions, type FactorChange, isSessionOf } from './end-sessions.ts';
import { type PersonRow, personOfRow } from './people.ts';

type IdentityRow = Pick<Tables['person_identity'], 'id' | 'issuer' | 'account' | 'created_at' | 'last_used_at'>;

interface NewIdentity extends Identity {
  /** The name of the account for display. */
  readonly account: string;
}

/** The accounts at identity providers with which people sign in. */
export class Identities {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The person with this identity, even if they cannot sign in. */
  async find({ issuer, subject }: Identity): Promise<Person | undefined> {
    const row = await this.#database.get<PersonRow>(
      `SELECT person.* FROM person_identity JOIN person ON person.id = person_id WHERE issuer = ? AND subject = ?`,
      [issuer, subject],
    );
    return row && personOfRow(row);
  }

  /** The identities of a person, oldest first. */
  async ofPerson(person: number): Promise<readonly ConnectedIdentity[]> {
    const rows = await this.#database.all<IdentityRow>(
      'SELECT * FROM person_identity WHERE person_id = ? ORDER BY id',
      [person],
    );
    return rows.map((row) => ({
      id: row.id,
      issuer: row.issuer,
      account: row.account,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    }));
  }

  /** The people who have an identity at a provider. */
  async peopleOf(issuer: string): Promise<ReadonlySet<number>> {
    return new Set(
      await this.#database.values<number>('SELECT person_id FROM person_identity WHERE issuer = ?', [issuer]),
    );
  }

  /**
   * Creates a person without a password. Throws UserError `sso_email_taken`, or `sso_over` if another sign-in has just
   * created the person of this identity.
   */
  async join({ name, email, role }: { name: string; email: string; role: Role }, identity: Identity): Promise<Person> {
    return this.#database.transaction(async () => {
      const now = this.#clock.now();
      const row = await this.#database.get<PersonRow>(
        `INSERT INTO person (name, email, role, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *`,
        [name, email, role, now],
      );
      if (!row) throw new UserError('sso_email_taken', { email });
      const isConnected = await this.#connect(row.id, { ...identity, account: email });
      if (!isConnected) throw new UserError('sso_over');
      return personOfRow(row);
    });
  }

  /**
   * Connects an identity, and ends the other sessions of the person. Throws UserError `identity_taken`,
   * `identity_connected` if the person has another one of this provider, or `sso_over` if the session has ended.
   */
  async connect({ person, session }: FactorChange, identity: NewIdentity): Promise<void> {
    await this.#database.transaction(async () => {
      if (!(await isSessionOf(this.#database, { person, session }))) throw new UserError('sso_over');
      if (await this.find(identity)) throw new UserError('identity_taken');
      if (!(await this.#connect(person, identity))) throw new UserError('identity_connected');
      await endSessions(this.#database, person, session);
    });
  }

  /** Disconnects an identity. Disconnecting it twice is not an error. */
  async disconnect(id: number, { person, session }: FactorChange): Promise<void> {
    await this.#database.transaction(async () => {
      await this.#database.run('DELETE FROM person_identity WHERE id = ? AND person_id = ?', [id, person]);
      await endSessions(this.#database, person, session);
    });
  }

  async markUsed({ issuer, subject }: Identity): Promise<void> {
    await this.#database.run('UPDATE person_identity SET last_used_at = ? WHERE issuer = ? AND subject = ?', [
      this.#clock.now(),
      issuer,
      subject,
    ]);
  }

  /** False if the identity is already connected, or the person has another one of this provider. */
  async #connect(person: number, { issuer, subject, account }: NewIdentity): Promise<boolean> {
    const { changes } = await this.#database.run(
      `INSERT INTO person_identity (person_id, issuer, subject, account, created_at)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [person, issuer, subject, account, this.#clock.now()],
    );
    return changes === 1;
  }
}
