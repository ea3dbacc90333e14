import type { Role } from '../../../core/access/permission.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Person } from '../../../core/people/person.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { endSessions } from './end-sessions.ts';

export type PersonRow = Row<'person', { role: Role }>;

export interface NewPerson extends Pick<Person, 'name' | 'email'> {
  /** The hash of the password. */
  readonly password: string;
}

/** People who sign in. A change of what a person may do ends the person's sessions in the same transaction. */
export class People {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Whether sign-in is off, because there is no owner yet. */
  async isEmpty(): Promise<boolean> {
    return (await this.#database.get('SELECT 1 FROM person LIMIT 1')) === undefined;
  }

  /** Creates the owner. Only one of several concurrent calls succeeds. Throws UserError `owner_exists`. */
  async createOwner({ name, email, password }: NewPerson): Promise<Person> {
    const row = await this.#database.get<PersonRow>(
      `INSERT INTO person (name, email, role, password, password_changed_at, created_at)
        SELECT :name, :email, 'owner', :password, :now, :now WHERE NOT EXISTS (SELECT 1 FROM person) RETURNING *`,
      { name, email, password, now: this.#clock.now() },
    );
    if (!row) throw new UserError('owner_exists');
    return personOfRow(row);
  }

  /** All people, sorted by name. */
  async list(): Promise<readonly Person[]> {
    const rows = await this.#database.all<PersonRow>('SELECT * FROM person ORDER BY fold_case(name), id');
    return rows.map(personOfRow);
  }

  /** Throws UserError `person_unknown`. */
  async get(id: number): Promise<Person> {
    const row = await this.#database.get<PersonRow>('SELECT * FROM person WHERE id = ?', [id]);
    if (!row) throw new UserError('person_unknown', { id });
    return personOfRow(row);
  }

  /** The person, and the hash of the password, which is null if the person has no password or is disabled. */
  async findByEmail(email: string): Promise<{ readonly person: Person; readonly password: string | null } | undefined> {
    const row = await this.#database.get<PersonRow>('SELECT * FROM person WHERE email = ?', [email]);
    return row && { person: personOfRow(row), password: row.disabled_at === null ? row.password : null };
  }

  /** The hash of the person's password; null if the person has none. */
  async passwordOf(id: number): Promise<string | null> {
    return (await this.#database.value('SELECT password FROM person WHERE id = ?', [id])) as string | null;
  }

  /** Also revokes the links that the person has created. Throws UserError `person_unknown` or `last_owner`. */
  async setRole(id: number, role: Role): Promise<void> {
    await this.#change(id, async () => {
      if (role !== 'owner') await this.#refuseLastOwner(id);
      await this.#revokeLinksOf(id);
      await this.#database.run('UPDATE person SET role = ? WHERE id = ?', [role, id]);
    });
  }

  /** Also revokes the links that the person has created. Throws UserError `person_unknown` or `last_owner`. */
  async disable(id: number): Promise<void> {
    await this.#change(id, async () => {
      await this.#refuseLastOwner(id);
      await this.#revokeLinksOf(id);
      await this.#database.run('UPDATE person SET disabled_at = COALESCE(disabled_at, ?) WHERE id = ?', [
        this.#clock.now(),
        id,
      ]);
    });
  }

  /** Throws UserError `person_unknown`. */
  async enable(id: number): Promise<void> {
    await this.#change(id, () => this.#database.run('UPDATE person SET disabled_at = NULL WHERE id = ?', [id]));
  }

  /**
   * Sets a hashed password, and forgets the browsers in which the person has signed in. Throws UserError
   * `person_unknown`.
   */
  async setPassword(id: number, password: string): Promise<void> {
    await this.#change(id, () => setPassword(this.#database, { id, password, now: this.#clock.now() }));
  }

  /** Throws UserError `person_unknown`. */
  async rename(id: number, name: string): Promise<void> {
    await this.get(id);
    await this.#database.run('UPDATE person SET name = ? WHERE id = ?', [name, id]);
  }

  /** Revokes links that a person has created: the person knows them, and could use them after losing the role. */
  async #revokeLinksOf(inviter: number): Promise<void> {
    await this.#database.run('DELETE FROM invitation WHERE inviter_id = ?', [inviter]);
  }

  /** Changes a person, ends the person's sessions, and revokes links for setting the person's password. */
  async #change(id: number, change: () => Promise<unknown>): Promise<void> {
    await this.#database.transaction(async () => {
      await this.get(id);
      await change();
      await this.#database.run('DELETE FROM invitation WHERE person_id = ?', [id]);
      await endSessions(this.#database, id);
    });
  }

  async #refuseLastOwner(id: number): Promise<void> {
    const otherOwner = await this.#database.get(
      `SELECT 1 FROM person WHERE role = 'owner' AND disabled_at IS NULL AND id <> ? LIMIT 1`,
      [id],
    );
    if (otherOwner === undefined && (await this.get(id)).role === 'owner') throw new UserError('last_owner');
  }
}

/** Sets a hashed password. Call it in a transaction. */
export async function setPassword(
  database: Database,
  { id, password, now }: { id: number; password: string; now: number },
) {
  await database.run('UPDATE person SET password = ?, password_changed_at = ? WHERE id = ?', [password, now, id]);
  await database.run('DELETE FROM known_browser WHERE person_id = ?', [id]);
}

export function personOfRow(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    createdAt: row.created_at,
    passwordChangedAt: row.password_changed_at,
    disabledAt: row.disabled_at,
  };
}
