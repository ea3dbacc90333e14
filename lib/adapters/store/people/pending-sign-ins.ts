import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { PENDING_SIGN_IN_MS } from '../../../core/people/session.ts';
import { digestOf, newToken } from './tokens.ts';

/** Sign-ins whose password was right and which need a second factor. They open nothing. Of their tokens, only digests are stored. */
export class SqlitePendingSignIns {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Returns the token for the cookie, which is known only now. */
  begin(person: number): string {
    const token = newToken();
    const now = this.#clock.now();
    const begin = this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM pending_sign_in WHERE expires_at <= ?').run(now);
      this.#database
        .prepare('INSERT INTO pending_sign_in (token_sha256, person_id, expires_at) VALUES (?, ?, ?)')
        .run(digestOf(token), person, now + PENDING_SIGN_IN_MS);
    });
    begin.immediate();
    return token;
  }

  /** The person's id; undefined if it has ended or was completed. */
  find(token: string): number | undefined {
    return this.#database
      .prepare<[string, number], number>(
        'SELECT person_id FROM pending_sign_in WHERE token_sha256 = ? AND expires_at > ?',
      )
      .pluck()
      .get(digestOf(token), this.#clock.now());
  }

  /** Whether this call ended it: of several at once, one does. */
  end(token: string): boolean {
    return (
      this.#database.prepare('DELETE FROM pending_sign_in WHERE token_sha256 = ?').run(digestOf(token)).changes > 0
    );
  }
}
