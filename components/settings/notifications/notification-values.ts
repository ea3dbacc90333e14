import type { z } from 'zod';
import type { notificationsInput } from '#lib/core/settings/notification-settings.ts';

export type NotificationValues = Omit<z.input<typeof notificationsInput>, 'mail_recipients'> & {
  mail_recipients: string;
};

/** The answer of an action that may have created a signing secret. */
export type SecretAnswer = { readonly webhook_secret?: string | undefined };
