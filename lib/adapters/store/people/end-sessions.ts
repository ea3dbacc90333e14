import type { Database } from '../database/database.ts';

const NO_SESSION = 0;

/**
 * The person whose factors or identities change, and the session in which they change. The person's other sessions end
 * in the same transaction.
 */
export interface FactorChange {
  readonly person: number;
  readonly session: number;
}

/**
 * Ends all sessions of a person but `except`, and discards unfinished sign-ins and proofs. Call it in the transaction
 * of the change that makes this necessary.
 */
export async function endSessions(database: Database, person: number, except: number = NO_SESSION): Promise<void> {
  await database.run('DELETE FROM session WHERE person_id = ? AND id <> ?', [person, except]);
  await database.run('DELETE FROM pending_sign_in WHERE person_id = ?', [person]);
  await database.run('DELETE FROM passkey_challenge WHERE person_id = ?', [person]);
  await database.run('DELETE FROM sso_request WHERE person_id = ?', [person]);
}

/**
 * Whether the person still has this session: a new password, for example, ends it. An ended session must not add
 * another way to sign in, so call this in the transaction that adds one.
 */
export async function isSessionOf(database: Database, { person, session }: FactorChange): Promise<boolean> {
  const sql = 'SELECT 1 FROM session WHERE id = ? AND person_id = ?';
  return (await database.get(sql, [session, person])) !== undefined;
}
