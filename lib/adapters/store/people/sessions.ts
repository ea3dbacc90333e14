import type { Clock } from '../../../core/clock.ts';
import type { Person } from '../../../core/people/person.ts';
import type { SignInMethod } from '../../../core/people/second-factor.ts';
import { hasEnded, IDLE_MS, SESSION_MS, type Session } from '../../../core/people/session.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { endSessions } from './end-sessions.ts';
import { type PersonRow, personOfRow } from './people.ts';
import { digestOf, newToken } from './tokens.ts';

const SESSION = 'SELECT * FROM session WHERE token_sha256 = ?';

const PERSON = 'SELECT * FROM person WHERE id = ? AND disabled_at IS NULL';

type SessionRow = Row<'session', { method: SignInMethod }>;

interface NewSession extends Pick<Session, 'address' | 'browser' | 'method'> {
  /** How long ago the person gave a proof, if not at the sign-in itself. */
  readonly provedAgoMs?: number | undefined;
}

export interface SignedIn {
  readonly session: Session;
  readonly person: Person;
}

/** The time of the last use is written at most once per interval, to save a write per request. */
const USE_UPDATE_INTERVAL_MS = 60_000;
/** The maximum per person; older ones are deleted. */
const MAX_KNOWN_BROWSERS = 20;

/** Browsers that are signed in, and known browsers that once were. Only digests of their tokens are stored. */
export class Sessions {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Begins a session. Returns the token for the cookie, which is not stored. */
  async begin(person: number, { address, browser, method, provedAgoMs = 0 }: NewSession): Promise<string> {
    const token = newToken();
    await this.#database.transaction(async () => {
      const now = this.#clock.now();
      await this.#database.run('DELETE FROM session WHERE created_at < ? OR last_used_at < ?', [
        now - SESSION_MS,
        now - IDLE_MS,
      ]);
      await this.#database.run(
        `INSERT INTO session (token_sha256, person_id, created_at, last_used_at, proved_at, address, browser, method)
          VALUES (:token, :person, :now, :now, :provedAt, :address, :browser, :method)`,
        { token: digestOf(token), person, now, provedAt: now - provedAgoMs, address, browser, method },
      );
    });
    return token;
  }

  /**
   * Finds the person who is signed in with a token, and records the use. Undefined if the session is unknown or has
   * ended.
   */
  async find(token: string): Promise<SignedIn | undefined> {
    const row = await this.#database.get<SessionRow>(SESSION, [digestOf(token)]);
    const person = row && (await this.#database.get<PersonRow>(PERSON, [row.person_id]));
    if (!row || !person) return undefined;
    const session = sessionOfRow(row);
    const now = this.#clock.now();
    if (hasEnded(session, now)) return undefined;
    if (now - session.lastUsedAt >= USE_UPDATE_INTERVAL_MS)
      await this.#database.run('UPDATE session SET last_used_at = ? WHERE id = ?', [now, session.id]);
    return { session, person: personOfRow(person) };
  }

  /** The sessions of a person that have not ended, most recently used first. */
  async list(person: number): Promise<readonly Session[]> {
    const now = this.#clock.now();
    const rows = await this.#database.all<SessionRow>(
      'SELECT * FROM session WHERE person_id = ? ORDER BY last_used_at DESC, id DESC',
      [person],
    );
    return rows.map(sessionOfRow).filter((session) => !hasEnded(session, now));
  }

  /** When each person last used the console, in a session that is still stored. */
  async lastUses(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#database.all<Pick<SessionRow, 'person_id'> & { readonly at: number }>(
      'SELECT person_id, MAX(last_used_at) AS at FROM session GROUP BY person_id',
    );
    return new Map(rows.map(({ person_id, at }) => [person_id, at]));
  }

  /** Records that the person has just given a proof. */
  async prove(id: number, person: number): Promise<void> {
    await this.#database.run('UPDATE session SET proved_at = ? WHERE id = ? AND person_id = ?', [
      this.#clock.now(),
      id,
      person,
    ]);
  }

  /** Ends a session of a person. One that belongs to another person, or has ended, is not an error. */
  async end(id: number, person: number): Promise<void> {
    await this.#database.run('DELETE FROM session WHERE id = ? AND person_id = ?', [id, person]);
  }

  /** Ends all sessions of a person except this one. */
  async endOthers(person: number, except: number): Promise<void> {
    await this.#database.transaction(() => endSessions(this.#database, person, except));
  }

  /** Remembers a browser in which a person has signed in. Returns the token for its cookie. */
  async remember(person: number): Promise<string> {
    const token = newToken();
    await this.#database.transaction(async () => {
      await this.#database.run('INSERT INTO known_browser (token_sha256, person_id, created_at) VALUES (?, ?, ?)', [
        digestOf(token),
        person,
        this.#clock.now(),
      ]);
      await this.#database.run(
        `DELETE FROM known_browser WHERE person_id = :person AND token_sha256 NOT IN (
          SELECT token_sha256 FROM known_browser WHERE person_id = :person ORDER BY created_at DESC LIMIT :limit)`,
        { person, limit: MAX_KNOWN_BROWSERS },
      );
    });
    return token;
  }

  /** Whether the person has signed in before in the browser with this token. */
  async isKnownBrowser(token: string, person: number): Promise<boolean> {
    const row = await this.#database.get('SELECT 1 FROM known_browser WHERE token_sha256 = ? AND person_id = ?', [
      digestOf(token),
      person,
    ]);
    return row !== undefined;
  }
}

function sessionOfRow(row: SessionRow): Session {
  return {
    id: row.id,
    person: row.person_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    address: row.address,
    browser: row.browser,
    method: row.method,
    provedAt: row.proved_at,
  };
}
