import { z } from 'zod';
import { mailTo } from '#lib/core/settings/mail-settings.ts';

export const testMailTo = z.object({ to: mailTo });
/** What an action takes that takes nothing. */
export const nothing = z.object({});
