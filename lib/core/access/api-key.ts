import { z } from 'zod';
import { nameInput } from '../text/name.ts';

/** A key of the HTTP API, without the key. Times are milliseconds since 1970. */
export interface ApiKey {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** Since when it opens nothing any more. */
  readonly revokedAt: number | null;
  /** Since when it opens nothing until a person confirms it: it came back with a backup, which knows no later revocation. */
  readonly suspendedAt: number | null;
}

const name = nameInput({ required: 'api_key_name_required', tooLong: 'api_key_name_too_long' });

/** For the form, the action and the command line alike. */
export const newApiKey = z.object({ name });
export const apiKeyChosen = z.object({ id: z.int().positive() });

/** The key as its holder has it: which one it is, and 32 random bytes. */
export function apiKeyText(id: number, random: string): string {
  return `pce_${id}_${random}`;
}

const KEY = /^pce_([1-9]\d{0,14})_[\w-]{43}$/;

/** Which key a text says it is; undefined for what no key looks like. */
export function idOfApiKey(text: string): number | undefined {
  const id = KEY.exec(text)?.[1];
  return id === undefined ? undefined : Number(id);
}

/**
 * What stands for a key in an Authorization header; undefined where that is of another kind. `TD1` is what scripts for
 * another console send; some put it before a key of that console's own form alone, and send another one bare.
 */
export function apiKeyOfHeader(authorization: string): string | undefined {
  if (idOfApiKey(authorization.trim()) !== undefined) return authorization.trim();
  const said = /^(?:Bearer|TD1)(?: +(\S.*))?$/i.exec(authorization.trim());
  return said ? (said[1] ?? '') : undefined;
}
