import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Factor, SecondFactors } from '../../../core/people/second-factor.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import { sealContext } from '../access/sealed-secrets.ts';
import type { Tables } from '../database/tables.ts';
import { endSessions, type FactorChange } from './end-sessions.ts';
import { passkeysOf } from './passkeys.ts';
import { countCodes, forgetUnneededCodes, hasFactor, storeFirstCodes } from './recovery-codes.ts';
import { digestOf } from './tokens.ts';

type TotpRow = Pick<Tables['totp'], 'sealed' | 'confirmed_at'>;

/** The authenticator app of a person. */
export interface StoredTotp {
  readonly secret: string;
  /** Whether its codes are required: the person has entered a first one. */
  readonly isOn: boolean;
}

/** Authenticator apps and recovery codes. Secrets are stored encrypted; of recovery codes, which are random, only digests. */
export class SqliteSecondFactors {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  of(person: number): SecondFactors {
    const totpSince = this.#database
      .prepare<[number], number | null>('SELECT confirmed_at FROM totp WHERE person_id = ?')
      .pluck()
      .get(person);
    return {
      totpSince: totpSince ?? null,
      passkeys: passkeysOf(this.#database, person),
      recoveryCodes: countCodes(this.#database, person),
    };
  }

  /** What the people who have a second factor have. */
  factorsOfPeople(): ReadonlyMap<number, readonly Factor[]> {
    const rows = this.#database
      .prepare<[], { person: number; factor: Factor }>(
        `SELECT person_id AS person, 'totp' AS factor FROM totp WHERE confirmed_at IS NOT NULL
         UNION ALL SELECT DISTINCT person_id, 'passkey' FROM passkey`,
      )
      .all();
    const found = new Map<number, Factor[]>();
    for (const { person, factor } of rows) found.set(person, [...(found.get(person) ?? []), factor]);
    return found;
  }

  /** Replaces a secret that was never confirmed. Throws UserError `totp_on` if there is a confirmed one. */
  startTotp(person: number, secret: string): void {
    const { changes } = this.#database
      .prepare(
        `INSERT INTO totp (person_id, sealed, created_at) VALUES (:person, :sealed, :now)
         ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at
         WHERE confirmed_at IS NULL`,
      )
      .run({ person, sealed: this.#box.seal(secret, sealContextOf(person)), now: this.#clock.now() });
    if (changes === 0) throw new UserError('totp_on');
  }

  /** Throws UserError `key_wrong`. */
  totpOf(person: number): StoredTotp | undefined {
    const row = this.#database
      .prepare<[number], TotpRow>('SELECT sealed, confirmed_at FROM totp WHERE person_id = ?')
      .get(person);
    if (!row) return undefined;
    return { secret: this.#box.open(row.sealed, sealContextOf(person)), isOn: row.confirmed_at !== null };
  }

  /**
   * Requires codes from now on; `step` is that of the first one. Stores `recoveryCodes` if the person has none. Returns whether it
   * did. Throws UserError `totp_on` if codes are required already.
   */
  confirmTotp({ person, session }: FactorChange, step: number, recoveryCodes: readonly string[]): boolean {
    const confirm = this.#database.transaction(() => {
      const { changes } = this.#database
        .prepare('UPDATE totp SET confirmed_at = ?, last_step = ? WHERE person_id = ? AND confirmed_at IS NULL')
        .run(this.#clock.now(), step, person);
      if (changes === 0) throw new UserError('totp_on');
      endSessions(this.#database, person, session);
      return storeFirstCodes(this.#database, person, recoveryCodes);
    });
    return confirm.immediate();
  }

  /** Whether a code of this time step, or a later one, has not been used before. Of several uses at once, one succeeds. */
  takeStep(person: number, step: number): boolean {
    return (
      this.#database
        .prepare('UPDATE totp SET last_step = :step WHERE person_id = :person AND last_step < :step')
        .run({ person, step }).changes > 0
    );
  }

  /** Recovery codes go with the last factor. */
  removeTotp({ person, session }: FactorChange): void {
    const remove = this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM totp WHERE person_id = ?').run(person);
      forgetUnneededCodes(this.#database, person);
      endSessions(this.#database, person, session);
    });
    remove.immediate();
  }

  /** Stores codes in place of the others. Throws UserError `second_factor_missing` if there is no factor that they could replace. */
  replaceRecoveryCodes({ person, session }: FactorChange, codes: readonly string[]): void {
    const replace = this.#database.transaction(() => {
      if (!hasFactor(this.#database, person)) throw new UserError('second_factor_missing');
      this.#database.prepare('DELETE FROM recovery_code WHERE person_id = ?').run(person);
      storeFirstCodes(this.#database, person, codes);
      endSessions(this.#database, person, session);
    });
    replace.immediate();
  }

  /** Whether the code was one of the person's, which is now used up. Of several uses at once, one succeeds. */
  takeRecoveryCode(person: number, code: string): boolean {
    return (
      this.#database.prepare('DELETE FROM recovery_code WHERE person_id = ? AND sha256 = ?').run(person, digestOf(code))
        .changes > 0
    );
  }

  /** Removes every factor of a person who has lost them, and ends all sessions. */
  removeAll(person: number): void {
    const remove = this.#database.transaction(() => {
      for (const table of ['totp', 'passkey', 'recovery_code'])
        this.#database.prepare(`DELETE FROM ${table} WHERE person_id = ?`).run(person);
      endSessions(this.#database, person);
    });
    remove.immediate();
  }
}

function sealContextOf(person: number): string {
  return sealContext('totp', [person], 'sealed');
}
