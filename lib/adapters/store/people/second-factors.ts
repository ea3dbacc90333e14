import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Factor, SecondFactors } from '../../../core/people/second-factor.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import { sealContext } from '../access/sealed-secrets.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { endSessions, type FactorChange } from './end-sessions.ts';
import { passkeysOf } from './passkeys.ts';
import { countCodes, forgetUnneededCodes, hasFactor, replaceCodes, storeFirstCodes } from './recovery-codes.ts';
import { digestOf } from './tokens.ts';

type TotpRow = Pick<Tables['totp'], 'sealed' | 'confirmed_at'>;

/** The authenticator app of a person. */
export interface StoredTotp {
  readonly secret: string;
  /** Whether codes are required, because the person has entered a first one. */
  readonly isOn: boolean;
}

/**
 * Authenticator apps and recovery codes. Secrets are stored encrypted. Recovery codes are random, so only their digests
 * are stored.
 */
export class SecondFactorStore {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  async of(person: number): Promise<SecondFactors> {
    const totpSince = await this.#database.value<number | null>('SELECT confirmed_at FROM totp WHERE person_id = ?', [
      person,
    ]);
    return {
      totpSince: totpSince ?? null,
      passkeys: await passkeysOf(this.#database, person),
      recoveryCodes: await countCodes(this.#database, person),
    };
  }

  /** The second factors of all people who have any. */
  async factorsOfPeople(): Promise<ReadonlyMap<number, readonly Factor[]>> {
    const rows = await this.#database.all<Pick<Tables['totp'], 'person_id'> & { readonly factor: Factor }>(
      `SELECT person_id, 'totp' AS factor FROM totp WHERE confirmed_at IS NOT NULL
        UNION ALL SELECT DISTINCT person_id, 'passkey' AS factor FROM passkey`,
    );
    const factors = new Map<number, Factor[]>();
    for (const { person_id: person, factor } of rows) {
      const earlier = factors.get(person) ?? [];
      factors.set(person, [...earlier, factor]);
    }
    return factors;
  }

  /** Replaces a secret that was never confirmed. Throws UserError `totp_on` if there is a confirmed one. */
  async startTotp(person: number, secret: string): Promise<void> {
    // Sealed inside the transaction, so that a key rotation cannot remove the key in between.
    await this.#database.transaction(async () => {
      const { changes } = await this.#database.run(
        `INSERT INTO totp (person_id, sealed, created_at) VALUES (:person, :sealed, :now)
          ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at
          WHERE totp.confirmed_at IS NULL`,
        { person, sealed: this.#box.seal(secret, sealContextOf(person)), now: this.#clock.now() },
      );
      if (changes === 0) throw new UserError('totp_on');
    });
  }

  /** Throws UserError `key_wrong`. */
  async totpOf(person: number): Promise<StoredTotp | undefined> {
    const row = await this.#database.get<TotpRow>('SELECT sealed, confirmed_at FROM totp WHERE person_id = ?', [
      person,
    ]);
    if (!row) return undefined;
    return { secret: this.#box.open(row.sealed, sealContextOf(person)), isOn: row.confirmed_at !== null };
  }

  /**
   * Requires codes from now on; `step` is the time step of the first one. Stores `recoveryCodes` if the person has
   * none, and returns whether it did. Throws UserError `totp_on` if there is no unconfirmed secret.
   */
  async confirmTotp(
    { person, session }: FactorChange,
    step: number,
    recoveryCodes: readonly string[],
  ): Promise<boolean> {
    return this.#database.transaction(async () => {
      const { changes } = await this.#database.run(
        'UPDATE totp SET confirmed_at = ?, last_step = ? WHERE person_id = ? AND confirmed_at IS NULL',
        [this.#clock.now(), step, person],
      );
      if (changes === 0) throw new UserError('totp_on');
      await endSessions(this.#database, person, session);
      return storeFirstCodes(this.#database, person, recoveryCodes);
    });
  }

  /**
   * Uses a code of a time step. False if a code of this or a later step was already used, so that only one of several
   * concurrent uses succeeds.
   */
  async takeStep(person: number, step: number): Promise<boolean> {
    const { changes } = await this.#database.run(
      'UPDATE totp SET last_step = :step WHERE person_id = :person AND last_step < :step',
      {
        person,
        step,
      },
    );
    return changes > 0;
  }

  /** Removes the authenticator app, and also the recovery codes if it was the last factor. */
  async removeTotp({ person, session }: FactorChange): Promise<void> {
    await this.#database.transaction(async () => {
      await this.#database.run('DELETE FROM totp WHERE person_id = ?', [person]);
      await forgetUnneededCodes(this.#database, person);
      await endSessions(this.#database, person, session);
    });
  }

  /** Replaces the recovery codes. Throws UserError `second_factor_missing` if the person has no factor. */
  async replaceRecoveryCodes({ person, session }: FactorChange, codes: readonly string[]): Promise<void> {
    await this.#database.transaction(async () => {
      if (!(await hasFactor(this.#database, person))) throw new UserError('second_factor_missing');
      await replaceCodes(this.#database, person, codes);
      await endSessions(this.#database, person, session);
    });
  }

  /** Uses up a recovery code. False if it is not a code of the person. Only one of several concurrent uses succeeds. */
  async takeRecoveryCode(person: number, code: string): Promise<boolean> {
    const { changes } = await this.#database.run('DELETE FROM recovery_code WHERE person_id = ? AND sha256 = ?', [
      person,
      digestOf(code),
    ]);
    return changes > 0;
  }

  /** Removes every factor of a person who has lost them, and ends all sessions of the person. */
  async removeAll(person: number): Promise<void> {
    await this.#database.transaction(async () => {
      for (const table of ['totp', 'passkey', 'recovery_code'])
        await this.#database.run(`DELETE FROM ${table} WHERE person_id = ?`, [person]);
      await endSessions(this.#database, person);
    });
  }
}

function sealContextOf(person: number): string {
  return sealContext('totp', [person], 'sealed');
}
