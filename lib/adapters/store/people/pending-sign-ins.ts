import type { Clock } from '../../../core/clock.ts';
import { PENDING_SIGN_IN_MS } from '../../../core/people/session.ts';
import type { Database } from '../database/database.ts';
import { digestOf, newToken } from './tokens.ts';

/**
 * Sign-ins with a correct password that still need a second factor. They give no access. Only digests of their tokens
 * are stored.
 */
export class PendingSignIns {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Begins a sign-in. Returns the token for the cookie, which is not stored. */
  async begin(person: number): Promise<string> {
    const token = newToken();
    await this.#database.transaction(async () => {
      const now = this.#clock.now();
      await this.#database.run('DELETE FROM pending_sign_in WHERE expires_at <= ?', [now]);
      await this.#database.run('INSERT INTO pending_sign_in (token_sha256, person_id, expires_at) VALUES (?, ?, ?)', [
        digestOf(token),
        person,
        now + PENDING_SIGN_IN_MS,
      ]);
    });
    return token;
  }

  /** The id of the person; undefined if the sign-in has ended or expired. */
  find(token: string): Promise<number | undefined> {
    return this.#database.value<number>(
      'SELECT person_id FROM pending_sign_in WHERE token_sha256 = ? AND expires_at > ?',
      [digestOf(token), this.#clock.now()],
    );
  }

  /** Ends a sign-in. Returns true for only one of several concurrent calls. */
  async end(token: string): Promise<boolean> {
    const { changes } = await this.#database.run('DELETE FROM pending_sign_in WHERE token_sha256 = ?', [
      digestOf(token),
    ]);
    return changes > 0;
  }
}
