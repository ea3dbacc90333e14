import type { Database } from 'better-sqlite3';

const NONE = 0;

/** The person whose factors change, and the session that stays; all others end in the same transaction. */
export interface FactorChange {
  readonly person: number;
  readonly session: number;
}

/**
 * Ends the sessions of a person, except one, and what was begun to sign in or to prove who they are. Within the transaction of the
 * change that makes it necessary.
 */
export function endSessions(database: Database, person: number, except: number = NONE): void {
  database.prepare('DELETE FROM session WHERE person_id = ? AND id <> ?').run(person, except);
  database.prepare('DELETE FROM pending_sign_in WHERE person_id = ?').run(person);
  database.prepare('DELETE FROM passkey_challenge WHERE person_id = ?').run(person);
  database.prepare('DELETE FROM sso_request WHERE person_id = ?').run(person);
}
