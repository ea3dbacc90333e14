import { z } from 'zod';
import { beginningOf } from './beginning-of.ts';
import { firstUnprintable, withoutUnprintable } from './unprintable.ts';

export interface NameCodes {
  readonly required: string;
  readonly tooLong: string;
}

export const MAX_NAME_LENGTH = 100;

/** The schema of a name that a person enters: one printable line. All names have the same rules. */
export function nameInput({ required, tooLong }: NameCodes) {
  return z
    .string({ error: required })
    .trim()
    .min(1, required)
    .max(MAX_NAME_LENGTH, tooLong)
    .superRefine((name, context) => {
      const character = firstUnprintable(name);
      if (character !== undefined)
        context.addIssue({ code: 'custom', message: 'name_unprintable', params: { character } });
    });
}

/** The name of a copy, such as `Copy of Daily`. If it is too long, the original name in it is shortened. */
export function nameOfCopy(name: string, copyOf: (name: string) => string): string {
  return copyOf(shortenedName(name, MAX_NAME_LENGTH - copyOf('').length));
}

/** A name; if it is too long, it is shortened without splitting a surrogate pair. */
export function shortenedName(name: string, maxLength = MAX_NAME_LENGTH): string {
  return beginningOf(name, maxLength).trimEnd();
}

/** Whether a person typed this name. Repeated spaces and composed accents may differ, since pages do not show them. */
export function isTypedName(typed: string, name: string): boolean {
  return asShown(typed) === asShown(name);
}

function asShown(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Cleans the name of an incoming file instead of refusing it, since the product does not use it as a path. */
export function cleanFileName(name: string): string {
  return withoutUnprintable(name).trim() || 'file';
}
