import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { SettingsSecret } from '../../../core/settings/settings-secret.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import { sealContext } from './sealed-secrets.ts';

/** Secrets of the settings. Each is sealed for its own name, and opened only to be used. */
export class SqliteSecrets {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  keep(name: SettingsSecret, secret: string): void {
    const keep = this.#database.prepare(
      `INSERT INTO secret (name, sealed, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at`,
    );
    const sealAndKeep = () => keep.run(name, this.#box.seal(secret, sealContextOf(name)), this.#clock.now());
    this.#database.transaction(sealAndKeep).immediate();
  }

  forget(name: SettingsSecret): void {
    this.#database.prepare('DELETE FROM secret WHERE name = ?').run(name);
  }

  /** When the secret was last changed; undefined if there is none. */
  storedSince(name: SettingsSecret): number | undefined {
    return this.#database.prepare<[string], number>('SELECT updated_at FROM secret WHERE name = ?').pluck().get(name);
  }

  /** The plain secret, only for use. Throws UserError `key_wrong`. */
  open(name: SettingsSecret): string | undefined {
    const sealed = this.#database
      .prepare<[string], string>('SELECT sealed FROM secret WHERE name = ?')
      .pluck()
      .get(name);
    return sealed === undefined ? undefined : this.#box.open(sealed, sealContextOf(name));
  }
}

function sealContextOf(name: SettingsSecret): string {
  return sealContext('secret', [name], 'sealed');
}
