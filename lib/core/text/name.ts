import { z } from 'zod';
import { firstUnprintable, withoutUnprintable } from './unprintable.ts';

export interface NameCodes {
  readonly required: string;
  readonly tooLong: string;
}

export const MAX_NAME = 100;

/** What people call a thing: one line that can be shown anywhere. The same rules wherever a name comes in. */
export function nameInput({ required, tooLong }: NameCodes) {
  return z
    .string({ error: required })
    .trim()
    .min(1, required)
    .max(MAX_NAME, tooLong)
    .superRefine((name, context) => {
      const character = firstUnprintable(name);
      if (character !== undefined)
        context.addIssue({ code: 'custom', message: 'name_unprintable', params: { character } });
    });
}

/** What a file is called that comes from outside: it is not refused for its name, which is for people alone. */
export function cleanFileName(name: string): string {
  return withoutUnprintable(name).trim() || 'file';
}
