import type { Database, Statement } from 'better-sqlite3';
import type { Role } from '../../../core/access/permission.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Person } from '../../../core/people/person.ts';
import type { Row } from '../database/row.ts';
import { endSessions } from './end-sessions.ts';

export type PersonRow = Row<'person', { role: Role }>;

export interface NewPerson extends Pick<Person, 'name' | 'email'> {
  /** Hashed. */
  readonly password: string;
}

/** People who sign in. Whatever changes what a person may do ends the person's sessions in the same transaction. */
export class SqlitePeople {
  readonly #database: Database;
  readonly #clock: Clock;
  /** Prepared once, because it runs for each request. */
  readonly #findAny: Statement<[]>;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#findAny = database.prepare('SELECT 1 FROM person LIMIT 1');
  }

  /** Whether sign-in is off, because there is no owner yet. */
  isEmpty(): boolean {
    return this.#findAny.get() === undefined;
  }

  /** Of many at once, one becomes the owner. Throws UserError `owner_exists`. */
  createOwner({ name, email, password }: NewPerson): Person {
    const row = this.#database
      .prepare(
        `INSERT INTO person (name, email, role, password, password_changed_at, created_at)
         SELECT :name, :email, 'owner', :password, :now, :now WHERE NOT EXISTS (SELECT 1 FROM person) RETURNING *`,
      )
      .get({ name, email, password, now: this.#clock.now() });
    if (row === undefined) throw new UserError('owner_exists');
    return personOfRow(row as PersonRow);
  }

  /** In the order of their names. */
  list(): readonly Person[] {
    const rows = this.#database.prepare('SELECT * FROM person ORDER BY name COLLATE NOCASE, id').all();
    return (rows as PersonRow[]).map(personOfRow);
  }

  /** Throws UserError `person_unknown`. */
  get(id: number): Person {
    const row = this.#database.prepare('SELECT * FROM person WHERE id = ?').get(id);
    if (row === undefined) throw new UserError('person_unknown', { id });
    return personOfRow(row as PersonRow);
  }

  /** With the hash of the password, null for a person who has none or is disabled. */
  findByEmail(email: string): { readonly person: Person; readonly password: string | null } | undefined {
    const row = this.#database.prepare('SELECT * FROM person WHERE email = ?').get(email) as PersonRow | undefined;
    return row && { person: personOfRow(row), password: row.disabled_at === null ? row.password : null };
  }

  passwordOf(id: number): string | null {
    return this.#database
      .prepare<[number], string | null>('SELECT password FROM person WHERE id = ?')
      .pluck()
      .get(id) as string | null;
  }

  /** Also ends the links that the person has made. Throws UserError `person_unknown` or `last_owner`. */
  setRole(id: number, role: Role): void {
    this.#change(id, () => {
      if (role !== 'owner') this.#refuseLastOwner(id);
      this.#endLinksOf(id);
      this.#database.prepare('UPDATE person SET role = ? WHERE id = ?').run(role, id);
    });
  }

  /** Also ends the links that the person has made. Throws UserError `person_unknown` or `last_owner`. */
  disable(id: number): void {
    this.#change(id, () => {
      this.#refuseLastOwner(id);
      this.#endLinksOf(id);
      this.#database
        .prepare('UPDATE person SET disabled_at = COALESCE(disabled_at, ?) WHERE id = ?')
        .run(this.#clock.now(), id);
    });
  }

  /** Throws UserError `person_unknown`. */
  enable(id: number): void {
    this.#change(id, () => this.#database.prepare('UPDATE person SET disabled_at = NULL WHERE id = ?').run(id));
  }

  /** Also ends what the person's browsers are known for. `password` is hashed. Throws UserError `person_unknown`. */
  setPassword(id: number, password: string): void {
    this.#change(id, () => setPassword(this.#database, { id, password, now: this.#clock.now() }));
  }

  /** Throws UserError `person_unknown`. */
  rename(id: number, name: string): void {
    this.get(id);
    this.#database.prepare('UPDATE person SET name = ? WHERE id = ?').run(name, id);
  }

  /** Whoever made a link knows it, and could use it after losing the role for it. */
  #endLinksOf(inviter: number): void {
    this.#database.prepare('DELETE FROM invitation WHERE inviter_id = ?').run(inviter);
  }

  /** Changes a person, and ends the person's sessions and links for a new password. */
  #change(id: number, change: () => unknown): void {
    const work = this.#database.transaction(() => {
      this.get(id);
      change();
      this.#database.prepare('DELETE FROM invitation WHERE person_id = ?').run(id);
      endSessions(this.#database, id);
    });
    work.immediate();
  }

  #refuseLastOwner(id: number): void {
    const others = this.#database
      .prepare(`SELECT 1 FROM person WHERE role = 'owner' AND disabled_at IS NULL AND id <> ? LIMIT 1`)
      .get(id);
    if (others === undefined && this.get(id).role === 'owner') throw new UserError('last_owner');
  }
}

/** Within a transaction. */
export function setPassword(database: Database, { id, password, now }: { id: number; password: string; now: number }) {
  database.prepare('UPDATE person SET password = ?, password_changed_at = ? WHERE id = ?').run(password, now, id);
  database.prepare('DELETE FROM known_browser WHERE person_id = ?').run(id);
}

export function personOfRow(row: PersonRow): Person {
  return {
    ...{ id: row.id, name: row.name, email: row.email, role: row.role, createdAt: row.created_at },
    ...{ passwordChangedAt: row.password_changed_at, disabledAt: row.disabled_at },
  };
}
