import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import {
  CHALLENGE_MS,
  type ChallengePurpose,
  type NewPasskey,
  type Passkey,
  type StoredPasskey,
} from '../../../core/people/passkey.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import type { Tables } from '../database/tables.ts';
import { endSessions, type FactorChange, isSessionOf } from './end-sessions.ts';
import { forgetUnneededCodes, storeFirstCodes } from './recovery-codes.ts';

type PasskeyRow = Row<'passkey', { public_key: Buffer }>;

type ChallengeRow = Pick<Tables['passkey_challenge'], 'purpose' | 'person_id' | 'user_handle' | 'expires_at'>;

interface NewChallenge {
  readonly challenge: string;
  readonly purpose: ChallengePurpose;
  /** Null if the passkey should identify the person. */
  readonly person: number | null;
  /** The user handle of a passkey to add. */
  readonly userHandle?: string | null;
}

/** Passkeys, and the challenges that they must sign. */
export class Passkeys {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async storeChallenge({ challenge, purpose, person, userHandle = null }: NewChallenge): Promise<void> {
    await this.#database.transaction(async () => {
      const now = this.#clock.now();
      await this.#database.run('DELETE FROM passkey_challenge WHERE expires_at <= ?', [now]);
      await this.#database.run(
        `INSERT INTO passkey_challenge (challenge, purpose, person_id, user_handle, expires_at)
          VALUES (?, ?, ?, ?, ?)`,
        [challenge, purpose, person, userHandle, now + CHALLENGE_MS],
      );
    });
  }

  /** The challenge, if it was pending for this purpose and person; undefined otherwise. In any case, it is used up. */
  async takeChallenge(
    challenge: string,
    purpose: ChallengePurpose,
    person: number | null,
  ): Promise<{ readonly userHandle: string | null } | undefined> {
    const row = await this.#database.get<ChallengeRow>(
      'DELETE FROM passkey_challenge WHERE challenge = ? RETURNING *',
      [challenge],
    );
    const isExpected = row?.purpose === purpose && row.person_id === person && row.expires_at > this.#clock.now();
    return isExpected ? { userHandle: row.user_handle } : undefined;
  }

  /** The passkeys of a person, oldest first. */
  async ofPerson(person: number): Promise<readonly StoredPasskey[]> {
    return (await rowsOf(this.#database, person)).map(storedOfRow);
  }

  /** The passkey with this credential; undefined if it is unknown, or its person cannot sign in. */
  async find(credentialId: string): Promise<StoredPasskey | undefined> {
    const row = await this.#database.get<PasskeyRow>(
      `SELECT passkey.* FROM passkey JOIN person ON person.id = person_id
        WHERE credential_id = ? AND disabled_at IS NULL`,
      [credentialId],
    );
    return row && storedOfRow(row);
  }

  /**
   * Adds a passkey. Stores `recoveryCodes` if the person has none, and returns whether it did. Throws UserError
   * `passkey_known` if the passkey is already stored, or `passkey_refused` if the session has ended.
   */
  async add(
    { person, session }: FactorChange,
    passkey: NewPasskey,
    recoveryCodes: readonly string[],
  ): Promise<boolean> {
    return this.#database.transaction(async () => {
      if (!(await isSessionOf(this.#database, { person, session }))) throw new UserError('passkey_refused');
      const { changes } = await this.#database.run(
        `INSERT INTO passkey (person_id, credential_id, public_key, counter, transports, user_handle, name, created_at)
          VALUES (:person, :credentialId, :publicKey, :counter, :transports, :userHandle, :name, :now)
          ON CONFLICT DO NOTHING`,
        {
          person,
          credentialId: passkey.credentialId,
          publicKey: Buffer.from(passkey.publicKey),
          counter: passkey.counter,
          transports: JSON.stringify(passkey.transports),
          userHandle: passkey.userHandle,
          name: passkey.name,
          now: this.#clock.now(),
        },
      );
      if (changes === 0) throw new UserError('passkey_known');
      await endSessions(this.#database, person, session);
      return storeFirstCodes(this.#database, person, recoveryCodes);
    });
  }

  /**
   * Records a use. False if the counter has changed since the passkey was read, so that only one of several concurrent
   * uses succeeds. Does not detect concurrent uses of a passkey whose counter stays 0.
   */
  async markUsed({ id, counter }: Pick<StoredPasskey, 'id' | 'counter'>, newCounter: number): Promise<boolean> {
    const { changes } = await this.#database.run(
      'UPDATE passkey SET counter = ?, last_used_at = ? WHERE id = ? AND counter = ?',
      [newCounter, this.#clock.now(), id, counter],
    );
    return changes > 0;
  }

  /** Throws UserError `passkey_unknown` if the person has no such passkey. */
  async rename(id: number, person: number, name: string): Promise<void> {
    const { changes } = await this.#database.run('UPDATE passkey SET name = ? WHERE id = ? AND person_id = ?', [
      name,
      id,
      person,
    ]);
    if (changes === 0) throw new UserError('passkey_unknown');
  }

  /** Removes a passkey, and also the recovery codes if it was the last factor. Removing it twice is not an error. */
  async remove(id: number, { person, session }: FactorChange): Promise<void> {
    await this.#database.transaction(async () => {
      await this.#database.run('DELETE FROM passkey WHERE id = ? AND person_id = ?', [id, person]);
      await forgetUnneededCodes(this.#database, person);
      await endSessions(this.#database, person, session);
    });
  }
}

/** The passkeys of a person as the person sees them, oldest first. */
export async function passkeysOf(database: Database, person: number): Promise<readonly Passkey[]> {
  return (await rowsOf(database, person)).map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

function rowsOf(database: Database, person: number): Promise<readonly PasskeyRow[]> {
  return database.all<PasskeyRow>('SELECT * FROM passkey WHERE person_id = ? ORDER BY id', [person]);
}

function storedOfRow(row: PasskeyRow): StoredPasskey {
  return {
    id: row.id,
    person: row.person_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
    userHandle: row.user_handle,
    name: row.name,
  };
}
