import type { NotificationSettings } from '../../core/settings/notification-settings.ts';
import { type RenewOptions, renewWebhookSecret } from './renew-webhook-secret.ts';

export interface SaveNotificationsOptions extends RenewOptions {
  readonly settings: { save(changed: NotificationSettings): unknown };
  readonly secrets: RenewOptions['secrets'] & { storedSince(name: 'webhook_secret'): number | undefined };
  readonly outbox: { retryNow(channel: 'mail' | 'webhook'): void };
}

/**
 * Saves the notification settings. The first webhook gets a secret, which is returned only once. Waiting notifications are
 * retried immediately.
 */
export function saveNotifications(
  options: SaveNotificationsOptions,
  input: NotificationSettings,
): { readonly secret: string | null } {
  const { settings, secrets, outbox } = options;
  settings.save(input);
  const needsOne = input.webhook_url !== '' && secrets.storedSince('webhook_secret') === undefined;
  const secret = needsOne ? renewWebhookSecret(options) : null;
  for (const channel of ['mail', 'webhook'] as const) outbox.retryNow(channel);
  return { secret };
}
