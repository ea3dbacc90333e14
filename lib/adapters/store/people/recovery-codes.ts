import type { Database } from 'better-sqlite3';
import { digestOf } from './tokens.ts';

/** Stores recovery codes for a person who has none. Returns whether it did. Within a transaction. */
export function storeFirstCodes(database: Database, person: number, codes: readonly string[]): boolean {
  if (countCodes(database, person) > 0) return false;
  const store = database.prepare('INSERT INTO recovery_code (person_id, sha256) VALUES (?, ?)');
  for (const code of codes) store.run(person, digestOf(code));
  return true;
}

/** Deletes the recovery codes of a person without a factor. Within a transaction. */
export function forgetUnneededCodes(database: Database, person: number): void {
  if (!hasFactor(database, person)) database.prepare('DELETE FROM recovery_code WHERE person_id = ?').run(person);
}

/** Whether the person has an authenticator app or a passkey. */
export function hasFactor(database: Database, person: number): boolean {
  const sql = `SELECT 1 FROM totp WHERE person_id = :person AND confirmed_at IS NOT NULL
    UNION ALL SELECT 1 FROM passkey WHERE person_id = :person LIMIT 1`;
  return database.prepare(sql).get({ person }) !== undefined;
}

export function countCodes(database: Database, person: number): number {
  return database
    .prepare<[number], number>('SELECT COUNT(*) FROM recovery_code WHERE person_id = ?')
    .pluck()
    .get(person) as number;
}
