import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { databasePath } from '../../lib/adapters/store/sqlite/connection.ts';
import type { MailSettings } from '../../lib/core/settings/mail-settings.ts';
import { changeMail } from '../../lib/operations/settings/save-mail.ts';
import { sendTestMail } from '../../lib/runtime/notifications.ts';
import { openRuntime } from '../../lib/runtime/runtime.ts';
import { storedBytes } from '../kit/elsewhere.ts';
import { PASSWORD, startNotifying } from '../kit/notifying.ts';
import { testOfSqlite } from '../kit/postgresql.ts';
import type { TestProduct } from '../kit/product.ts';

/** The password of the mail server and the secret of the webhook. */

describe('secrets', () => {
  const mail = { smtp_user: 'console', smtp_password: PASSWORD };

  testOfSqlite('are encrypted for their own purpose', async () => {
    const { runtime, secret } = await startNotifying({ mail });
    const bytes = storedBytes(runtime);
    for (const text of [PASSWORD, secret, secret.slice('whsec_'.length)]) expect(bytes.includes(text)).toBe(false);
    const database = new Database(databasePath(runtime.env.dataDir));
    database.exec(
      `UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE name = 'webhook_secret') WHERE name = 'smtp_password'`,
    );
    database.close();
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: false, code: 'key_wrong' });
  });

  testOfSqlite('require the key: without it nothing starts', async () => {
    const { runtime } = await startNotifying({ mail });
    new Database(databasePath(runtime.env.dataDir)).exec('DELETE FROM authentication').close();
    const withoutKey = { ...runtime.env, keyFile: join(runtime.env.dataDir, 'another', 'token.key') };
    await expect(openRuntime(withoutKey, 'test')).rejects.toThrow('key_missing');
  });

  const changeMailSettings = (changed: Partial<MailSettings> & { smtp_password?: string }, { runtime }: TestProduct) =>
    changeMail(runtime, changed);

  test('include the previous password if a change gives none, but not for another server', async () => {
    const product = await startNotifying({ mail });
    const { secrets } = product.runtime;
    await changeMailSettings({ mail_from: 'other@shop.example' }, product);
    expect(await secrets.open('smtp_password')).toBe(PASSWORD);
    await expect(() => changeMailSettings({ smtp_host: '127.0.0.2' }, product)).rejects.toThrow('smtp_password_again');
    expect((await product.runtime.settings.mail()).smtp_host).toBe('127.0.0.1');
    await changeMailSettings({ smtp_host: '127.0.0.2', smtp_password: 'another' }, product);
    expect(await secrets.open('smtp_password')).toBe('another');
    await changeMailSettings({ smtp_host: '' }, product);
    expect(await secrets.storedSince('smtp_password')).toBeUndefined();
  });

  test('and settings that a change does not name stay as an earlier change has set them', async () => {
    const product = await startNotifying({ mail });
    await changeMailSettings({ mail_from: 'other@shop.example' }, product);
    await changeMailSettings({ smtp_port: 1, smtp_password: 'another' }, product);
    expect(await product.runtime.settings.mail()).toMatchObject({ mail_from: 'other@shop.example', smtp_port: 1 });
    await expect(() => changeMailSettings({ mail_from: '' }, product)).rejects.toThrow('mail_from_required');
  });
});
