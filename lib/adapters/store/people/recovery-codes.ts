import type { Database } from '../database/database.ts';
import { digestOf } from './tokens.ts';

/** Stores recovery codes for a person who has none. Returns whether it did. Call it in a transaction. */
export async function storeFirstCodes(database: Database, person: number, codes: readonly string[]): Promise<boolean> {
  if ((await countCodes(database, person)) > 0) return false;
  await database.runEach(
    'INSERT INTO recovery_code (person_id, sha256) VALUES (?, ?)',
    codes.map((code) => [person, digestOf(code)]),
  );
  return true;
}

/** Deletes the recovery codes of a person without a factor. Call it in a transaction. */
export async function forgetUnneededCodes(database: Database, person: number): Promise<void> {
  if (!(await hasFactor(database, person))) await deleteCodes(database, person);
}

/** Replaces the recovery codes of a person. Call it in a transaction. */
export async function replaceCodes(database: Database, person: number, codes: readonly string[]): Promise<void> {
  await deleteCodes(database, person);
  await storeFirstCodes(database, person, codes);
}

async function deleteCodes(database: Database, person: number): Promise<void> {
  await database.run('DELETE FROM recovery_code WHERE person_id = ?', [person]);
}

/** Whether the person has an authenticator app or a passkey. */
export async function hasFactor(database: Database, person: number): Promise<boolean> {
  const sql = `SELECT 1 FROM totp WHERE person_id = :person AND confirmed_at IS NOT NULL
    UNION ALL SELECT 1 FROM passkey WHERE person_id = :person LIMIT 1`;
  return (await database.get(sql, { person })) !== undefined;
}

export async function countCodes(database: Database, person: number): Promise<number> {
  return (await database.value('SELECT COUNT(*) FROM recovery_code WHERE person_id = ?', [person])) as number;
}
