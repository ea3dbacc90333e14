import type { Database, Statement } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { Person } from '../../../core/people/person.ts';
import type { SignInMethod } from '../../../core/people/second-factor.ts';
import { IDLE_MS, SESSION_MS, type Session, sessionEnd } from '../../../core/people/session.ts';
import type { Row } from '../database/row.ts';
import { endSessions } from './end-sessions.ts';
import { type PersonRow, personOfRow } from './people.ts';
import { digestOf, newToken } from './tokens.ts';

type SessionRow = Row<'session', { method: SignInMethod }>;

interface NewSession extends Pick<Session, 'address' | 'browser' | 'method'> {
  /** How long ago the person has proved who they are, if not by signing in. */
  readonly provedAgoMs?: number | undefined;
}

export interface SignedIn {
  readonly session: Session;
  readonly person: Person;
}

/** Saves a write per request. */
const USE_UPDATE_INTERVAL_MS = 60_000;
/** Of one person; the oldest are forgotten. */
const MAX_KNOWN_BROWSERS = 20;

/** Browsers that are signed in, and those that once were. Of their tokens, only digests are stored. */
export class SqliteSessions {
  readonly #database: Database;
  readonly #clock: Clock;
  /** Prepared once, because they run for each request. */
  readonly #findSession: Statement<[string], SessionRow>;
  readonly #findPerson: Statement<[number], PersonRow>;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#findSession = database.prepare('SELECT * FROM session WHERE token_sha256 = ?');
    this.#findPerson = database.prepare('SELECT * FROM person WHERE id = ? AND disabled_at IS NULL');
  }

  /** Returns the token for the cookie, which is known only now. */
  begin(person: number, { address, browser, method, provedAgoMs = 0 }: NewSession): string {
    const token = newToken();
    const now = this.#clock.now();
    const begin = this.#database.transaction(() => {
      this.#database
        .prepare('DELETE FROM session WHERE created_at < ? OR last_used_at < ?')
        .run(now - SESSION_MS, now - IDLE_MS);
      this.#database
        .prepare(
          `INSERT INTO session (token_sha256, person_id, created_at, last_used_at, proved_at, address, browser, method)
           VALUES (:token, :person, :now, :now, :provedAt, :address, :browser, :method)`,
        )
        .run({ ...{ token: digestOf(token), person, now, address, browser, method }, provedAt: now - provedAgoMs });
    });
    begin.immediate();
    return token;
  }

  /** Finds who is signed in with a token, and records the use. Undefined if it is unknown or has ended. */
  find(token: string): SignedIn | undefined {
    const row = this.#findSession.get(digestOf(token));
    if (!row) return undefined;
    const person = this.#findPerson.get(row.person_id);
    const session = sessionOfRow(row);
    const now = this.#clock.now();
    if (!person || sessionEnd(session) <= now) return undefined;
    if (now - session.lastUsedAt >= USE_UPDATE_INTERVAL_MS)
      this.#database.prepare('UPDATE session SET last_used_at = ? WHERE id = ?').run(now, session.id);
    return { session, person: personOfRow(person) };
  }

  /** Those of a person that have not ended, last used first. */
  list(person: number): readonly Session[] {
    const now = this.#clock.now();
    return this.#database
      .prepare<[number], SessionRow>('SELECT * FROM session WHERE person_id = ? ORDER BY last_used_at DESC, id DESC')
      .all(person)
      .map(sessionOfRow)
      .filter((session) => sessionEnd(session) > now);
  }

  /** When each person last used the console. */
  lastUses(): ReadonlyMap<number, number> {
    const rows = this.#database
      .prepare<[], { person: number; at: number }>(
        'SELECT person_id AS person, MAX(last_used_at) AS at FROM session GROUP BY person_id',
      )
      .all();
    return new Map(rows.map(({ person, at }) => [person, at]));
  }

  /** Records that the person has just proved who they are. */
  prove(id: number, person: number): void {
    this.#database
      .prepare('UPDATE session SET proved_at = ? WHERE id = ? AND person_id = ?')
      .run(this.#clock.now(), id, person);
  }

  /** Ends a session of a person; one that is not of this person, or has ended, is no error. */
  end(id: number, person: number): void {
    this.#database.prepare('DELETE FROM session WHERE id = ? AND person_id = ?').run(id, person);
  }

  /** Ends all sessions of a person except this one. */
  endOthers(person: number, except: number): void {
    this.#database.transaction(() => endSessions(this.#database, person, except)).immediate();
  }

  /** Remembers a browser in which a person has signed in. Returns the token for its cookie. */
  remember(person: number): string {
    const token = newToken();
    const remember = this.#database.transaction(() => {
      this.#database
        .prepare('INSERT INTO known_browser (token_sha256, person_id, created_at) VALUES (?, ?, ?)')
        .run(digestOf(token), person, this.#clock.now());
      this.#database
        .prepare(
          `DELETE FROM known_browser WHERE person_id = :person AND token_sha256 NOT IN (
             SELECT token_sha256 FROM known_browser WHERE person_id = :person ORDER BY created_at DESC LIMIT :most)`,
        )
        .run({ person, most: MAX_KNOWN_BROWSERS });
    });
    remember.immediate();
    return token;
  }

  /** Whether the person has signed in before in the browser with this token. */
  isKnown(token: string, person: number): boolean {
    return (
      this.#database
        .prepare('SELECT 1 FROM known_browser WHERE token_sha256 = ? AND person_id = ?')
        .get(digestOf(token), person) !== undefined
    );
  }
}

function sessionOfRow(row: SessionRow): Session {
  return {
    ...{ id: row.id, person: row.person_id, createdAt: row.created_at, lastUsedAt: row.last_used_at },
    ...{ address: row.address, browser: row.browser, method: row.method, provedAt: row.proved_at },
  };
}
