import { z } from 'zod';
import { mailTo } from '#lib/core/settings/mail-settings.ts';

export const testMailTo = z.object({ to: mailTo });
/** The input of actions without parameters. */
export const nothing = z.object({});
