import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { SSO_MS, type SsoPurpose, type SsoRequest } from '../../../core/people/single-sign-on.ts';
import type { Row } from '../database/row.ts';
import { digestOf, newToken } from './tokens.ts';

type SsoRequestRow = Pick<
  Row<'sso_request', { purpose: SsoPurpose }>,
  'purpose' | 'person_id' | 'session_id' | 'return_to' | 'begun_at'
>;

/** What browsers have begun at the identity provider. Of their tokens, only digests are stored. */
export class SqliteSsoRequests {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Returns the token for the cookie, which is known only now. */
  begin({ purpose, person, session, to }: Omit<SsoRequest, 'begunAt'>): string {
    const token = newToken();
    const now = this.#clock.now();
    const begin = this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM sso_request WHERE begun_at <= ?').run(now - SSO_MS);
      this.#database
        .prepare(
          `INSERT INTO sso_request (token_sha256, purpose, person_id, session_id, return_to, begun_at)
           VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(digestOf(token), purpose, person, session, to, now);
    });
    begin.immediate();
    return token;
  }

  /** The request of a browser, if it has not ended and is for this purpose; it is used up, whatever for. */
  take(token: string, purpose: SsoPurpose): SsoRequest | undefined {
    const row = this.#database
      .prepare<[string], SsoRequestRow>('DELETE FROM sso_request WHERE token_sha256 = ? RETURNING *')
      .get(digestOf(token));
    if (row?.purpose !== purpose || row.begun_at <= this.#clock.now() - SSO_MS) return undefined;
    const { person_id: person, session_id: session, return_to: to, begun_at: begunAt } = row;
    return { purpose, person, session, to, begunAt };
  }
}
