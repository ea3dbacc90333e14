import type { Database } from 'better-sqlite3';
import { type Ceilings, type Settings, settingsInForce } from '../../core/settings.ts';

export interface SettingsOptions {
  readonly database: Database;
  readonly clock: { now(): number };
  readonly ceilings: Ceilings;
}

/** The stored settings. They are read anew each time, so that a change holds at once in every process. */
export class SqliteSettings {
  readonly ceilings: Ceilings;
  readonly #clock: { now(): number };
  readonly #read;
  readonly #write;

  constructor({ database, clock, ceilings }: SettingsOptions) {
    this.ceilings = ceilings;
    this.#clock = clock;
    this.#read = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM setting');
    this.#write = database.prepare(
      `INSERT INTO setting (key, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
       WHERE value <> excluded.value`,
    );
  }

  current(): Settings {
    const stored = new Map(this.#read.all().map(({ key, value }) => [key, JSON.parse(value) as unknown]));
    return settingsInForce(stored, this.ceilings);
  }

  save(changed: Partial<Settings>): Settings {
    for (const [key, value] of Object.entries(changed)) this.#write.run(key, JSON.stringify(value), this.#clock.now());
    return this.current();
  }
}
