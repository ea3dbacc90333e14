import type { Role } from '../../../core/access/permission.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import { INVITATION_MS, type Invitation } from '../../../core/people/person.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { endSessions } from './end-sessions.ts';
import { setPassword } from './people.ts';
import { digestOf, newToken } from './tokens.ts';

type InvitationRow = Row<'invitation', { role: Role }>;

export interface NewInvitation extends Pick<Invitation, 'email' | 'role' | 'invitedBy'> {
  /** The existing person who sets a new password; omitted for a new person. */
  readonly person?: number;
  /** The id of the person who invites; undefined for a command in a shell. */
  readonly inviter?: number | undefined;
}

interface NewLink {
  readonly id: number;
  readonly token: string;
  readonly expiresAt: number;
}

/** Links with which people choose their password. Each works once. */
export class Invitations {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Replaces an earlier invitation for the same address. Returns the token of the link. Throws UserError `email_taken`.
   */
  async create({ email, role, invitedBy, inviter, person }: NewInvitation): Promise<NewLink> {
    const token = newToken();
    return this.#database.transaction(async () => {
      const now = this.#clock.now();
      const expiresAt = now + INVITATION_MS;
      if (person === undefined && (await this.#database.get('SELECT 1 FROM person WHERE email = ?', [email])))
        throw new UserError('email_taken', { email }, { field: 'email' });
      await this.#database.run('DELETE FROM invitation WHERE email = ? OR expires_at < ?', [email, now]);
      const id = await this.#database.value<number>(
        `INSERT INTO invitation (token_sha256, email, role, person_id, invited_by, inviter_id, created_at, expires_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        [digestOf(token), email, role, person ?? null, invitedBy, inviter ?? null, now, expiresAt],
      );
      return { id: id ?? 0, token, expiresAt };
    });
  }

  /** The invitations that are still valid. */
  async list(): Promise<readonly Invitation[]> {
    const rows = await this.#database.all<InvitationRow>('SELECT * FROM invitation WHERE expires_at > ? ORDER BY id', [
      this.#clock.now(),
    ]);
    return rows.map(invitationOfRow);
  }

  /** The invitation with this token; undefined if the token is unknown, used or expired. */
  async find(token: string): Promise<Invitation | undefined> {
    const row = await this.#database.get<InvitationRow>(
      'SELECT * FROM invitation WHERE token_sha256 = ? AND expires_at > ?',
      [digestOf(token), this.#clock.now()],
    );
    return row && invitationOfRow(row);
  }

  /** Throws UserError `invitation_unknown`. */
  async get(id: number): Promise<Invitation> {
    const invitation = (await this.list()).find((listed) => listed.id === id);
    if (!invitation) throw new UserError('invitation_unknown');
    return invitation;
  }

  async withdraw(id: number): Promise<void> {
    await this.#database.run('DELETE FROM invitation WHERE id = ?', [id]);
  }

  /**
   * Uses an invitation: creates the person, or sets the password of an existing one and ends the person's sessions.
   * Returns the person's id. `password` is a hash. Throws UserError `invitation_unknown` or `email_taken`.
   */
  async accept(
    token: string,
    { name, password }: { readonly name: string; readonly password: string },
  ): Promise<number> {
    return this.#database.transaction(async () => {
      const now = this.#clock.now();
      const row = await this.#database.get<InvitationRow>(
        'DELETE FROM invitation WHERE token_sha256 = ? AND expires_at > ? RETURNING *',
        [digestOf(token), now],
      );
      if (!row) throw new UserError('invitation_unknown');
      if (row.person_id === null) return this.#createPerson({ name, email: row.email, role: row.role, password, now });
      await setPassword(this.#database, { id: row.person_id, password, now });
      await endSessions(this.#database, row.person_id);
      return row.person_id;
    });
  }

  async #createPerson(person: {
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly password: string;
    readonly now: number;
  }): Promise<number> {
    const id = await this.#database.value<number>(
      `INSERT INTO person (name, email, role, password, password_changed_at, created_at)
        VALUES (:name, :email, :role, :password, :now, :now) ON CONFLICT DO NOTHING RETURNING id`,
      person,
    );
    if (id === undefined) throw new UserError('email_taken', { email: person.email });
    return id;
  }
}

function invitationOfRow(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    person: row.person_id,
    invitedBy: row.invited_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
