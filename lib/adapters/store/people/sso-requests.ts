import type { Clock } from '../../../core/clock.ts';
import { SSO_MS, type SsoPurpose, type SsoRequest } from '../../../core/people/single-sign-on.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { digestOf, newToken } from './tokens.ts';

type SsoRequestRow = Pick<
  Row<'sso_request', { purpose: SsoPurpose }>,
  'purpose' | 'person_id' | 'session_id' | 'return_to' | 'begun_at'
>;

/**
 * Sign-ins, connections and proofs that browsers have begun at the identity provider. Only digests of their tokens are
 * stored.
 */
export class SsoRequests {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Begins a request. Returns the token for the cookie, which is not stored. */
  async begin({ purpose, person, session, returnTo }: Omit<SsoRequest, 'begunAt'>): Promise<string> {
    const token = newToken();
    await this.#database.transaction(async () => {
      const now = this.#clock.now();
      await this.#database.run('DELETE FROM sso_request WHERE begun_at <= ?', [now - SSO_MS]);
      await this.#database.run(
        `INSERT INTO sso_request (token_sha256, purpose, person_id, session_id, return_to, begun_at)
          VALUES (?, ?, ?, ?, ?, ?)`,
        [digestOf(token), purpose, person, session, returnTo, now],
      );
    });
    return token;
  }

  /** The request of a browser, if it has not expired and is for this purpose. In any case, it is used up. */
  async take(token: string, purpose: SsoPurpose): Promise<SsoRequest | undefined> {
    const row = await this.#database.get<SsoRequestRow>('DELETE FROM sso_request WHERE token_sha256 = ? RETURNING *', [
      digestOf(token),
    ]);
    if (row?.purpose !== purpose || row.begun_at <= this.#clock.now() - SSO_MS) return undefined;
    const { person_id: person, session_id: session, return_to: returnTo, begun_at: begunAt } = row;
    return { purpose, person, session, returnTo, begunAt };
  }
}
