import type { Clock } from '../../../core/clock.ts';
import { type MailSettings, mailInForce } from '../../../core/settings/mail-settings.ts';
import { type NotificationSettings, notificationsInForce } from '../../../core/settings/notification-settings.ts';
import {
  type Ceilings,
  type NumericSettings,
  numericSettingsInForce,
} from '../../../core/settings/numeric-settings.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** The last condition leaves `updated_at` unchanged if the value stays the same. */
const WRITE = `INSERT INTO setting (key, value, updated_at) VALUES (?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
  WHERE setting.value <> excluded.value`;

export interface SettingsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ceilings: Ceilings;
}

/** The stored settings. They are read on each use, so that changes apply immediately in every process. */
export class SettingsStore {
  readonly ceilings: Ceilings;
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock, ceilings }: SettingsOptions) {
    this.ceilings = ceilings;
    this.#database = database;
    this.#clock = clock;
  }

  async current(): Promise<NumericSettings> {
    return numericSettingsInForce(await this.#stored(), this.ceilings);
  }

  async mail(): Promise<MailSettings> {
    return mailInForce(await this.#stored());
  }

  async notifications(): Promise<NotificationSettings> {
    return notificationsInForce(await this.#stored());
  }

  async save(changed: Partial<NumericSettings & MailSettings & NotificationSettings>): Promise<NumericSettings> {
    await this.#database.transaction(async () => {
      const rows = Object.entries(changed).map(([key, value]) => [key, JSON.stringify(value), this.#clock.now()]);
      await this.#database.runEach(WRITE, rows);
    });
    return this.current();
  }

  /** When a setting was last changed, in milliseconds since 1970; null if it has never been changed. */
  async changedAt(setting: keyof NumericSettings): Promise<number | null> {
    return (await this.#database.value<number>('SELECT updated_at FROM setting WHERE key = ?', [setting])) ?? null;
  }

  async #stored(): Promise<ReadonlyMap<string, unknown>> {
    const sql = 'SELECT key, value FROM setting';
    const rows = await this.#database.all<Pick<Tables['setting'], 'key' | 'value'>>(sql);
    return new Map(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
  }
}
