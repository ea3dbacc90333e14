import type { NotificationSettings } from '../../core/settings/notification-settings.ts';
import { type RenewOptions, renewWebhookSecret } from './renew-webhook-secret.ts';

export interface SaveNotificationsOptions extends RenewOptions {
  readonly settings: { save(changed: NotificationSettings): Promise<unknown> };
  readonly secrets: RenewOptions['secrets'] & { storedSince(name: 'webhook_secret'): Promise<number | undefined> };
  readonly outbox: { retryNow(channel: 'mail' | 'webhook'): Promise<void> };
}

/**
 * Saves the notification settings. The first webhook gets a secret, which is returned only once. Waiting notifications
 * are retried immediately.
 */
export async function saveNotifications(
  options: SaveNotificationsOptions,
  input: NotificationSettings,
): Promise<{ readonly secret: string | null }> {
  const { settings, secrets, outbox } = options;
  await settings.save(input);
  const needsSecret = input.webhook_url !== '' && (await secrets.storedSince('webhook_secret')) === undefined;
  const secret = needsSecret ? await renewWebhookSecret(options) : null;
  for (const channel of ['mail', 'webhook'] as const) await outbox.retryNow(channel);
  return { secret };
}
