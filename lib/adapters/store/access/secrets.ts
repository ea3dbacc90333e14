import type { Clock } from '../../../core/clock.ts';
import type { SettingsSecret } from '../../../core/settings/settings-secret.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import type { Database } from '../database/database.ts';
import { sealContext } from './sealed-secrets.ts';

/** Secrets of the settings. Each is encrypted for its own name, and decrypted only to be used. */
export class Secrets {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  async keep(name: SettingsSecret, secret: string): Promise<void> {
    // Sealed inside the transaction, so that a key rotation cannot remove the key in between.
    await this.#database.transaction(() =>
      this.#database.run(
        `INSERT INTO secret (name, sealed, updated_at) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at`,
        [name, this.#box.seal(secret, sealContextOf(name)), this.#clock.now()],
      ),
    );
  }

  async forget(name: SettingsSecret): Promise<void> {
    await this.#database.run('DELETE FROM secret WHERE name = ?', [name]);
  }

  /** When the secret was last changed; undefined if there is none. */
  storedSince(name: SettingsSecret): Promise<number | undefined> {
    return this.#database.value<number>('SELECT updated_at FROM secret WHERE name = ?', [name]);
  }

  /** The plain secret, only for use. Throws UserError `key_wrong`. */
  async open(name: SettingsSecret): Promise<string | undefined> {
    const sealed = await this.#database.value<string>('SELECT sealed FROM secret WHERE name = ?', [name]);
    return sealed === undefined ? undefined : this.#box.open(sealed, sealContextOf(name));
  }
}

function sealContextOf(name: SettingsSecret): string {
  return sealContext('secret', [name], 'sealed');
}
