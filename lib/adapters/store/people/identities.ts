import type { Database } from 'better-sqlite3';
import type { Role } from '../../../core/access/permission.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Person } from '../../../core/people/person.ts';
import type { ConnectedIdentity, Identity } from '../../../core/people/single-sign-on.ts';
import type { Tables } from '../database/tables.ts';
import { endSessions, type FactorChange } from './end-sessions.ts';
import { type PersonRow, personOfRow } from './people.ts';

type IdentityRow = Pick<Tables['person_identity'], 'id' | 'issuer' | 'account' | 'created_at' | 'last_used_at'>;

interface NewIdentity extends Identity {
  /** The name of the account, to be shown. */
  readonly account: string;
}

/** The accounts at identity providers by which people sign in. */
export class SqliteIdentities {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The person with this identity, also one who cannot sign in. */
  find({ issuer, subject }: Identity): Person | undefined {
    const row = this.#database
      .prepare<[string, string], PersonRow>(
        `SELECT person.* FROM person_identity JOIN person ON person.id = person_id WHERE issuer = ? AND subject = ?`,
      )
      .get(issuer, subject);
    return row && personOfRow(row);
  }

  /** Those of a person, oldest first. */
  ofPerson(person: number): readonly ConnectedIdentity[] {
    return this.#database
      .prepare<[number], IdentityRow>('SELECT * FROM person_identity WHERE person_id = ? ORDER BY id')
      .all(person)
      .map((row) => ({
        ...{ id: row.id, issuer: row.issuer, account: row.account },
        ...{ createdAt: row.created_at, lastUsedAt: row.last_used_at },
      }));
  }

  /** The people who sign in by a provider. */
  peopleOf(issuer: string): ReadonlySet<number> {
    const people = this.#database
      .prepare<[string], number>('SELECT person_id FROM person_identity WHERE issuer = ?')
      .pluck();
    return new Set(people.all(issuer) as number[]);
  }

  /** Makes a person without a password. Throws UserError `sso_email_taken`. */
  join({ name, email, role }: { name: string; email: string; role: Role }, identity: Identity): Person {
    const now = this.#clock.now();
    const join = this.#database.transaction(() => {
      const row = this.#database
        .prepare<unknown[], PersonRow>(
          `INSERT INTO person (name, email, role, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *`,
        )
        .get(name, email, role, now);
      if (!row) throw new UserError('sso_email_taken', { email });
      this.#insert(row.id, { ...identity, account: email });
      return personOfRow(row);
    });
    return join.immediate();
  }

  /** Ends the other sessions of the person. Throws UserError `identity_taken`, or `identity_connected` if the person has another one. */
  connect({ person, session }: FactorChange, identity: NewIdentity): void {
    const connect = this.#database.transaction(() => {
      if (this.find(identity)) throw new UserError('identity_taken');
      if (this.#insert(person, identity) === 0) throw new UserError('identity_connected');
      endSessions(this.#database, person, session);
    });
    connect.immediate();
  }

  /** One that is already disconnected is no error. */
  disconnect(id: number, { person, session }: FactorChange): void {
    const disconnect = this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM person_identity WHERE id = ? AND person_id = ?').run(id, person);
      endSessions(this.#database, person, session);
    });
    disconnect.immediate();
  }

  markUsed({ issuer, subject }: Identity): void {
    this.#database
      .prepare('UPDATE person_identity SET last_used_at = ? WHERE issuer = ? AND subject = ?')
      .run(this.#clock.now(), issuer, subject);
  }

  /** The number of rows; 0 if the identity is known, or the person has one of this provider. */
  #insert(person: number, { issuer, subject, account }: NewIdentity): number {
    return this.#database
      .prepare(
        `INSERT INTO person_identity (person_id, issuer, subject, account, created_at)
         VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(person, issuer, subject, account, this.#clock.now()).changes;
  }
}
