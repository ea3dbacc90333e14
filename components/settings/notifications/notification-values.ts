import type { z } from 'zod';
import type { notificationsInput } from '#lib/core/settings/notification-settings.ts';

export type NotificationValues = Omit<z.input<typeof notificationsInput>, 'mail_recipients'> & {
  mail_recipients: string;
};

export type SecretResult = { readonly secret: string | null };
