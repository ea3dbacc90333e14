import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import {
  CHALLENGE_MS,
  type ChallengePurpose,
  type NewPasskey,
  type Passkey,
  type StoredPasskey,
} from '../../../core/people/passkey.ts';
import type { Row } from '../database/row.ts';
import type { Tables } from '../database/tables.ts';
import { endSessions, type FactorChange } from './end-sessions.ts';
import { forgetUnneededCodes, storeFirstCodes } from './recovery-codes.ts';

type PasskeyRow = Row<'passkey', { public_key: Buffer }>;

type ChallengeRow = Pick<Tables['passkey_challenge'], 'purpose' | 'person_id' | 'user_handle' | 'expires_at'>;

interface NewChallenge {
  readonly challenge: string;
  readonly purpose: ChallengePurpose;
  /** Null if the passkey is to name the person. */
  readonly person: number | null;
  /** Of the passkey to add. */
  readonly userHandle?: string | null;
}

/** Passkeys, and the challenges that they have to sign. */
export class SqlitePasskeys {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  storeChallenge({ challenge, purpose, person, userHandle = null }: NewChallenge): void {
    const now = this.#clock.now();
    const store = this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM passkey_challenge WHERE expires_at <= ?').run(now);
      this.#database
        .prepare(
          `INSERT INTO passkey_challenge (challenge, purpose, person_id, user_handle, expires_at)
           VALUES (?, ?, ?, ?, ?)`,
        )
        .run(challenge, purpose, person, userHandle, now + CHALLENGE_MS);
    });
    store.immediate();
  }

  /** The challenge, if it was waiting for this purpose and person; undefined otherwise. It is used up, whatever for. */
  takeChallenge(
    challenge: string,
    purpose: ChallengePurpose,
    person: number | null,
  ): { readonly userHandle: string | null } | undefined {
    const row = this.#database
      .prepare<[string], ChallengeRow>('DELETE FROM passkey_challenge WHERE challenge = ? RETURNING *')
      .get(challenge);
    const isExpected = row?.purpose === purpose && row.person_id === person && row.expires_at > this.#clock.now();
    return isExpected ? { userHandle: row.user_handle } : undefined;
  }

  /** The passkeys of a person, oldest first. */
  ofPerson(person: number): readonly StoredPasskey[] {
    return rowsOf(this.#database, person).map(storedOfRow);
  }

  /** Undefined if it is unknown, or its person cannot sign in. */
  find(credentialId: string): StoredPasskey | undefined {
    const row = this.#database
      .prepare<[string], PasskeyRow>(
        `SELECT passkey.* FROM passkey JOIN person ON person.id = person_id
         WHERE credential_id = ? AND disabled_at IS NULL`,
      )
      .get(credentialId);
    return row && storedOfRow(row);
  }

  /**
   * Adds a passkey. Stores `recoveryCodes` if the person has none, and returns whether it did. Throws UserError `passkey_known` if
   * it is stored already.
   */
  add({ person, session }: FactorChange, passkey: NewPasskey, recoveryCodes: readonly string[]): boolean {
    const { transports, publicKey, ...rest } = passkey;
    const add = this.#database.transaction(() => {
      const { changes } = this.#database
        .prepare(
          `INSERT INTO passkey (person_id, credential_id, public_key, counter, transports, user_handle, name, created_at)
           VALUES (:person, :credentialId, :publicKey, :counter, :transports, :userHandle, :name, :now)
           ON CONFLICT DO NOTHING`,
        )
        .run({
          ...{ ...rest, person, publicKey: Buffer.from(publicKey) },
          ...{ transports: JSON.stringify(transports), now: this.#clock.now() },
        });
      if (changes === 0) throw new UserError('passkey_known');
      endSessions(this.#database, person, session);
      return storeFirstCodes(this.#database, person, recoveryCodes);
    });
    return add.immediate();
  }

  /** Records a use. False if the counter has changed since the passkey was found: of several uses at once, one succeeds. */
  markUsed({ id, counter }: Pick<StoredPasskey, 'id' | 'counter'>, newCounter: number): boolean {
    return (
      this.#database
        .prepare('UPDATE passkey SET counter = ?, last_used_at = ? WHERE id = ? AND counter = ?')
        .run(newCounter, this.#clock.now(), id, counter).changes > 0
    );
  }

  /** Throws UserError `passkey_unknown` if the person has no such passkey. */
  rename(id: number, person: number, name: string): void {
    const { changes } = this.#database
      .prepare('UPDATE passkey SET name = ? WHERE id = ? AND person_id = ?')
      .run(name, id, person);
    if (changes === 0) throw new UserError('passkey_unknown');
  }

  /** One that is already removed is no error. Recovery codes go with the last factor. */
  remove(id: number, { person, session }: FactorChange): void {
    const remove = this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM passkey WHERE id = ? AND person_id = ?').run(id, person);
      forgetUnneededCodes(this.#database, person);
      endSessions(this.#database, person, session);
    });
    remove.immediate();
  }
}

/** The passkeys of a person as the person sees them, oldest first. */
export function passkeysOf(database: Database, person: number): readonly Passkey[] {
  return rowsOf(database, person).map((row) => ({
    ...{ id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at },
  }));
}

function rowsOf(database: Database, person: number): readonly PasskeyRow[] {
  return database.prepare<[number], PasskeyRow>('SELECT * FROM passkey WHERE person_id = ? ORDER BY id').all(person);
}

function storedOfRow(row: PasskeyRow): StoredPasskey {
  return {
    ...{ id: row.id, person: row.person_id, credentialId: row.credential_id, publicKey: row.public_key },
    ...{ counter: row.counter, transports: JSON.parse(row.transports) as string[] },
    ...{ userHandle: row.user_handle, name: row.name },
  };
}
