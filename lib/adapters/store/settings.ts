import type { Database } from 'better-sqlite3';
import { type MailSettings, mailInForce } from '../../core/mail-settings.ts';
import { type NotificationSettings, notificationsInForce } from '../../core/notification-settings.ts';
import { type Ceilings, type Settings, settingsInForce } from '../../core/settings.ts';

export interface SettingsOptions {
  readonly database: Database;
  readonly clock: { now(): number };
  readonly ceilings: Ceilings;
}

/** The stored settings. They are read anew each time, so that a change holds at once in every process. */
export class SqliteSettings {
  readonly ceilings: Ceilings;
  readonly #read;
  readonly #saveAll;

  constructor({ database, clock, ceilings }: SettingsOptions) {
    this.ceilings = ceilings;
    this.#read = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM setting');
    const write = database.prepare(
      `INSERT INTO setting (key, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
       WHERE value <> excluded.value`,
    );
    this.#saveAll = database.transaction((changed: readonly (readonly [string, unknown])[]) => {
      for (const [key, value] of changed) write.run(key, JSON.stringify(value), clock.now());
    });
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
    this.#saveAll(Object.entries(changed));
    return this.current();
  }

  #stored(): ReadonlyMap<string, unknown> {
    return new Map(this.#read.all().map(({ key, value }) => [key, JSON.parse(value) as unknown]));
  }
}
