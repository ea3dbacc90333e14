import type { z } from 'zod';
import type { mailInput } from '#lib/core/settings/mail-settings.ts';

export type MailValues = z.input<typeof mailInput>;
