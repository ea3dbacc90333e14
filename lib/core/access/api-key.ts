import { z } from 'zod';
import { nameInput } from '../text/name.ts';
import type { Role } from './permission.ts';

/** The roles that a key can have. No API operation needs the role owner. */
export const KEY_ROLES = ['viewer', 'operator', 'admin'] as const satisfies readonly Role[];
export type KeyRole = (typeof KEY_ROLES)[number];

/** What is known about a key of the HTTP API, without the key itself. Times are milliseconds since 1970. */
export interface ApiKey {
  readonly id: number;
  readonly name: string;
  readonly role: KeyRole;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** From when on the key is refused; null if it never expires. */
  readonly expiresAt: number | null;
  /** When a person revoked the key; null if that has not happened. */
  readonly revokedAt: number | null;
  /**
   * When a restore, or the undoing of a move to PostgreSQL, suspended the key, because a later revocation could be
   * missing. The key is refused until a person confirms it; null if it is not suspended.
   */
  readonly suspendedAt: number | null;
  /** The person who created it; null if a shell created it or the creator is unknown. */
  readonly creator: { readonly id: number; readonly name: string } | null;
}

const name = nameInput({ required: 'api_key_name_required', tooLong: 'api_key_name_too_long' });

/** Shared by the form, the action and the command line. */
export const newApiKey = z.object({
  name,
  role: z.enum(KEY_ROLES).default('admin'),
  /** Days until the key expires; if omitted, it never expires. */
  days: z.int('api_key_days_invalid').min(1, 'api_key_days_invalid').max(3650, 'api_key_days_invalid').optional(),
});
export const apiKeyId = z.object({ id: z.int().positive() });
/** The replaced key still works for `hours`. */
export const rotatedApiKey = apiKeyId.extend({
  hours: z.int('api_key_hours_invalid').min(0, 'api_key_hours_invalid').max(720, 'api_key_hours_invalid').default(24),
});

/** Why a key is refused; undefined if it is valid. */
export function refusalOfKey(
  { revokedAt, expiresAt, suspendedAt }: ApiKey,
  now: number,
): 'wrong' | 'expired' | 'suspended' | undefined {
  if (revokedAt !== null) return 'wrong';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return suspendedAt === null ? undefined : 'suspended';
}

/** The key as given to its holder: its id and 32 random bytes. */
export function apiKeyText(id: number, random: string): string {
  return `pce_${id}_${random}`;
}

const KEY = /^pce_([1-9]\d{0,14})_[\w-]{43}$/;

/** The id in the text of a key; undefined if the text does not have the form of a key. */
export function idOfApiKey(text: string): number | undefined {
  const id = KEY.exec(text)?.[1];
  return id === undefined ? undefined : Number(id);
}

/**
 * The key in an Authorization header: empty if only the scheme is there, undefined for a scheme other than Bearer and
 * TD1. Scripts for TD send `TD1 <key>`, but some omit the scheme if a key does not have the form of TD's own keys.
 */
export function apiKeyOfHeader(authorization: string): string | undefined {
  if (idOfApiKey(authorization.trim()) !== undefined) return authorization.trim();
  const match = /^(?:Bearer|TD1)(?: +(\S.*))?$/i.exec(authorization.trim());
  return match ? (match[1] ?? '') : undefined;
}
