import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { type MailSettings, mailInForce } from '../../../core/settings/mail-settings.ts';
import { type NotificationSettings, notificationsInForce } from '../../../core/settings/notification-settings.ts';
import { type Ceilings, type Settings, settingsInForce } from '../../../core/settings/settings.ts';

export interface SettingsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ceilings: Ceilings;
}

/** The stored settings. Read each time, so that changes apply immediately in every process. */
export class SqliteSettings {
  readonly ceilings: Ceilings;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #read;
  readonly #write;

  constructor({ database, clock, ceilings }: SettingsOptions) {
    this.ceilings = ceilings;
    this.#database = database;
    this.#clock = clock;
    this.#read = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM setting');
    this.#write = database.prepare(
      `INSERT INTO setting (key, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
       WHERE value <> excluded.value`,
    );
  }

  current(): Settings {
    return settingsInForce(this.#stored(), this.ceilings);
  }

  mail(): MailSettings {
    return mailInForce(this.#stored());
  }

  notifications(): NotificationSettings {
    return notificationsInForce(this.#stored());
  }

  save(changed: Partial<Settings & MailSettings & NotificationSettings>): Settings {
    this.#database
      .transaction(() => {
        for (const [key, value] of Object.entries(changed)) {
          this.#write.run(key, JSON.stringify(value), this.#clock.now());
        }
      })
      .immediate();
    return this.current();
  }

  /** When a setting was last changed, in milliseconds since 1970; null if it never was. */
  changedAt(setting: keyof Settings): number | null {
    const changed = this.#database.prepare<[string], number>('SELECT updated_at FROM setting WHERE key = ?');
    return changed.pluck().get(setting) ?? null;
  }

  #stored(): ReadonlyMap<string, unknown> {
    return new Map(this.#read.all().map(({ key, value }) => [key, JSON.parse(value) as unknown]));
  }
}
